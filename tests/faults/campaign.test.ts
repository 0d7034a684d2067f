import { expect, it } from "vitest";
import { isFullSize } from "../size.ts";
import { runCampaign } from "./campaign.ts";
import { disasters } from "./disasters.ts";
import { smallFleet, wholeFleet } from "./fleet.ts";

/** Each kind of rounds that `plan.ts` deals: once, or several times. `npm run faults -- --rounds N` runs more. */
const { seed, rounds, size } = isFullSize
  ? { seed: 1, rounds: 63, size: wholeFleet }
  : { seed: 2, rounds: 5, size: smallFleet };

/** A machine that does other things as well may take three times as long. */
const patience = 1_200_000;

it(
  "the pipeline under faults doubles nobody, drops nobody and keeps a true account while workers are killed, frozen and misdated, queues redeliver and SES misbehaves",
  async () => {
    const wrong: unknown[] = [];
    const { rounds: judged, ...tally } = await runCampaign({
      rounds,
      seed,
      size,
      toEachPoint: isFullSize,
      onRound: (each, verdict, { isTooSlow }) => {
        if (!isTooSlow && Object.values(verdict).some(people => people.length > 0))
          wrong.push({ seed: each, ...verdict });
      },
    });
    const found = {
      wrong,
      judged,
      crashes: tally.crashes,
      // On a slow machine the editions may be at rest before a disaster comes.
      disastersThatDidNotCome: tally.wasSlow
        ? []
        : disasters.filter(kind => tally.weather[kind] === 0),
      // Whether a few rounds reach each point depends on the machine: that is demanded of the full size.
      // Even there, a doubt is released only after a whole grace, when the unrest may be over.
      pointsNotReached:
        isFullSize && !tally.wasSlow ? tally.lacking.filter(point => !/ release$/.test(point)) : [],
    };
    expect(found, `the campaign in numbers: ${JSON.stringify(tally)}`).toEqual({
      wrong: [],
      judged: rounds,
      crashes: 0,
      disastersThatDidNotCome: [],
      pointsNotReached: [],
    });
  },
  patience,
);
