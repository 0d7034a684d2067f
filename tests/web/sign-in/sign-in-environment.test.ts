import { describe, expect, it } from "vitest";
import { readSignInEnvironment } from "../../../functions/runtime/sign-in-environment.ts";

const least = {
  OIDC_ISSUER: "https://issuer.example.org/pool",
  OIDC_CLIENT_ID: "editors-site",
  EDITORS_URL: "https://editors.example.org",
  SESSION_KEY: "k".repeat(32),
};

describe("the environment of sign-in", () => {
  it("needs an issuer, a client, the site's origin and a key", () => {
    expect(readSignInEnvironment(least)).toEqual({
      ...least,
      OIDC_GROUPS_CLAIM: "cognito:groups",
      OIDC_SCOPE: "openid profile email",
    });
    for (const name of Object.keys(least))
      expect(() => readSignInEnvironment({ ...least, [name]: undefined })).toThrow(name);
  });

  it.each([
    ["OIDC_ISSUER", "http://issuer.example.org"],
    ["OIDC_ISSUER", "issuer.example.org"],
    ["EDITORS_URL", "https://editors.example.org/"],
    ["EDITORS_URL", "https://editors.example.org/pages"],
    ["EDITORS_URL", "http://editors.example.org"],
    ["OIDC_SCOPE", "profile"],
    ["SESSION_KEY", "short and secret"],
    ["OIDC_CLIENT_SECRET", ""],
  ])("refuses %s=%j, and shows no value", (name, value) => {
    const read = () => readSignInEnvironment({ ...least, [name]: value });
    expect(read).toThrow(name);
    if (name === "SESSION_KEY") expect(read).not.toThrow(value);
  });

  it("keeps the issuer as the issuer writes it, with a final slash or without", () => {
    const OIDC_ISSUER = "https://issuer.example.org/";
    expect(readSignInEnvironment({ ...least, OIDC_ISSUER }).OIDC_ISSUER).toBe(OIDC_ISSUER);
  });
});
