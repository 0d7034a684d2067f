import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { letterLists } from "../../store/people/letter-lists.ts";
import { addressHash, getSubscribers } from "../../store/people/subscribers.ts";
import { endSubscription, type Suppression } from "../../store/people/subscriptions.ts";
import { suppress } from "../../store/people/suppressions.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Suppresses a person after an event about their copy of an edition: stores their address's hash
 * and removes them from every list. Does nothing if the person was erased.
 */
export async function suppressPerson(
  pipeline: Pipeline,
  edition: string,
  subscriber: string | undefined,
  reason: Suppression,
): Promise<void> {
  const { table } = pipeline;
  const [person] = subscriber === undefined ? [] : await getSubscribers(table, [subscriber]);
  if (!person) return;
  await suppress(table, addressHash(person.email, pipeline.addressKey), {
    reason,
    now: new Date(pipeline.now()),
    scope: "everywhere",
  });
  const [known, bulletins] = await Promise.all([getEdition(table, edition), listBulletins(table)]);
  const ofLetters = await letterLists(
    table,
    bulletins.map(bulletin => bulletin.id),
  );
  const lists = new Set([
    ...(known?.lists ?? []),
    ...bulletins.flatMap(bulletin => bulletin.lists),
    ...ofLetters,
  ]);
  await Promise.all([...lists].map(list => endSubscription(table, list, person.id)));
}
