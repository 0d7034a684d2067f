import { setTimeout as sleep } from "node:timers/promises";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { type EditionProcesses, startEditionProcesses } from "./edition-processes.ts";
import type { BenchLetter } from "./letter.ts";
import { readMeter, type StepCost, since } from "./meter.ts";
import type { StepName } from "./processes/step.ts";

export type EditionOptions = {
  readonly people: number;
  /** People of an edition that goes before and is not measured, so that nothing is cold. */
  readonly warmUp: number;
  /** What SES says its rate is, in letters a second. */
  readonly rate: number;
  readonly sendWorkers: number;
  /** Milliseconds that record-feedback waits for a batch of events to fill. */
  readonly feedbackWindow: number;
};

/** What one edition has taken. */
export type EditionRun = EditionOptions & {
  /** Milliseconds by the wall; of send from the first letter to the last, of feedback from then on till the last event is recorded. */
  readonly wall: Readonly<Record<"import" | "address" | "send" | "feedback" | "whole", number>>;
  readonly steps: Readonly<Record<StepName, StepCost>>;
};

/** Milliseconds between the clock's ticks, as deployed. */
const tickEvery = 60_000;
/** While something is waited for. */
const lookEvery = 20;

/** Takes a letter to so many people through every step, and looks at the end whether everyone has exactly one copy. */
export async function runEdition(
  letter: BenchLetter,
  options: EditionOptions,
): Promise<EditionRun> {
  const processes = await startEditionProcesses(options);
  try {
    if (options.warmUp > 0)
      await send(processes, letter, {
        list: "warm-up",
        from: options.people,
        to: options.people + options.warmUp,
      });
    const before = await readMeter(processes);
    const wall = await send(processes, letter, { list: "everyone", from: 0, to: options.people });
    return { ...options, wall, steps: since(before, await readMeter(processes)) };
  } finally {
    await processes.stop();
  }
}

type Audience = { readonly list: string; readonly from: number; readonly to: number };

async function send(
  processes: EditionProcesses,
  letter: BenchLetter,
  audience: Audience,
): Promise<EditionRun["wall"]> {
  const { ses, steps, pipeline } = processes;
  const people = audience.to - audience.from;
  const began = Date.now();
  await steps.import.ask("importPeople", audience);
  const imported = Date.now();
  const edition = await steps.compose.ask("compose", {
    letter,
    name: audience.list,
    lists: [audience.list],
  });
  const composed = Date.now();
  const statusOf = async () => (await getEdition(pipeline.table, edition))?.status;
  while ((await statusOf()) === "addressing") await sleep(lookEvery);
  const addressed = Date.now();

  let ticked = Date.now();
  const tick = async () => {
    ticked = Date.now();
    await steps.clock.ask("tick", letter.template);
  };
  let ticks = Promise.resolve();
  while ((await ses.ask("messages", edition)) < people) {
    if (Date.now() - ticked >= tickEvery) {
      ticks = tick();
      ticks.catch(() => {});
    }
    await sleep(lookEvery * 5);
  }
  while ((await ses.ask("eventsHeld")) > 0 || !(await processes.feedbackIsDone()))
    await sleep(lookEvery);
  await ticks;
  // On AWS it is the next minute's tick that closes it; here there is no reason to wait for that.
  for (await tick(); (await statusOf()) === "sending"; await tick()) await sleep(1_000);
  const recorded = await feedbackEnd(processes);

  const arrived = await ses.ask("report", edition);
  const account = await readAccount(pipeline, edition);
  if (
    arrived.messages !== people ||
    arrived.once !== people ||
    account.delivered !== people ||
    (await statusOf()) !== "finished"
  )
    throw new Error(
      `of ${people} people: ${JSON.stringify({ status: await statusOf(), arrived, account })}`,
    );
  return {
    import: imported - began,
    address: addressed - composed,
    send: arrived.last - arrived.first,
    feedback: Math.max(0, recorded - arrived.last),
    whole: Math.max(recorded, arrived.last) - began,
  };
}

/** When the last event was recorded, had the last batch of events not been waited with for more that never came. Epoch milliseconds. */
async function feedbackEnd({ ses, steps }: EditionProcesses): Promise<number> {
  const { lastBegan, lastEnded } = await steps.feedback.ask("times");
  return lastEnded - Math.max(0, lastBegan - (await ses.ask("lastPublished")));
}
