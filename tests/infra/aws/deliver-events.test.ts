import { expect, it } from "vitest";
import { recordOr } from "../../../infra/local/aws/deliver-events.ts";
import { until } from "../../local-pipeline.ts";
import { anSes } from "./ses/at-work.ts";

it("puts only the events that cannot be recorded into the queue, ten at a time", async () => {
  const queued: (readonly string[])[] = [];
  const carry = recordOr(
    async events => events.flatMap((event, index) => (event.startsWith("bad") ? [index] : [])),
    async events => void queued.push(events),
  );
  const bad = Array.from({ length: 12 }, (_, number) => `bad ${number}`);
  await carry(["good", ...bad, "good too"]);
  expect(queued).toEqual([bad.slice(0, 10), bad.slice(10)]);
});

it("gives many events at a time if nothing limits them, and each again if they were not recorded", async () => {
  const recorded: string[] = [];
  const calls: number[] = [];
  let hasFailed = false;
  const areSent = Promise.withResolvers<void>();
  const { ses, send, stop } = await anSes({
    gathering: { atMost: 1_000, calls: 1, waitMs: 50 },
    publish: async events => {
      calls.push(events.length);
      await areSent.promise;
      if (!hasFailed) {
        hasFailed = true;
        throw new Error("the table does not answer");
      }
      recorded.push(...events);
    },
  });
  await Promise.all(Array.from({ length: 20 }, () => send({})));
  areSent.resolve();
  await until("all are recorded", async () => ses.hasPublishedAll());
  await stop();
  expect(new Set(recorded).size).toBe(40);
  expect(Math.max(...calls)).toBeGreaterThan(10);
});
