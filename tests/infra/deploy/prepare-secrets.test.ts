import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseSecret } from "../../../functions/runtime/secrets.ts";
import { prepareSecrets } from "../../../infra/deploy/prepare-secrets.ts";
import { type Account, credentials, emptyAccount, serve } from "./an-account.ts";

const name = (secret: string) => `dear-colleague-prod/${secret}`;
const oldName = "dear-colleague-prod-keys";
const old = {
  addressKey: "a".repeat(43),
  sessionKey: "s".repeat(43),
  oidcClientSecret: "hush",
  linkKeys: [
    { id: "b", secret: "b".repeat(43) },
    { id: "a", secret: "l".repeat(43) },
  ],
};

async function prepare(secrets: Account["secrets"], tableIsFilled = false) {
  const account = { ...emptyAccount(), secrets };
  const client = new SecretsManagerClient({
    region: "eu-west-2",
    endpoint: await serve(account),
    credentials,
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return { account, prepared: prepareSecrets(client, "prod", tableIsFilled) };
}

describe("a stage's secrets", () => {
  it("get random keys if there are none, in the shape that the functions read", async () => {
    const [one, other] = [await prepare({}), await prepare({})];
    for (const { prepared } of [one, other])
      expect(await prepared).toEqual(
        ["address-key", "link-keys", "session-key"].map(secret => ({ secret, did: "made" })),
      );
    const keys = [one, other].flatMap(({ account: { secrets } }) => [
      parseSecret("address-key", secrets[name("address-key")] ?? ""),
      parseSecret("link-keys", secrets[name("link-keys")] ?? "")[0]?.secret,
      parseSecret("session-key", secrets[name("session-key")] ?? ""),
    ]);
    expect(new Set(keys).size).toBe(6);
  });

  it("keep what they hold", async () => {
    const held = { [name("address-key")]: "k".repeat(32), [name("session-key")]: "s".repeat(32) };
    const { account, prepared } = await prepare({ ...held, [name("oidc-client-secret")]: "hush" });
    expect(await prepared).toContainEqual({ secret: "oidc-client-secret", did: "kept" });
    expect(account.secrets).toMatchObject(held);
  });

  it("are filled if they exist and are empty", async () => {
    const { account, prepared } = await prepare({ [name("session-key")]: undefined });
    expect(await prepared).toContainEqual({ secret: "session-key", did: "made" });
    expect(account.secrets[name("session-key")]).toHaveLength(43);
  });

  it("take over the content of older versions' one secret, which stays as it is", async () => {
    const text = JSON.stringify(old);
    const { account, prepared } = await prepare({ [oldName]: text }, true);
    expect((await prepared).map(({ did }) => did)).toEqual(["moved", "moved", "moved", "moved"]);
    const { [oldName]: kept, ...moved } = account.secrets;
    expect(kept).toBe(text);
    expect(moved).toEqual({
      [name("address-key")]: old.addressKey,
      [name("session-key")]: old.sessionKey,
      [name("oidc-client-secret")]: "hush",
      [name("link-keys")]: JSON.stringify(old.linkKeys),
    });
  });

  it("are moved on from any point of an interrupted move, and may be rotated afterwards", async () => {
    const rotated = JSON.stringify([{ id: "c", secret: "c".repeat(43) }, ...old.linkKeys]);
    const before = {
      [oldName]: JSON.stringify(old),
      [name("address-key")]: old.addressKey,
      [name("link-keys")]: rotated,
    };
    const { account, prepared } = await prepare(before, true);
    expect((await prepared).map(({ did }) => did)).toEqual(["kept", "kept", "moved", "moved"]);
    expect(account.secrets[name("link-keys")]).toBe(rotated);
  });

  it("do without the old secret if it is being deleted and all of them exist", async () => {
    const held = { [name("address-key")]: "k".repeat(43), [name("session-key")]: "s".repeat(43) };
    const before = { ...held, [name("link-keys")]: JSON.stringify(old.linkKeys), [oldName]: null };
    const { account, prepared } = await prepare({ ...before }, true);
    expect((await prepared).map(({ did }) => did)).toEqual(["kept", "kept", "kept"]);
    expect(account.secrets).toEqual(before);
  });

  it.each<[string, Account["secrets"], RegExp]>([
    [
      "the old secret is to be deleted, and one of them is not there",
      {
        [oldName]: null,
        [name("address-key")]: "k".repeat(43),
        [name("link-keys")]: JSON.stringify(old.linkKeys),
      },
      /restore-secret --secret-id dear-colleague-prod-keys/,
    ],
    [
      "two address keys differ",
      { [oldName]: JSON.stringify(old), [name("address-key")]: "x".repeat(43) },
      /differ.*Find out which/,
    ],
    [
      "the old secret lacks a key",
      { [oldName]: JSON.stringify({ ...old, sessionKey: undefined }) },
      /malformed: sessionKey/,
    ],
    [
      "one is to be deleted",
      { [name("address-key")]: "k".repeat(43), [name("link-keys")]: null },
      /restore-secret --secret-id dear-colleague-prod\/link-keys/,
    ],
    [
      "one is malformed",
      { [name("address-key")]: "hush" },
      /prod\/address-key: The secret address-key is invalid/,
    ],
    [
      "the address key of a filled table is missing",
      {},
      /create-secret --name dear-colleague-prod\/address-key/,
    ],
    [
      "the link keys of a filled table are missing",
      { [name("address-key")]: "k".repeat(43) },
      /letters already sent would stop working/,
    ],
  ])("are left alone, with a sentence, if %s", async (_, secrets, says) => {
    const { account, prepared } = await prepare({ ...secrets }, true);
    const error = await prepared.catch(error => error);
    expect(error).toMatchObject({ name: "Refusal", message: expect.stringMatching(says) });
    expect(error.message).not.toMatch(/hush|x{20}|a{20}/);
    expect(account.secrets).toEqual(secrets);
  });

  it("may get a new session key though the table is filled: people sign in again, and nothing is lost", async () => {
    const held = {
      [name("address-key")]: "k".repeat(43),
      [name("link-keys")]: JSON.stringify(old.linkKeys),
    };
    const { prepared } = await prepare(held, true);
    expect(await prepared).toContainEqual({ secret: "session-key", did: "made" });
  });
});
