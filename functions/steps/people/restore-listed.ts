import type { Edition } from "../../core/bulletins/edition.ts";
import { firstPosition } from "../../core/ledger/attempt.ts";
import { positionsCounting } from "../../core/ledger/figure.ts";
import type { Progress } from "../../core/ledger/progress.ts";
import { newestRow, type Subscription, whyKeptOut } from "../../core/people/subscription.ts";
import { reasonIn } from "../../core/people/suppression.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { forgetSettled } from "../../store/bulletins/edition-runs.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getBatch } from "../../store/ledger/batches.ts";
import { restoreSuppressed } from "../../store/ledger/decisions.ts";
import { getSubscribers } from "../../store/people/subscribers.ts";
import { getSubscriptions } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * `isBusy`: a worker has a batch, and may still skip people because of an earlier read. Check again
 * later.
 */
export type Restored = { readonly people: number; readonly isBusy: boolean };

/**
 * Makes people pending again who were skipped only because they were on none of the edition's
 * lists, and are on one now. A finished edition continues. People who are suppressed for a reason
 * of their own stay suppressed. After an interruption, repeat this to complete it. With
 * `leasesAreDead`, ignores the workers' leases.
 */
export async function restoreListed(
  pipeline: Pipeline,
  edition: Edition,
  leasesAreDead = false,
): Promise<Restored> {
  let people = 0;
  let isBusy = false;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id)) {
    const now = leasesAreDead ? Number.MAX_SAFE_INTEGER : pipeline.now();
    if (progress.leaseUntil > now) {
      isBusy = true;
      continue;
    }
    const passedOver = await readPassedOver(pipeline, edition, batch, progress);
    const listed = passedOver.flatMap(({ position, place }) =>
      place && !whyKeptOut(place, edition.bulletin, pipeline.now()) ? [position] : [],
    );
    if (listed.length === 0) continue;
    if (people === 0) await reopen(pipeline, edition);
    if (
      await restoreSuppressed(pipeline.table, edition.id, batch, {
        positions: listed,
        seen: progress,
        now,
      })
    )
      people += listed.length;
    else isBusy = true;
  }
  if (people > 0) pipeline.log("listed-restored", { edition: edition.id, people });
  return { people, isBusy };
}

/** Comes before the restore: even if this step dies, the clock then finds the people. */
async function reopen({ table }: Pipeline, edition: Edition): Promise<void> {
  await forgetSettled(table, edition.id);
  await changeEdition(table, { id: edition.id, status: "finished" }, { kind: "reopen" });
}

/**
 * Counts the people of an edition who were skipped only because they are on none of its lists now.
 */
export async function countUnlisted(pipeline: Pipeline, edition: Edition): Promise<number> {
  let people = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id)) {
    const passedOver = await readPassedOver(pipeline, edition, batch, progress);
    // No data of erased people is left, so they are not counted.
    const unlisted = await getSubscribers(
      pipeline.table,
      passedOver.flatMap(({ id, place }) => (place ? [] : [id])),
    );
    people += unlisted.filter(({ suppression }) => !reasonIn(suppression, edition.bulletin)).length;
  }
  return people;
}

/** A person who counts as suppressed, and their place on the edition's lists now. */
type PassedOver = {
  readonly position: number;
  readonly id: string;
  readonly place: Subscription | undefined;
};

async function readPassedOver(
  pipeline: Pipeline,
  edition: Edition,
  batch: string,
  progress: Progress,
): Promise<PassedOver[]> {
  const positions = positionsCounting(progress, "suppressed", pipeline.now());
  if (positions.length === 0) return [];
  const subscribers = (await getBatch(pipeline.table, edition.id, batch))?.subscribers ?? [];
  const people = positions.map(position => ({
    position,
    id: subscribers[firstPosition(progress, position)] ?? "",
  }));
  const ids = people.map(({ id }) => id);
  const places = (
    await Promise.all(edition.lists.map(list => getSubscriptions(pipeline.table, list, ids)))
  ).flat();
  const placeOf = (id: string) => newestRow(places.filter(place => place.id === id));
  return people.map(({ position, id }) => ({ position, id, place: placeOf(id) }));
}
