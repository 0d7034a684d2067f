import type { Edition } from "../../functions/core/bulletins/edition.ts";
import { resumeWork } from "../../functions/steps/control/resume-edition.ts";
import { sendAgain } from "../../functions/steps/control/send-again.ts";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import { ann } from "../examples/builders.ts";
import type { Copies } from "./copies.ts";
import { judgeUnderWay } from "./oracle.ts";
import type { RawTable } from "./raw-table.ts";
import type { Round } from "./round.ts";

/** What an observer of editions needs. */
export type View = {
  readonly local: LocalPipeline;
  readonly raw: RawTable;
  readonly copies: Copies;
};

/**
 * Acts as an editor does, if `mayAct` allows it, and returns whether the edition is at rest. It is at
 * rest if it is finished, or if it is held because SES's events are lost and nobody can know who has
 * the letter. An edition held for another reason is resumed.
 */
export async function lookAfter(view: View, round: Round, mayAct: () => boolean): Promise<boolean> {
  const { table } = view.local.pipeline;
  const edition = await getEdition(table, round.truth.edition);
  if (edition?.status === "sending" && !round.truth.eventsCome) return isLeftInDoubt(view, round);
  if (edition?.status !== "held") return edition?.status === "finished";
  // Nobody can tell who has the letter.
  const doubtful = edition.reason?.code === "no-answer";
  // Without events doubt remains; and when all have left there is nobody to address.
  if ((doubtful && !round.truth.eventsCome) || edition.heldFrom === "addressing") return true;
  const now = view.local.pipeline.now();
  if (!mayAct()) return false;
  const pipeline = { ...view.local.pipeline, eventsAreCertain: false, now: () => now };
  if (doubtful && (await haveNone(view, round)))
    await sendAgain(pipeline, edition, ["uncertain"], ann);
  else await resumeWork(pipeline, view.local.template, edition, ann);
  return false;
}

/**
 * Whether nothing has happened for two graces, with nobody pending. Such an edition waits for its events for two more graces
 * before it is held. A letter that is due again would have gone out by now.
 */
async function isLeftInDoubt({ raw, local }: View, { truth, still }: Round): Promise<boolean> {
  const standings = [...(await raw.ledgerOf(truth.edition)).values()].map(each => each.standing);
  const mark = standings.join();
  if (mark !== still.mark) Object.assign(still, { mark, since: Date.now() });
  return (
    !standings.includes("untouched") && Date.now() - still.since > 2 * local.pipeline.limits.graceMs
  );
}

/** A person had no event twice, or the bulletin asks. All events come, so people in doubt have no copy. */
async function haveNone({ raw, copies }: View, { plan, truth, found }: Round): Promise<boolean> {
  const ledger = await raw.ledgerOf(truth.edition);
  copies.look();
  const has = new Set(copies.of(truth.edition).map(copy => copy.place));
  const wrong = [...ledger].filter(
    ([place, { standing }]) => standing === "claimed" && has.has(place),
  );
  // Events that are late on purpose come yet.
  if (plan.events.unanswered > 0) return wrong.length === 0;
  for (const [place] of wrong)
    found.add(`${place} has a copy, and is held as uncertain though events come`);
  return wrong.length === 0;
}

/** Checks whether the account of an edition under way is true now. */
export async function inspect(
  { local, raw, copies }: View,
  { truth, found }: Round,
): Promise<void> {
  const [ledger, account] = await Promise.all([
    raw.ledgerOf(truth.edition),
    readAccount(local.pipeline, truth.edition),
  ]);
  copies.look();
  for (const wrong of judgeUnderWay(copies.of(truth.edition), ledger, account)) found.add(wrong);
}

/** The state of an edition, to explain why it does not come to rest. */
export function describe(edition: Edition | undefined): string {
  return `not at rest in time: ${edition?.status ?? "gone"}${edition?.reason ? `, ${JSON.stringify(edition.reason)}` : ""}`;
}
