import { isOfMailbox, type SuppressionReason } from "../../core/people/suppression.ts";
import { addressHash, getSubscriber } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { hashesOf, keepOut, suppressFormer } from "./keep-out.ts";

/** `to`: the address of the copy, if known. */
export type Returned = {
  readonly reason: SuppressionReason;
  readonly edition?: string | undefined;
  readonly to?: string | undefined;
};

/**
 * Suppresses a person after an event about their copy of an edition: stores their address's hash,
 * and the reason on every list that they are on. A bounce of an address that the person no longer
 * has concerns that address alone. Does nothing if the person was erased.
 */
export async function suppressPerson(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "addressKey">,
  subscriber: string | undefined,
  { reason, edition, to }: Returned,
): Promise<void> {
  const person = subscriber && (await getSubscriber(pipeline.table, subscriber));
  if (!person) return;
  const [, ...former] = hashesOf(pipeline, person);
  const hash = to === undefined ? undefined : addressHash(to, pipeline.addressKey);
  const kept = { reason, scope: "everywhere", edition } as const;
  if (hash && isOfMailbox(reason) && former.includes(hash))
    await suppressFormer(pipeline, [hash], kept);
  else await keepOut(pipeline, person, kept);
}
