import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { behindCloudFront, parseOriginKey } from "../../functions/runtime/origin-key.ts";

const keys: Readonly<Record<string, string>> = {
  "arn:new": "n".repeat(64),
  "arn:old": "o".repeat(64),
};

/** Sets the environment of a site that stands behind CloudFront, with a Secrets Manager that has these keys. */
async function deploy(arns: string): Promise<void> {
  const server = createServer(async (request, response) => {
    const { SecretId } = JSON.parse((await buffer(request)).toString()) as { SecretId: string };
    const text = keys[SecretId];
    response.writeHead(text === undefined ? 400 : 200, {
      "content-type": "application/x-amz-json-1.1",
    });
    response.end(
      JSON.stringify(
        text === undefined ? { __type: "ResourceNotFoundException" } : { SecretString: text },
      ),
    );
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const account = {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  const variables = { ORIGIN_SECRET_ARNS: arns, AWS_ENDPOINT_URL_SECRETS_MANAGER: url, ...account };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
  });
}

const site = behindCloudFront(async (_: { headers?: Record<string, string> }) => ({
  statusCode: 200,
}));
const statusFor = async (key?: string) =>
  (await site(key === undefined ? {} : { headers: { "x-dear-colleague-origin": key } })).statusCode;

describe("a site behind CloudFront", () => {
  it("refuses requests that come another way, and takes the old key beside the new one", async () => {
    expect(await statusFor()).toBe(200);
    await deploy("arn:new,arn:old");
    expect(await statusFor(keys["arn:new"])).toBe(200);
    expect(await statusFor(keys["arn:old"])).toBe(200);
    for (const other of [undefined, "", "x".repeat(64), "n".repeat(63)])
      expect(await statusFor(other)).toBe(403);
  });

  it("takes the new key if the old one is gone, and answers nobody if no key can be read", async () => {
    const answer = async () => {
      // Each site starts cold: it has read no key.
      vi.resetModules();
      const cold = (await import("../../functions/runtime/origin-key.ts")).behindCloudFront(
        async (_: object) => ({
          statusCode: 200,
        }),
      );
      return cold({ headers: { "x-dear-colleague-origin": keys["arn:new"] } });
    };
    await deploy("arn:new,arn:gone");
    expect(await answer()).toMatchObject({ statusCode: 200 });
    await deploy("arn:gone,arn:lost");
    await expect(answer()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("does not take an empty secret for a key, and never shows a short one's value", () => {
    for (const text of [undefined, "", "hunter2"]) {
      expect(() => parseOriginKey(text)).toThrow(/holds no key of at least 32 characters/);
      expect(() => parseOriginKey(text)).not.toThrow(/hunter2/);
    }
  });
});
