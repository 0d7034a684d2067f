import type { Outbox } from "../../infra/local/ses/outbox.ts";

/** One copy in the outbox. `place`: what its tags say of batch and position. */
export type Copy = { readonly address: string; readonly place: string; readonly at: number; readonly messageId: string };

export type Copies = {
  /** Reads what is new in the outbox. */
  readonly look: () => void;
  readonly of: (edition: string) => readonly Copy[];
  /** Epoch milliseconds at which SES took the first copy of a place. */
  readonly acceptedAt: (edition: string, place: string) => number | undefined;
};

export function placeOf(batch: string, position: number | string): string {
  return `${batch}/${position}`;
}

/** The outbox by edition, read on as it grows. */
export function readCopies(outbox: Outbox): Copies {
  const byEdition = new Map<string, Copy[]>();
  const first = new Map<string, number>();
  let seen = 0;
  const look = () => {
    const size = outbox.size();
    for (const { destinations, tags, at, messageId } of outbox.list({ before: size, limit: size - seen }).reverse()) {
      const { edition = "", batch = "", position = "" } = tags;
      const place = placeOf(batch, position);
      const copies = byEdition.get(edition) ?? [];
      for (const address of destinations) copies.push({ address, place, at, messageId });
      byEdition.set(edition, copies);
      const key = `${edition} ${place}`;
      if (!first.has(key)) first.set(key, at);
    }
    seen = size;
  };
  return {
    look,
    of: edition => byEdition.get(edition) ?? [],
    acceptedAt: (edition, place) => first.get(`${edition} ${place}`),
  };
}
