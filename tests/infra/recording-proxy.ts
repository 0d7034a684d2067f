import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export type RecordingProxy = {
  /** Where a client reaches the service under a name of its own. */
  readonly urlFor: (name: string) => string;
  /** The actions that each name has asked for, e.g. "GetItem"; with the index after a slash, if one was read. */
  readonly actions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The partition keys that each name has asked for, by action: the values of `due` for the index. */
  readonly keys: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;
};

type Keyed = { readonly PK?: { readonly S?: string } };
type Request = {
  readonly IndexName?: string;
  readonly Key?: Keyed;
  readonly Item?: Keyed;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys?: readonly Keyed[] } | readonly Written[]>
  >;
  readonly TransactItems?: readonly Readonly<
    Record<string, { readonly Key?: Keyed; readonly Item?: Keyed }>
  >[];
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
};
type Written = {
  readonly PutRequest?: { readonly Item?: Keyed };
  readonly DeleteRequest?: { readonly Key?: Keyed };
};

/** What IAM calls the statements of a batch, as long as all of them insert. */
const batchAction: Readonly<Record<string, string>> = { BatchExecuteStatement: "PartiQLInsert" };

/** What IAM calls the parts of a transaction: it has no permission for the transaction itself. */
const transactionActions: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

/** The actions of a request with their partition keys, as IAM checks them. */
function actionsOf(action: string, request: Request): { action: string; keys: string[] }[] {
  if (request.TransactItems === undefined)
    return [{ action: batchAction[action] ?? action, keys: leadingKeys(request) }];
  return request.TransactItems.flatMap(each =>
    Object.entries(each).map(([part, { Key, Item }]) => ({
      action: transactionActions[part] ?? part,
      keys: [(Key ?? Item)?.PK?.S].filter(key => key !== undefined),
    })),
  );
}

/** The partition keys of a request: what IAM compares with `dynamodb:LeadingKeys`. */
function leadingKeys(request: Request): string[] {
  const key = request.IndexName === undefined ? /\bPK = (:\w+)/ : /\bdue = (:\w+)/;
  const named = key.exec(request.KeyConditionExpression ?? "")?.[1] ?? "";
  const keyed = [
    ...[request.Key, request.Item],
    ...Object.values(request.RequestItems ?? {}).flatMap(asked => keysOf(asked)),
  ];
  const values = [...keyed.map(key => key?.PK?.S), request.ExpressionAttributeValues?.[named]?.S];
  return values.filter(value => value !== undefined);
}

function keysOf(
  asked: { readonly Keys?: readonly Keyed[] } | readonly Written[],
): (Keyed | undefined)[] {
  if ("Keys" in asked) return [...(asked.Keys ?? [])];
  return (asked as readonly Written[]).map(
    ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key,
  );
}

/** Stands before a local DynamoDB, and notes who asks it for what. */
export async function aRecordingProxy(target: string): Promise<RecordingProxy> {
  const actions = new Map<string, Set<string>>();
  const keys = new Map<string, Map<string, Set<string>>>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const name = (request.url ?? "").split("/")[1] ?? "";
    const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const asked = JSON.parse(body.toString("utf8")) as Request;
    const { IndexName } = asked;
    const own = keys.get(name) ?? new Map<string, Set<string>>();
    const seen = actions.get(name) ?? new Set();
    for (const { action, keys: leading } of actionsOf(operation, asked)) {
      const done = IndexName === undefined ? action : `${action}/${IndexName}`;
      own.set(done, new Set([...(own.get(done) ?? []), ...leading]));
      actions.set(name, seen.add(done));
    }
    keys.set(name, own);
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(target, {
      method: "POST",
      headers: headers as Record<string, string>,
      body,
    });
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "application/x-amz-json-1.0",
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { urlFor: name => `http://127.0.0.1:${port}/${name}`, actions, keys };
}

export type SecretsManager = {
  readonly urlFor: (name: string) => string;
  /** The names of the secrets that each name has asked for. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
};

/** Answers GetSecretValue by the secret's name, as Secrets Manager would, and notes who asks for what. */
export async function aSecretsManager(
  secrets: Readonly<Record<string, string>>,
): Promise<SecretsManager> {
  const asked = new Map<string, Set<string>>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const name = (request.url ?? "").split("/")[1] ?? "";
    const { SecretId } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { SecretId: string };
    asked.set(name, (asked.get(name) ?? new Set()).add(SecretId));
    const text = secrets[SecretId];
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
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { urlFor: name => `http://127.0.0.1:${port}/${name}`, asked };
}
