import { refusedBySes } from "../../../core/people/mailbox.ts";
import {
  type AskedMark,
  type AskingEmail,
  answerOf,
} from "../../../core/people/reconfirm/reconfirmation.ts";
import { parseSender } from "../../../core/people/senders/sender.ts";
import { type Subscription, whyKeptOut } from "../../../core/people/subscription.ts";
import { slowedDown, spacingMsOf, turnAt } from "../../../core/sending/pace.ts";
import type { SubmitOutcome } from "../../../core/sending/sending-problem.ts";
import { claimAsking, settleAsking } from "../../../store/people/reconfirmations.ts";
import type { Pipeline } from "../../pipeline.ts";
import { takePace } from "../../sending/take-pace.ts";
import type { Asker } from "./reconfirm-mail.ts";

/** The longest wait for the first place on the calendar. Then the next tick goes on. */
const maxWaitMs = 5_000;

/** Returns whether a person gets a question: they were on the list before it, and get its letters. */
export function isAskable(
  { reconfirmation, bulletin }: Asker,
  person: Subscription,
  now: number,
): boolean {
  return (
    answerOf(reconfirmation, person) === "none" &&
    whyKeptOut(person, bulletin.id, now) === undefined &&
    refusedBySes(person.email) === undefined
  );
}

/**
 * Sends one email to each person who has not had it, at the pace that all letters share. Returns
 * false if SES, or the calendar, takes no more now: call it again later.
 */
export async function askPeople(
  pipeline: Pipeline,
  asker: Asker,
  email: AskingEmail,
  people: readonly (readonly [Subscription, AskedMark | undefined])[],
): Promise<boolean> {
  let left = people.flatMap(([person, mark]) =>
    mark?.[email] === undefined && isAskable(asker, person, pipeline.now()) ? [person] : [],
  );
  while (left.length > 0) {
    const paced = await takePace(pipeline, left.length, maxWaitMs);
    if (paced.kind !== "paced") return false;
    const { instants } = paced;
    const sent = await Promise.all(
      left.slice(0, instants.length).map(async (person, index) => {
        await pipeline.sleep(Math.max(0, (instants[index] ?? 0) - pipeline.now()));
        return pipeline.tempo.atATime(() =>
          askPerson(pipeline, asker, { email, person, instant: instants[index] ?? 0 }),
        );
      }),
    );
    if (sent.includes(false)) {
      pipeline.tempo.share = slowedDown(pipeline.tempo.share, pipeline.monotonic());
      return false;
    }
    left = left.slice(instants.length);
  }
  return true;
}

/** Claims before it submits: after a crash in between, the person is not asked again. */
async function askPerson(
  pipeline: Pipeline,
  asker: Asker,
  {
    email,
    person,
    instant,
  }: { readonly email: AskingEmail; readonly person: Subscription; readonly instant: number },
): Promise<boolean> {
  const { table, tempo } = pipeline;
  const { reconfirmation, bulletin } = asker;
  const mark = { reconfirmation, subscriber: person.id, email };
  // Loaded with the first email: a clock's tick without one does not wait for the words of all languages.
  const { composeQuestion } = await import("./reconfirm-mail.ts");
  const claimed = { at: new Date(pipeline.now()).toISOString(), claim: pipeline.newId() };
  if (!(await claimAsking(table, mark, claimed))) return true;
  const { maxSendRate } = await pipeline.quota();
  const offset = pipeline.now() - pipeline.monotonic();
  const turn = turnAt(tempo.lastTurn + offset, instant, pipeline.now(), spacingMsOf(maxSendRate));
  tempo.lastTurn = turn - offset;
  await pipeline.sleep(Math.max(0, turn - pipeline.now()));
  const { kind } = await pipeline.submit({
    data: composeQuestion(pipeline, asker, person, email),
    source: parseSender(bulletin.sender.from)?.address ?? "",
    destination: person.email,
    configurationSet: pipeline.configurationSet,
  });
  const outcome = outcomeOf(kind);
  await settleAsking(table, mark, outcome && { ...claimed, outcome });
  const { list } = reconfirmation;
  pipeline.log("reconfirm-mailed", { list, subscriber: person.id, email, outcome: kind });
  return outcome !== undefined;
}

/** Undefined: SES has not taken it, for a reason that passes. */
function outcomeOf(kind: SubmitOutcome["kind"]) {
  return kind === "accepted" || kind === "rejected" || kind === "uncertain" ? kind : undefined;
}
