import type { Actor } from "../../../../core/access/actor.ts";
import type { BeforeImage, ImportField } from "../../../../core/people/imports/before-image.ts";
import type { PeopleCounts } from "../../../../core/people/imports/import.ts";
import type { Consent, Profile } from "../../../../core/people/subscriber.ts";
import type { Suppression } from "../../../../core/people/suppression.ts";
import type { Pipeline } from "../../../pipeline.ts";
import { eraseSubscriber } from "../../erase-subscriber.ts";
import type { ListLease } from "../import-lease.ts";

/** The target of an import. */
export type ImportTarget = {
  readonly pipeline: Pipeline;
  readonly list: string;
  readonly lease: ListLease;
  readonly by: Actor;
  readonly consent: Consent;
  /** The fields that the file has. Known people keep the others. */
  readonly fields: readonly ImportField[];
  /** Undefined: the import never guesses. */
  readonly guess?: NewGuess | undefined;
};

/**
 * Whether everybody on the last pages was new. Then an import claims addresses without a look at who
 * has them: a claim says that itself, but takes longer if someone has the address.
 */
export type NewGuess = { areNew: boolean };

/**
 * Stores the former values of known people before they change. Returns what earlier attempts at the
 * same page have stored, by id.
 */
export type KeepBefore = (
  images: readonly BeforeImage[],
) => Promise<ReadonlyMap<string, BeforeImage>>;

/** A row of an import. `offer`: the id of the person, if their address has none yet. */
export type ImportRow = { readonly person: Profile; readonly hash: string; readonly offer: string };

/** `ids`: the people on the list now. */
export type ImportedPage = { readonly ids: readonly string[]; readonly people: PeopleCounts };

/**
 * `again`: rows of people who were stored or erased, or got another address, by another process just
 * now.
 */
export type ImportAttempt = ImportedPage & { readonly again: readonly ImportRow[] };

export type OwnedRow = ImportRow & { readonly id: string; readonly suppression: Suppression };

/** Erases people. An interrupted import or erasure may have left some of their data. */
export async function eraseAll(
  { pipeline, by }: ImportTarget,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) await eraseSubscriber(pipeline, id, by);
}
