import type { Outbox } from "../../infra/local/aws/ses/kept/outbox.ts";
import type { World } from "./world.ts";

/** One copy in the outbox. `place`: what its tags say of batch and position. */
export type Copy = {
  readonly address: string;
  readonly place: string;
  readonly at: number;
  readonly messageId: string;
};

export type Copies = {
  /** Reads what is new in the outbox. */
  readonly look: () => void;
  readonly of: (edition: string) => readonly Copy[];
  /** The ledger has an event of a place. Gives how many milliseconds that is after SES took it, if this is the first one. */
  readonly evident: (edition: string, place: string) => number | undefined;
  /** Says that SES's events about an edition are lost. */
  readonly expectNoEvents: (edition: string) => void;
  /** How long ago, in milliseconds, SES took the oldest message of which the ledger is still to have an event. */
  readonly oldestWithoutEvent: () => number;
};

export function placeOf(batch: string, position: number | string): string {
  return `${batch}/${position}`;
}

/** The outbox by edition, read on as it grows. */
export function readCopies(outbox: Outbox, world: World): Copies {
  const byEdition = new Map<string, Copy[]>();
  /** When SES took what there is no event of yet, oldest first. */
  const silent = new Map<string, number>();
  const evident = new Set<string>();
  const eventless = new Set<string>();
  let seen = 0;
  const look = () => {
    const size = outbox.size();
    for (const { destinations, tags, at, messageId } of outbox
      .list({ before: size, limit: size - seen })
      .reverse()) {
      const { edition = "", batch = "", position = "" } = tags;
      const place = placeOf(batch, position);
      const copies = byEdition.get(edition) ?? [];
      for (const address of destinations) copies.push({ address, place, at, messageId });
      byEdition.set(edition, copies);
      const key = `${edition} ${place}`;
      if (!evident.has(key) && !silent.has(key) && !eventless.has(edition)) silent.set(key, at);
    }
    seen = size;
  };
  return {
    look,
    of: edition => byEdition.get(edition) ?? [],
    evident: (edition, place) => {
      const key = `${edition} ${place}`;
      const at = silent.get(key);
      silent.delete(key);
      evident.add(key);
      return at === undefined ? undefined : world.realAge(at);
    },
    expectNoEvents: edition => void eventless.add(edition),
    oldestWithoutEvent: () => {
      const [at] = silent.values();
      return at === undefined ? 0 : world.realAge(at);
    },
  };
}
