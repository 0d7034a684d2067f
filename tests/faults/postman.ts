import { setTimeout } from "node:timers/promises";
import type { DeliverEvents } from "../../infra/local/local-pipeline.ts";
import type { Random } from "./random.ts";

/** What becomes of an edition's events on their way, each from 0 to 1. Those that are late come within `longestDelay`. */
export type EventsFate = { readonly lost: number; readonly doubled: number; readonly late: number };

/** Milliseconds. */
export const longestDelay = 1_000;

export type Postman = {
  readonly carry: (events: readonly string[], deliver: DeliverEvents) => Promise<void>;
  readonly instruct: (edition: string, fate: EventsFate, random: Random) => void;
  /** Every event that was not lost has been delivered. */
  readonly isDone: () => boolean;
};

/** Carries SES's events to the queue, as each edition's fate is: late ones come after those that followed them. */
export function createPostman(): Postman {
  const fates = new Map<string, { fate: EventsFate; random: Random }>();
  let onTheWay = 0;
  const bringLater = async (event: string, ms: number, deliver: DeliverEvents) => {
    onTheWay++;
    await setTimeout(ms);
    await deliver([event]).finally(() => onTheWay--);
  };
  return {
    instruct: (edition, fate, random) => void fates.set(edition, { fate, random }),
    carry: async (events, deliver) => {
      const now: string[] = [];
      for (const event of events) {
        const instructed = fates.get(/"edition":\["([^"]+)"\]/.exec(event)?.[1] ?? "");
        if (!instructed) {
          now.push(event);
          continue;
        }
        const { fate, random } = instructed;
        if (random.chance(fate.lost)) continue;
        const copies = random.chance(fate.doubled) ? 2 : 1;
        for (let copy = 0; copy < copies; copy++) {
          if (random.chance(fate.late)) void bringLater(event, random.int(20, longestDelay), deliver).catch(() => {});
          else now.push(event);
        }
      }
      for (let at = 0; at < now.length; at += 10) await deliver(now.slice(at, at + 10));
    },
    isDone: () => onTheWay === 0,
  };
}
