import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { SecretName } from "../../../functions/runtime/secrets.ts";

/** What AWS has and no local service: changed in place to plant a fault. */
export type Rest = {
  /** The texts of the secrets, by what their names end with. */
  secrets: Partial<Record<SecretName, string>>;
  schedule: { State: string; ScheduleExpression: string } | undefined;
  table: { exists: boolean; keys: readonly { AttributeName: string; KeyType: string }[] | undefined };
  recovery: "ENABLED" | "DISABLED";
  protection: boolean;
  expiry: { TimeToLiveStatus: string; AttributeName?: string };
  /** Actions that the credentials do not allow, like "GetSchedule". */
  denied: string[];
};

type Reply = { readonly status: number; readonly body: object } | undefined;

const refused = (type: string, message: string) => ({ status: 400, body: { __type: type, message } });

/** Secrets Manager, EventBridge Scheduler, and before the local DynamoDB what it does not know itself. */
export async function anAws(dynamodb: string, rest: Rest): Promise<{ secrets: string; scheduler: string; dynamodb: string }> {
  const secrets = async (_: string, __: IncomingMessage, body: Buffer): Promise<Reply> => {
    const { SecretId } = JSON.parse(body.toString("utf8")) as { SecretId: string };
    const text = rest.secrets[SecretId.slice(SecretId.lastIndexOf("/") + 1) as SecretName];
    return text === undefined
      ? refused("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
      : { status: 200, body: { SecretString: text } };
  };
  const scheduler = async (): Promise<Reply> =>
    rest.schedule === undefined
      ? refused("ResourceNotFoundException", "Schedule does not exist.")
      : { status: 200, body: rest.schedule };
  const table = async (action: string, request: IncomingMessage, body: Buffer): Promise<Reply> => {
    if (action === "DescribeContinuousBackups")
      return {
        status: 200,
        body: {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: "ENABLED",
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: rest.recovery },
          },
        },
      };
    if (action === "DescribeTimeToLive") return { status: 200, body: { TimeToLiveDescription: rest.expiry } };
    if (action === "DescribeTable" && !rest.table.exists)
      return refused("ResourceNotFoundException", "Requested resource not found");
    const headers = Object.entries(request.headers).filter(([name]) => /^(x-amz|content-type|authorization)/.test(name));
    const answer = await fetch(dynamodb, {
      method: "POST",
      headers: Object.fromEntries(headers) as Record<string, string>,
      body,
    });
    const told = (await answer.json()) as { Table?: Record<string, unknown> };
    if (action === "DescribeTable" && told.Table) {
      told.Table.DeletionProtectionEnabled = rest.protection;
      if (rest.table.keys) told.Table.KeySchema = rest.table.keys;
    }
    return { status: answer.status, body: told };
  };
  return { secrets: await serve(rest, secrets), scheduler: await serve(rest, scheduler), dynamodb: await serve(rest, table) };
}

async function serve(
  rest: Rest,
  reply: (action: string, request: IncomingMessage, body: Buffer) => Promise<Reply>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const action = String(request.headers["x-amz-target"] ?? "x.GetSchedule").replace(/^.*\./, "");
    const body = await buffer(request);
    const denial = `User: arn:aws:sts::000000000000:assumed-role/reader is not authorized to perform: service:${action} on resource: x`;
    const { status, body: told } = (rest.denied.includes(action)
      ? refused("AccessDeniedException", denial)
      : await reply(action, request, body)) ?? { status: 500, body: {} };
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(told));
  });
  onTestFinished(() => close(server));
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): void {
  server.close();
  server.closeAllConnections();
}
