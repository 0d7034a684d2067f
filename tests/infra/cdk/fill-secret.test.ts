import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseSecrets } from "../../../functions/runtime/secrets.ts";
import { fillSecret } from "../../../infra/fill-secret.ts";

/** A Secrets Manager with one secret: with a value, without one yet, or out of reach. */
async function aSecret(state: { value?: string; denied?: true }) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const action = String(request.headers["x-amz-target"]).split(".")[1];
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
    if (state.denied) return answer(400, { __type: "AccessDeniedException" });
    if (action === "PutSecretValue") state.value = JSON.parse(Buffer.concat(chunks).toString("utf8")).SecretString;
    return state.value === undefined
      ? answer(400, { __type: "ResourceNotFoundException" })
      : answer(200, { SecretString: state.value });
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  const client = new SecretsManagerClient({
    ...{ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, region: "eu-west-2", maxAttempts: 1 },
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return client;
}

describe("a stage's secret", () => {
  it("gets random keys when it is new, of the shape that the functions read", async () => {
    const [one, other]: { value?: string }[] = [{}, {}];
    for (const state of [one, other]) expect(await fillSecret(await aSecret(state ?? {}), "keys")).toBe("filled");
    const [first, second] = [one, other].map(state => parseSecrets(state?.value ?? ""));
    expect(new Set([first, second].flatMap(each => [each?.addressKey, each?.sessionKey, each?.linkKeys[0]?.secret])).size).toBe(
      6,
    );
  });

  it("keeps what it holds", async () => {
    const state = { value: "whatever it is" };
    expect(await fillSecret(await aSecret(state), "keys")).toBe("kept");
    expect(state.value).toBe("whatever it is");
  });

  it("is not written over when it cannot be read", async () => {
    const state: { value?: string; denied: true } = { value: "hush", denied: true };
    await expect(fillSecret(await aSecret(state), "keys")).rejects.toMatchObject({ name: "AccessDeniedException" });
    expect(state.value).toBe("hush");
  });
});
