import { expect, it } from "vitest";
import { runCampaign } from "./campaign.ts";

/** `npm run faults -- --rounds N` runs more of them. */
const rounds = 10;

it("doubles nobody, drops nobody and keeps a true account while workers are killed, queues redeliver and SES misbehaves", async () => {
  const result = await runCampaign({ rounds, seed: 1, onRound: () => {} });
  expect(result).toMatchObject({ rounds, missing: 0, doubled: 0, accountErrors: 0, failingSeeds: [] });
  expect(result.kills).toBeGreaterThan(0);
}, 300_000);
