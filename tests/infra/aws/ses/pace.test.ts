import { GetSendQuotaCommand } from "@aws-sdk/client-ses";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createPace } from "../../../../infra/local/aws/ses/sending-limits.ts";
import { anSes, errorOf } from "./at-work.ts";

const day = 24 * 60 * 60 * 1_000;

it("throttles what exceeds the rate, and accepts again a second later", async () => {
  let now = 1_795_000_000_000;
  const { send, ses } = await anSes({ maxSendRate: 2, now: () => now });
  await send();
  now += 600;
  await send();
  expect(await errorOf(send())).toMatchObject({
    name: "Throttling",
    message: "Maximum sending rate exceeded.",
  });
  now += 400;
  await send();
  expect(await errorOf(send())).toMatchObject({ name: "Throttling" });
  expect(ses.outbox.size()).toBe(3);
  expect(ses.sentInAnySecond()).toBe(2);
});

it("throttles what exceeds the quota of 24 hours, also after a restart", async () => {
  let now = 1_795_000_000_000;
  const first = await anSes({ max24HourSend: 2, now: () => now });
  await first.send();
  now += day / 2;
  await first.send();
  await first.stop();
  const { client, send } = await anSes({
    directory: first.directory,
    max24HourSend: 2,
    now: () => now,
  });
  expect(await errorOf(send())).toMatchObject({
    name: "Throttling",
    message: "Daily message quota exceeded.",
  });
  now += day / 2;
  expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({ SentLast24Hours: 1 });
  await expect(send()).resolves.toBeTruthy();
});

it("keeps the pace over a restart", async () => {
  const now = () => 1_795_000_000_000;
  const first = await anSes({ maxSendRate: 1, now });
  await first.send();
  await first.stop();
  const { send } = await anSes({ directory: first.directory, maxSendRate: 1, now });
  expect(await errorOf(send())).toMatchObject({ name: "Throttling" });
});

it("never lets more than the rate into any second, whole, fractional or below one", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 300 });
  fc.assert(
    fc.property(gaps, fc.double({ min: 0.1, max: 20, noNaN: true }), (waits, maxSendRate) => {
      const pace = createPace({ maxSendRate, max24HourSend: 1_000_000 });
      const taken: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now += wait;
        if (pace.take(now) === "taken") taken.push(now);
      }
      const most = Math.max(1, Math.floor(maxSendRate));
      const span = maxSendRate < 1 ? 1_000 / maxSendRate : 1_000;
      for (const [index, at] of taken.entries())
        expect((taken[index + most] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(span);
      const counts = taken.map(
        at => taken.filter(other => other > at - 1_000 && other <= at).length,
      );
      expect(pace.sentInAnySecond()).toBe(Math.max(0, ...counts));
    }),
  );
});

it("wastes none of the rate: what could be accepted is", () => {
  const pace = createPace({ maxSendRate: 5, max24HourSend: 1_000_000 });
  let taken = 0;
  for (let now = 0; now < 60_000; now += 10) if (pace.take(now) === "taken") taken++;
  expect(taken).toBe(300);
});
