import { positionsOf } from "../../core/ledger/attempt.ts";
import type { MessagePlace } from "../../core/ledger/ses-event.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { latestEditions } from "../../store/bulletins/editions.ts";
import { getProgress } from "../../store/ledger/batch-progress.ts";
import { getMessages } from "../../store/ledger/messages.ts";
import { addressHash, findSubscriberIds } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { batchWith } from "./find-copy.ts";

/** Editions of each bulletin to search: feedback comes within days. */
const recentEditions = 3;

/**
 * Finds the place of a message that does not name its place. Searches by message id among the
 * latest copies of the addressed people. Returns undefined if the message belongs to no copy.
 */
export async function findPlace(
  pipeline: Pick<Pipeline, "table" | "addressKey">,
  {
    messageId,
    destination,
  }: { readonly messageId: string; readonly destination: readonly string[] },
): Promise<MessagePlace | undefined> {
  const { table } = pipeline;
  const hashes = destination.map(address => addressHash(address, pipeline.addressKey));
  const subscribers = [...(await findSubscriberIds(table, hashes)).values()];
  if (subscribers.length === 0) return undefined;
  for (const bulletin of await listBulletins(table)) {
    for await (const edition of latestEditions(table, bulletin.id, recentEditions)) {
      for (const subscriber of subscribers) {
        const batch = await batchWith({ table }, edition, subscriber);
        if (!batch) continue;
        const [messages, progress] = await Promise.all([
          getMessages(table, edition.id, batch.id),
          getProgress(table, edition.id, batch.id),
        ]);
        const position = positionsOf(progress, batch.subscribers.indexOf(subscriber)).find(each =>
          messages.get(each)?.some(message => message.messageId === messageId),
        );
        if (position !== undefined) return { edition: edition.id, batch: batch.id, position };
      }
    }
  }
  return undefined;
}
