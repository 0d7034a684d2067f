import type { Pipeline } from "../../functions/steps/pipeline.ts";

/** The instants at which a worker may be killed: each side of what the wire sees it do. */
export const killPoints = [
  "before claim",
  "after claim",
  "before submit",
  "after submit",
  "before record",
  "after record",
  "before batch",
  "after batch",
  "before enqueue",
  "before feedback",
  "after feedback",
] as const;
export type KillPoint = (typeof killPoints)[number];

type Act = "claim" | "record" | "batch" | "feedback";

/** What a write to the table is, read off the request alone. */
function actOf(
  command: string,
  input: { Item?: { SK?: { S?: string } }; Key?: { SK?: { S?: string } }; UpdateExpression?: string },
): Act | undefined {
  if (command === "PutItemCommand" && input.Item?.SK?.S?.startsWith("BATCH#")) return "batch";
  if (command !== "UpdateItemCommand" || !input.Key?.SK?.S?.startsWith("PROGRESS#")) return undefined;
  const update = input.UpdateExpression ?? "";
  if (/claimed :claimed/.test(update)) return "claim";
  if (/evident :evident/.test(update)) return "feedback";
  return /accepted :accepted/.test(update) ? "record" : undefined;
}

/** The same pipeline, in a process that kills itself the `nth` time that it comes to a point. */
export function killedAt(pipeline: Pipeline, point: KillPoint, nth: number): Pipeline {
  let left = nth;
  const reach = (here: string) => {
    if (here === point && --left === 0) process.kill(process.pid, "SIGKILL");
  };
  pipeline.table.client.middlewareStack.add(
    (next, context) => async args => {
      const act = actOf(context.commandName ?? "", args.input as Parameters<typeof actOf>[1]);
      if (act) reach(`before ${act}`);
      const answer = await next(args);
      if (act) reach(`after ${act}`);
      return answer;
    },
    { step: "initialize" },
  );
  return {
    ...pipeline,
    submit: async message => {
      reach("before submit");
      const outcome = await pipeline.submit(message);
      reach("after submit");
      return outcome;
    },
    enqueue: {
      ...pipeline.enqueue,
      sendBatch: async messages => {
        reach("before enqueue");
        await pipeline.enqueue.sendBatch(messages);
      },
    },
  };
}
