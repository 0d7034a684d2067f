import { describe, expect, it } from "vitest";
import { roles } from "../../../functions/core/access/role.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();

describe("signing in with a user pool", () => {
  it("is for invited people, with a second factor", () => {
    pipeline.hasResourceProperties("AWS::Cognito::UserPool", {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: "ON",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      DeletionProtection: "ACTIVE",
    });
    const [pool] = resources(pipeline, "AWS::Cognito::UserPool");
    expect(pool?.DeletionPolicy).toBe("RetainExceptOnCreate");
  });

  it("ignores the case of a name: Cognito cannot change that later", () => {
    pipeline.hasResourceProperties("AWS::Cognito::UserPool", {
      UsernameConfiguration: { CaseSensitive: false },
    });
    const kept = templates({
      signIn: { kind: "cognito", mfa: "required", caseSensitiveNames: true },
    }).pipeline;
    const [pool] = resources(kept, "AWS::Cognito::UserPool");
    expect(pool?.Properties.UsernameConfiguration).toBeUndefined();
  });

  it("asks for a second factor as the settings say", () => {
    const modes = (["required", "optional", "off"] as const).map(mfa => {
      const [pool] = resources(
        templates({ signIn: { kind: "cognito", mfa } }).pipeline,
        "AWS::Cognito::UserPool",
      );
      return pool?.Properties.MfaConfiguration;
    });
    expect(modes).toEqual(["ON", "OPTIONAL", "OFF"]);
  });

  it("has a group for each role that the site knows", () => {
    const groups = resources(pipeline, "AWS::Cognito::UserPoolGroup").map(
      ({ Properties }) => Properties.GroupName,
    );
    expect(groups.sort()).toEqual([...roles].sort());
  });

  it("is by code only, from a public client, and returns only to the site", () => {
    const [client, ...others] = resources(pipeline, "AWS::Cognito::UserPoolClient");
    expect(others).toEqual([]);
    expect(client?.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "profile", "email"],
      CallbackURLs: ["https://editors.letters.example.org/sign-in/callback"],
      LogoutURLs: ["https://editors.letters.example.org/signed-out"],
      PreventUserExistenceErrors: "ENABLED",
    });
    expect(client?.Properties.ExplicitAuthFlows ?? ["ALLOW_REFRESH_TOKEN_AUTH"]).toEqual([
      "ALLOW_REFRESH_TOKEN_AUTH",
    ]);
  });
});

describe("signing in with another issuer", () => {
  it("creates no user pool, and gives the site the issuer", () => {
    const signIn = {
      kind: "open-id",
      issuer: "https://login.example.org/",
      clientId: "dear",
      groupsClaim: "groups",
    } as const;
    const { pipeline: open } = templates({ signIn });
    open.resourceCountIs("AWS::Cognito::UserPool", 0);
    open.hasResourceProperties("AWS::Lambda::Function", {
      FunctionName: "dear-colleague-prod-editors-site",
      Environment: {
        Variables: {
          OIDC_ISSUER: "https://login.example.org/",
          OIDC_CLIENT_ID: "dear",
          OIDC_GROUPS_CLAIM: "groups",
        },
      },
    });
  });
});
