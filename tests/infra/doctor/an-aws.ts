import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { SecretName } from "../../../functions/runtime/secrets.ts";
import { type Reply, serve } from "./serve.ts";

/** What AWS has and no local service: changed in place to plant a fault. */
export type Rest = {
  /** The texts of the secrets, by what their names end with. */
  secrets: Partial<Record<SecretName, string>>;
  schedule: { State: string; ScheduleExpression: string } | undefined;
  table: {
    exists: boolean;
    keys: readonly { AttributeName: string; KeyType: string }[] | undefined;
  };
  recovery: "ENABLED" | "DISABLED";
  protection: boolean;
  expiry: { TimeToLiveStatus: string; AttributeName?: string };
  /** Actions that the credentials do not allow, like "GetSchedule". */
  denied: string[];
};

type Answer = Reply | undefined;

const refused = (type: string, message: string) => ({
  status: 400,
  body: { __type: type, message },
});

/** Secrets Manager, EventBridge Scheduler, and before the local DynamoDB what it does not know itself. */
export async function anAws(
  dynamodb: string,
  rest: Rest,
): Promise<{ secrets: string; scheduler: string; dynamodb: string }> {
  const secrets = async (_: string, __: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { SecretId } = JSON.parse(body.toString("utf8")) as { SecretId: string };
    const text = rest.secrets[SecretId.slice(SecretId.lastIndexOf("/") + 1) as SecretName];
    return text === undefined
      ? refused("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
      : { status: 200, body: { SecretString: text } };
  };
  const scheduler = async (): Promise<Answer> =>
    rest.schedule === undefined
      ? refused("ResourceNotFoundException", "Schedule does not exist.")
      : { status: 200, body: rest.schedule };
  const table = async (action: string, request: IncomingMessage, body: Buffer): Promise<Answer> => {
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
    if (action === "DescribeTimeToLive")
      return { status: 200, body: { TimeToLiveDescription: rest.expiry } };
    if (action === "DescribeTable" && !rest.table.exists)
      return refused("ResourceNotFoundException", "Requested resource not found");
    const headers = Object.entries(request.headers).filter(([name]) =>
      /^(x-amz|content-type|authorization)/.test(name),
    );
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
  return {
    secrets: await serveJson(rest, secrets),
    scheduler: await serveJson(rest, scheduler),
    dynamodb: await serveJson(rest, table),
  };
}

async function serveJson(
  rest: Rest,
  reply: (action: string, request: IncomingMessage, body: Buffer) => Promise<Answer>,
): Promise<string> {
  return serve(async request => {
    const action = String(request.headers["x-amz-target"] ?? "x.GetSchedule").replace(/^.*\./, "");
    const body = await buffer(request);
    const denial = `User: arn:aws:sts::000000000000:assumed-role/reader is not authorized to perform: service:${action} on resource: x`;
    if (rest.denied.includes(action)) return refused("AccessDeniedException", denial);
    return (await reply(action, request, body)) ?? { status: 500, body: {} };
  });
}
