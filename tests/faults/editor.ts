import type { Edition } from "../../functions/core/edition.ts";
import { continueEdition } from "../../functions/steps/continue-edition.ts";
import { readAccount } from "../../functions/steps/read-account.ts";
import { sendAgain } from "../../functions/steps/send-again.ts";
import { getEdition } from "../../functions/store/editions.ts";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import type { Copies } from "./copies.ts";
import { heldForAWhile } from "./disturb.ts";
import { judgeMeanwhile } from "./oracle.ts";
import type { RawTable } from "./raw-table.ts";
import type { Round } from "./round.ts";

/** What somebody needs who looks at editions from outside. */
export type View = { readonly local: LocalPipeline; readonly raw: RawTable; readonly copies: Copies };

const forAWhile = new RegExp(`^${heldForAWhile}|SES refuses|quota`);

/**
 * Does what an editor does, if he may act, and says whether the edition is at rest: it is finished, or held with people of whom nobody can
 * say whether they have it, since SES's events are lost. What is held for another reason goes on.
 */
export async function lookAfter({ local, raw, copies }: View, { truth, found }: Round, mayAct: () => boolean): Promise<boolean> {
  const edition = await getEdition(local.pipeline.table, truth.edition);
  if (edition?.status !== "held") return edition?.status === "finished";
  const now = Date.now();
  const pipeline = { ...local.pipeline, now: () => now };
  if (forAWhile.test(edition.reason ?? "")) {
    if (mayAct()) await continueEdition(pipeline, local.template, edition);
    return false;
  }
  // All have left.
  if (edition.heldFrom === "addressing") return true;
  if (!truth.eventsCome) return true;
  if (!mayAct()) return false;
  // Twice nothing was heard of somebody: she is sent to once more. But whoever has a copy is known to, since all events come.
  const ledger = await raw.ledgerOf(edition.id);
  copies.look();
  const has = new Set(copies.of(edition.id).map(copy => copy.place));
  for (const [place, { standing }] of ledger)
    if (standing === "claimed" && has.has(place)) found.add(`${place} has a copy, and is held as uncertain though events come`);
  await sendAgain(pipeline, edition, ["uncertain"]);
  return false;
}

/** Looks whether what the product says of an edition under way is true at this moment. */
export async function inspect({ local, raw, copies }: View, { truth, found }: Round): Promise<void> {
  const [ledger, account] = await Promise.all([raw.ledgerOf(truth.edition), readAccount(local.pipeline, truth.edition)]);
  copies.look();
  for (const wrong of judgeMeanwhile(copies.of(truth.edition), ledger, account)) found.add(wrong);
}

/** Where an edition is, for whoever wonders why it does not come to rest. */
export function describe(edition: Edition | undefined): string {
  return `not at rest in time: ${edition?.status ?? "gone"}${edition?.reason ? `, "${edition.reason}"` : ""}`;
}
