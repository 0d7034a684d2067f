import { buildApp } from "fauxqs";
import { keepToThisMachine } from "../../../infra/local/this-machine.ts";
import { serveParent } from "./serve-parent.ts";

// The local SQS in a process of its own, which counts what it is asked for: AWS charges by the request.
const requests = new Map<string, number>();
const app = buildApp({ logger: false });
app.addHook("preHandler", async ({ headers, body }) => {
  const action = String(headers["x-amz-target"] ?? "").replace("AmazonSQS.", "");
  const { QueueUrl = "" } = (body ?? {}) as { QueueUrl?: string };
  const name = `${QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1)} ${action}`;
  requests.set(name, (requests.get(name) ?? 0) + 1);
});
keepToThisMachine(app.server, "service");
await app.listen({ host: "127.0.0.1", port: 0 });
const address = app.server.address();

const commands = {
  url: () => `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
  /** By "queue action". */
  requests: () => Object.fromEntries(requests),
};
export type Sqs = typeof commands;
serveParent(commands);
