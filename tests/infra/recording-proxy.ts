import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export type RecordingProxy = {
  /** Where a client reaches the service under a name of its own. */
  readonly urlFor: (name: string) => string;
  /** The actions that each name has asked for, e.g. "GetItem"; with the index after a slash, if one was read. */
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Stands before a local DynamoDB, and notes who asks it for what. */
export async function aRecordingProxy(target: string): Promise<RecordingProxy> {
  const actions = new Map<string, Set<string>>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const name = (request.url ?? "").split("/")[1] ?? "";
    const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const { IndexName } = JSON.parse(body.toString("utf8")) as { IndexName?: string };
    const seen = actions.get(name) ?? new Set();
    actions.set(name, seen.add(IndexName === undefined ? action : `${action}/${IndexName}`));
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(target, { method: "POST", headers: headers as Record<string, string>, body });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/x-amz-json-1.0" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { urlFor: name => `http://127.0.0.1:${port}/${name}`, actions };
}

export type SecretsManager = {
  readonly urlFor: (name: string) => string;
  /** The names of the secrets that each name has asked for. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Answers GetSecretValue by the secret's name, as Secrets Manager would, and notes who asks for what. */
export async function aSecretsManager(secrets: Readonly<Record<string, string>>): Promise<SecretsManager> {
  const asked = new Map<string, Set<string>>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const name = (request.url ?? "").split("/")[1] ?? "";
    const { SecretId } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { SecretId: string };
    asked.set(name, (asked.get(name) ?? new Set()).add(SecretId));
    const text = secrets[SecretId];
    response.writeHead(text === undefined ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(text === undefined ? { __type: "ResourceNotFoundException" } : { SecretString: text }));
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { urlFor: name => `http://127.0.0.1:${port}/${name}`, asked };
}
