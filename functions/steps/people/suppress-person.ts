import { isOfMailbox, type SuppressionReason } from "../../core/people/suppression.ts";
import { changeSubscriber } from "../../store/people/projections.ts";
import { addressHash, getSubscriber } from "../../store/people/subscribers.ts";
import { getSuppression, suppress } from "../../store/people/suppressions.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Suppresses a person after an event about their copy of an edition: stores their address's hash,
 * and the reason on every list that they are on. Does nothing if the person was erased.
 */
export async function suppressPerson(
  pipeline: Pick<Pipeline, "table" | "now" | "addressKey">,
  subscriber: string | undefined,
  { reason, edition }: { readonly reason: SuppressionReason; readonly edition?: string },
): Promise<void> {
  const { table } = pipeline;
  const person = subscriber === undefined ? undefined : await getSubscriber(table, subscriber);
  if (!person) return;
  const hash = addressHash(person.email, pipeline.addressKey);
  const now = new Date(pipeline.now());
  // The hash is stored first: an import that stores the person after this read finds it.
  const given = { reason, edition, subscriber: person.id };
  await suppress(table, hash, { ...given, now, scope: "everywhere" });
  const suppression = await getSuppression(table, hash);
  // A new address of the person has nothing to do with the mailbox of the old one.
  const of = isOfMailbox(reason) ? person.email : undefined;
  await changeSubscriber(table, person, { of, suppression }, { now });
}
