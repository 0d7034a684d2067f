import { clockBy } from "../../core/access/actor.ts";
import { bulletinFor } from "../../core/bulletins/correction/correction.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isAddressingNow, isInWindow, waitsMs } from "../../core/bulletins/status.ts";
import { allows } from "../../core/bulletins/transitions/transition.ts";
import { batchSize } from "../../core/ledger/attempt.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import {
  type Batch,
  batchId,
  cutBatch,
  endOfRound,
  isEndOfRound,
  lastBatch,
  listRound,
  startOfList,
} from "../../store/ledger/batches.ts";
import { listSubscriberIds } from "../../store/people/subscriptions.ts";
import { isRestored } from "../find-restored.ts";
import { after, mergeSorted, without } from "../people/sorted.ts";
import type { AddressEditionMessage, Pipeline } from "../pipeline.ts";
import { checkGoing } from "./check-going.ts";
import { enqueueLanes } from "./enqueue-lanes.ts";
import { findRoom } from "./find-room.ts";
import { holdEdition } from "./hold-edition.ts";
import { listWrongCopies } from "./list-wrong-copies.ts";
import { takeBack } from "./return-to-waiting.ts";

/** "more": the time ended first. Handle the message again; it continues after the last batch. */
export type AddressOutcome = "addressed" | "more" | "nothing-to-do";

/**
 * Cuts an edition's audience into batches. Walks its lists in the order of subscriber ids and
 * merges them, so that nobody is in twice. A later round cuts only people who are in no earlier
 * round. Stops after a batch once `timeIsUp`.
 */
export async function addressEdition(
  pipeline: Pipeline,
  message: AddressEditionMessage,
  timeIsUp: () => boolean,
): Promise<AddressOutcome> {
  const edition = await getEdition(pipeline.table, message.edition);
  if (!edition || !isAddressingNow(edition) || edition.rounds !== message.round)
    return "nothing-to-do";
  // The clock holds it.
  if (await isRestored(pipeline)) return "nothing-to-do";
  // The clock queues the message again at that time.
  if (waitsMs(edition, pipeline.now()) > 0) return "nothing-to-do";
  if (isInWindow(edition) && !(await closeWindow(pipeline, edition))) return "nothing-to-do";
  let end = await lastBatch(pipeline.table, edition.id, message.round);
  for (;;) {
    if (end && isEndOfRound(end)) return finishRound(pipeline, edition, end.through);
    const walk = await cutFrom(pipeline, edition, { round: message.round, start: end, timeIsUp });
    if (walk.kind === "time-is-up") return "more";
    end =
      walk.kind === "lost"
        ? walk.winner
        : await endRound(pipeline, edition, message.round, walk.end);
    if (end === undefined) return finishRound(pipeline, edition, edition.audience);
  }
}

/**
 * Ends the undo window, before anyone is addressed, if the letter may still go out. If its approval has
 * ended, or the bulletin asks for one by now, the letter waits for an approval. Returns whether people
 * may be addressed.
 */
async function closeWindow(
  pipeline: Pipeline,
  edition: Edition & { readonly status: "addressing" },
): Promise<boolean> {
  const { hash, approval } = edition;
  const stored = await getBulletin(pipeline.table, edition.bulletin);
  const bulletin = stored && bulletinFor(stored, edition.corrects);
  const obstacle =
    bulletin && (await checkGoing(pipeline, { bulletin, edition, hash, approval }, "count"));
  if (!obstacle) return changeEdition(pipeline.table, edition, { kind: "close-window" });
  await takeBack(pipeline, edition, obstacle);
  return false;
}

/**
 * Ends the round, so that a slower worker can add no batch. Returns the last stored batch, which
 * another worker may have cut first. Returns undefined for an edition without people, whose lists
 * may be walked again.
 */
async function endRound(
  pipeline: Pipeline,
  edition: Edition,
  round: number,
  end: Batch | undefined,
): Promise<Batch | undefined> {
  const through = end?.through ?? edition.audience;
  return through === 0
    ? undefined
    : cutBatch(pipeline.table, edition.id, endOfRound(round, end, through));
}

