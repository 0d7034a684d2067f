import type { Edition } from "../../core/bulletins/edition.ts";
import { awaitsDecision, isBeforeSending, isHeld, isSending } from "../../core/bulletins/status.ts";
import type { Account } from "../../core/ledger/account.ts";
import type { AccountSample } from "../../core/ledger/account-sample.ts";
import { findFirstBatch, findLastBatch } from "../../store/ledger/batch-ends.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { getMessages } from "../../store/ledger/messages.ts";
import { getSamples } from "../../store/ledger/samples.ts";
import { type Doubts, graceEnd, surveyEdition } from "../clock/survey-edition.ts";
import type { Pipeline } from "../pipeline.ts";

/** How the letters of an edition went out. All instants in epoch milliseconds. */
export type Delivery = {
  readonly samples: readonly AccountSample[];
  /** When SES accepted the first letters; undefined if it has none. */
  readonly began: number | undefined;
  /** When SES accepted the letters of the last batch. */
  readonly ended: number | undefined;
  /** Until then SES's events may still settle what is unconfirmed; 0 if nothing is. */
  readonly graceEnds: number;
  /** Whether a worker still has letters, although the edition is paused. */
  readonly isWorkedOn: boolean;
};

const none: Delivery = {
  samples: [],
  began: undefined,
  ended: undefined,
  graceEnds: 0,
  isWorkedOn: false,
};

/**
 * Returns how the letters of an edition went out. The number of reads is the same for an audience of
 * any size, but for batches that are not settled.
 */
export async function findDelivery(
  pipeline: Pick<Pipeline, "table" | "now" | "monotonic" | "sightings" | "limits">,
  edition: Edition,
  account: Account,
): Promise<Delivery> {
  if (isBeforeSending(edition) || account.audience === 0) return none;
  const { table, limits } = pipeline;
  const mustSurvey = (awaitsDecision(edition) && account.uncertain > 0) || isHeld(edition);
  const [samples, began, ended, survey] = await Promise.all([
    getSamples(table, edition.id),
    firstAccepted(pipeline, edition),
    isSending(edition) ? undefined : lastAccepted(pipeline, edition),
    mustSurvey ? surveyEdition(pipeline, edition) : undefined,
  ]);
  // The clock held it at the end of the grace: a person decides now.
  const isDecided = edition.reason?.code === "no-answer";
  const graceEnds = survey && !isDecided ? endOf(survey.doubts, limits.graceMs) : 0;
  return { samples, began, ended, graceEnds, isWorkedOn: survey?.isWorkedOn ?? false };
}

/** While no events are received, the grace has no end: then a person may decide after its length. */
function endOf({ people, claimedAt, since }: Doubts, graceMs: number): number {
  if (people === 0) return 0;
  return graceEnd({ claimedAt }, { graceMs, since: Number.isFinite(since) ? since : 0 });
}

type World = Pick<Pipeline, "table">;

async function firstAccepted({ table }: World, { id }: Edition): Promise<number | undefined> {
  const found = await acceptedAt({ table }, id, await findFirstBatch(table, id));
  return found.length > 0 ? Math.min(...found) : undefined;
}

async function lastAccepted({ table }: World, edition: Edition): Promise<number | undefined> {
  const { id, rounds } = edition;
  const batch = await findLastBatch(table, id, Math.max(0, rounds - 1));
  const found = await acceptedAt({ table }, id, batch);
  return found.length > 0 ? Math.max(...found) : undefined;
}

async function acceptedAt(
  { table }: World,
  edition: string,
  batch: Batch | undefined,
): Promise<number[]> {
  if (!batch) return [];
  const messages = await getMessages(table, edition, batch.id);
  return [...messages.values()].flat().map(({ at }) => at);
}
