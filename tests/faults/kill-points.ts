import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { note } from "./notes.ts";

/** The instants at which a worker may be killed: each side of what the wire sees it do. First those of addressing. */
export const addressingPoints = [
  "before batch",
  "after batch",
  "between batch and enqueue",
  "after enqueue",
] as const;

export const sendingPoints = [
  "before lease",
  "after lease",
  "before claim",
  "after claim",
  "before submit",
  "after submit",
  "before record",
  "after record",
  "before unclaim",
  "after unclaim",
  "before feedback",
  "after feedback",
] as const;

/** Those of the clock: it lets the uncertain be claimed again, and closes editions. */
export const clockPoints = [
  "before release",
  "after release",
  "before finish",
  "after finish",
] as const;

export const killPoints = [...addressingPoints, ...sendingPoints, ...clockPoints];
export type KillPoint = (typeof killPoints)[number];

type Write = {
  readonly Item?: { SK?: { S?: string } };
  readonly Key?: { SK?: { S?: string } };
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeValues?: Record<string, { S?: string }>;
};

/** What a write to the table does, read off the request alone: it may do two things at once. */
function actsOf(write: Write): string[] {
  const {
    Item,
    Key,
    UpdateExpression: update = "",
    ExpressionAttributeValues: values = {},
  } = write;
  if (Item?.SK?.S?.startsWith("BATCH#")) return ["batch"];
  if (Key?.SK?.S === "EDITION")
    return Object.values(values).some(value => value.S === "finished") ? ["finish"] : [];
  if (!Key?.SK?.S?.startsWith("PROGRESS#")) return [];
  if (/DELETE claimed/.test(update)) return [/ADD released/.test(update) ? "release" : "unclaim"];
  const acts: string[] = [];
  if (/SET leaseOwner/.test(update)) acts.push("lease");
  if (/claimed :claimed/.test(update)) acts.push("claim");
  if (/evident :evident/.test(update)) acts.push("feedback");
  else if (/accepted :accepted/.test(update)) acts.push("record");
  return acts;
}

/** The same pipeline, in a process that kills itself the `nth` time that it comes to a point. */
export function killedAt(pipeline: Pipeline, point: KillPoint, nth: number): Pipeline {
  let left = nth;
  let cut = false;
  const reach = (here: string) => {
    if (here !== point || --left > 0) return;
    note(`!${point}`);
    process.kill(process.pid, "SIGKILL");
  };
  pipeline.table.client.middlewareStack.add(
    next => async args => {
      const acts = actsOf(args.input as Write);
      if (acts.includes("batch")) cut = true;
      for (const act of acts) reach(`before ${act}`);
      const answer = await next(args);
      for (const act of acts) reach(`after ${act}`);
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
      sendBatch: async (messages, delayMs) => {
        if (cut) reach("between batch and enqueue");
        await pipeline.enqueue.sendBatch(messages, delayMs);
        if (cut) reach("after enqueue");
      },
    },
  };
}