type Walk =
  | { readonly kind: "end"; readonly end: Batch | undefined }
  | { readonly kind: "time-is-up" }
  | { readonly kind: "lost"; readonly winner: Batch };

async function cutFrom(
  pipeline: Pipeline,
  edition: Edition,
  {
    round,
    start,
    timeIsUp,
  }: {
    readonly round: number;
    readonly start: Batch | undefined;
    readonly timeIsUp: () => boolean;
  },
): Promise<Walk> {
  let end = start;
  let subscribers: string[] = [];
  const cut = async (): Promise<Batch | undefined> => {
    const batch = {
      id: batchId(round, end?.subscribers.at(-1) ?? startOfList),
      subscribers,
      through: (end?.through ?? edition.audience) + subscribers.length,
    };
    const stored = await cutBatch(pipeline.table, edition.id, batch);
    if (stored.subscribers.join() !== subscribers.join()) return stored;
    end = batch;
    subscribers = [];
    return undefined;
  };
  for await (const id of audience(
    pipeline,
    edition,
    round,
    end?.subscribers.at(-1) ?? startOfList,
  )) {
    subscribers.push(id);
    if (subscribers.length < batchSize) continue;
    const winner = await cut();
    if (winner) return { kind: "lost", winner };
    if (timeIsUp()) return { kind: "time-is-up" };
  }
  const winner = subscribers.length > 0 ? await cut() : undefined;
  return winner ? { kind: "lost", winner } : { kind: "end", end };
}

/**
 * Yields the ids that are still to be addressed, in order, each once. A correction is addressed to
 * those who have the wrong letter, or may have it; the claim looks whether they still want letters.
 */
function audience(
  pipeline: Pipeline,
  edition: Edition,
  round: number,
  cursor: string,
): AsyncGenerator<string> {
  const { corrects } = edition;
  const walked = edition.lists.filter(list => !corrects?.formerLists.includes(list));
  const lists = corrects?.to === "who-got-it" ? [] : walked;
  const onLists = mergeSorted([
    ...lists.map(list => listSubscriberIds(pipeline.table, list, cursor)),
    ...(corrects ? [after(listWrongCopies(pipeline, corrects.edition), cursor)] : []),
  ]);
  const earlier = Array.from({ length: round }, (_, index) =>
    after(addressed(pipeline, edition.id, index), cursor),
  );
  return without(onLists, mergeSorted(earlier));
}

async function* addressed(
  pipeline: Pipeline,
  edition: string,
  round: number,
): AsyncGenerator<string> {
  for await (const batch of listRound(pipeline.table, edition, round)) yield* batch.subscribers;
}

async function finishRound(
  pipeline: Pipeline,
  edition: Edition & { readonly status: "addressing" },
  audience: number,
): Promise<AddressOutcome> {
  const room = await findRoom(pipeline, edition, audience);
  if (room.kind === "refused") {
    await holdEdition(pipeline, edition, room.reason, clockBy("quota"));
    return "addressed";
  }
  const change = {
    audience,
    rounds: edition.rounds + 1,
    plan:
      room.kind === "spread"
        ? { from: new Date(pipeline.now()).toISOString(), days: room.days }
        : edition.plan,
  };
  if (!(await changeEdition(pipeline.table, edition, { kind: "address", ...change })))
    return "nothing-to-do";
  pipeline.log("edition-addressed", { edition: edition.id, audience, round: edition.rounds });
  await enqueueLanes(pipeline, { ...edition, ...change, status: "sending" });
  return "addressed";
}

/**
 * Walks the lists of an edition again and addresses only people who are new to it. Returns false if
 * it is being addressed now, or if its ledger has ended: nobody knows then who is new.
 */
export async function addressAgain(
  pipeline: Pipeline,
  edition: Edition,
  listVersion: string,
): Promise<boolean> {
  if (!allows("address-again", edition) || edition.figures || edition.correctedBy) return false;
  if (!(await changeEdition(pipeline.table, edition, { kind: "address-again", listVersion })))
    return false;
  await pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  return true;
}
