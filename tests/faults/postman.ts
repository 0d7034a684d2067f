import { setTimeout } from "node:timers/promises";
import * as z from "zod";
import type { DeliverEvents } from "../../infra/local/aws/deliver-events.ts";
import { placeOf } from "./copies.ts";
import type { Random } from "./random.ts";

/**
 * What becomes of an edition's events on their way, each from 0 to 1. Those that are late come within `longestDelay`. `unanswered`:
 * milliseconds by which exactly the events of those letters are late of which no worker has SES's answer; 0 if they are like the others.
 */
export type EventsFate = {
  readonly lost: number;
  readonly doubled: number;
  readonly late: number;
  readonly unanswered: number;
};

/** Milliseconds. */
export const longestDelay = 1_000;

/** Milliseconds within which a worker has its answer, or never has it. */
const answerTakes = 1_000;
/** Milliseconds after a pause at which they come at the latest: less than a grace. */
const longestAfterReturn = 4_000;

export type Postman = {
  readonly carry: (events: readonly string[], deliver: DeliverEvents) => Promise<void>;
  readonly instruct: (edition: string, fate: EventsFate, random: Random) => void;
  /** Tells it that a worker has SES's answer about a place. */
  readonly answered: (edition: string, place: string) => void;
  /** Tells it that all processes were dead and others have come: events of the unanswered now come some time after that. */
  readonly hasPaused: () => void;
  /** Every event that was not lost has been delivered. */
  readonly isDone: () => boolean;
};

const one = z.tuple([z.string()]);
const carried = z.object({
  mail: z.object({ tags: z.object({ edition: one, batch: one, position: one }) }),
});

/** Carries SES's events to the queue, as each edition's fate is: late ones come after those that followed them. */
export function createPostman(): Postman {
  const fates = new Map<string, { fate: EventsFate; random: Random }>();
  const answers = new Set<string>();
  const waiting = new Map<string, () => void>();
  let onTheWay = 0;
  let returned = 0;
  const bringLater = async (event: string, ms: number, deliver: DeliverEvents) => {
    onTheWay++;
    await setTimeout(ms);
    await deliver([event]).finally(() => onTheWay--);
  };
  /** At once when there is an answer, else as late as said. */
  const bringWhenAnswered = async (event: string, ms: number, deliver: DeliverEvents) => {
    const { edition, batch, position } = carried.parse(JSON.parse(event)).mail.tags;
    const key = `${edition[0]} ${placeOf(batch[0], position[0])}`;
    onTheWay++;
    const answered = new Promise<void>(resolve => {
      const others = waiting.get(key);
      waiting.set(key, () => {
        others?.();
        resolve();
      });
      if (answers.has(key)) resolve();
    });
    await Promise.race([answered, setTimeout(answerTakes)]);
    for (const due = Date.now() + ms - answerTakes; !answers.has(key); await setTimeout(50))
      if (Date.now() >= Math.max(due, returned + Math.min(ms, longestAfterReturn))) break;
    await deliver([event]).finally(() => onTheWay--);
  };
  return {
    instruct: (edition, fate, random) => void fates.set(edition, { fate, random }),
    answered: (edition, place) => {
      const key = `${edition} ${place}`;
      answers.add(key);
      waiting.get(key)?.();
      waiting.delete(key);
    },
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
          if (fate.unanswered > 0)
            void bringWhenAnswered(event, fate.unanswered, deliver).catch(() => {});
          else if (random.chance(fate.late))
            void bringLater(event, random.int(20, longestDelay), deliver).catch(() => {});
          else now.push(event);
        }
      }
      for (let at = 0; at < now.length; at += 10) await deliver(now.slice(at, at + 10));
    },
    hasPaused: () => {
      returned = Date.now();
    },
    isDone: () => onTheWay === 0,
  };
}
