import { describe, expect, it } from "vitest";
import type { Profile } from "../../../../functions/core/people/subscriber.ts";
import { type ImportOptions, importList } from "../../../../functions/steps/people/import-list.ts";
import { leaseList } from "../../../../functions/steps/people/imports/import-lease.ts";
import { listContent } from "../../../../functions/store/people/import-leases.ts";
import { addressHash, findSubscriberIds } from "../../../../functions/store/people/subscribers.ts";
import { listSubscriberIds } from "../../../../functions/store/people/subscriptions.ts";
import { ann } from "../../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../../local-pipeline.ts";
import { colleagues } from "../../an-edition.ts";

async function* given(people: readonly Profile[]): AsyncGenerator<Profile> {
  yield* people;
}

const countOn = async ({ pipeline }: TestPipeline, list: string) =>
  (await Array.fromAsync(listSubscriberIds(pipeline.table, list, "0"))).length;

const fill = (
  { pipeline }: TestPipeline,
  people: readonly Profile[],
  options: Omit<ImportOptions, "by"> = {},
) => importList(pipeline, "own", given(people), { by: ann, ...options });

/** A process of its own: a pipeline on the same services. */
const another = (
  local: TestPipeline,
  changed: Partial<TestPipeline["pipeline"]> = {},
): TestPipeline => ({
  ...local,
  pipeline: { ...local.pipeline, ...changed },
});

describe("imports of one list", () => {
  it("leave the people of one import, never some of each", async () => {
    const local = await aPipeline();
    const patient = { patienceMs: 120_000 };
    await Promise.all([
      fill(local, colleagues(60), patient),
      fill(another(local), colleagues(60, 30), patient),
    ]);
    expect(await countOn(local, "own")).toBe(60);
  });

  it("run one after the other: two at once lose nobody", async () => {
    const local = await aPipeline();
    const people = colleagues(600);
    let waited = 0;
    const patient = { patienceMs: 120_000, onWait: () => waited++, expected: 600, version: "v" };
    await Promise.all([
      fill(local, people, patient),
      fill(another(local), people.toReversed(), patient),
    ]);
    expect(waited).toBe(1);
    expect(await countOn(local, "own")).toBe(600);
    expect(await listContent(local.pipeline.table, "own")).toEqual({ version: "v", fence: 2 });
  }, 120_000);

  it("are refused if another takes longer than they may wait", async () => {
    const local = await aPipeline();
    const lease = await leaseList(local.pipeline, "own", {});
    await expect(fill(local, colleagues(2), { patienceMs: 300 })).rejects.toMatchObject({
      reason: { code: "list-busy" },
    });
    await lease.abandon();
    expect(await fill(local, colleagues(2), { patienceMs: 300 })).toMatchObject({ stored: 2 });
  });

  it("need not wait for one that failed", async () => {
    const local = await aPipeline();
    async function* broken(): AsyncGenerator<Profile> {
      yield* colleagues(3);
      throw new Error("cut off");
    }
    await expect(importList(local.pipeline, "own", broken(), { by: ann })).rejects.toThrow(
      "cut off",
    );
    expect(await listContent(local.pipeline.table, "own")).toBeUndefined();
    expect(await fill(local, colleagues(2), { patienceMs: 0 })).toMatchObject({ stored: 2 });
    expect(await countOn(local, "own")).toBe(2);
  });

  it("take over from one that was killed, by elapsed time, though the clock was set back an hour", async () => {
    const local = await aPipeline();
    await leaseList(local.pipeline, "own", {});
    const earlier = another(local, { now: () => local.pipeline.now() - 3_600_000 });
    let passed = 0;
    const monotonic = () => {
      passed += 1_000;
      return passed;
    };
    expect(await fill(earlier, colleagues(2), { monotonic, patienceMs: 60_000 })).toMatchObject({
      stored: 2,
      fence: 2,
    });
  });

  it("do not take over from one that goes on, however the clocks differ", async () => {
    const local = await aPipeline();
    let frozen = 0;
    const lease = await leaseList(local.pipeline, "own", { monotonic: () => frozen });
    let passed = 0;
    const monotonic = () => {
      passed += 1_000;
      return passed;
    };
    // Between any two looks of the one that waits, the holder renews its lease.
    const renewing = another(local, {
      now: () => local.pipeline.now() - 3_600_000,
      sleep: async () => {
        frozen += 5_000;
        await lease.assertHeld();
      },
    });
    await expect(
      fill(renewing, colleagues(2), { monotonic, patienceMs: 30_000 }),
    ).rejects.toMatchObject({ reason: { code: "list-busy" } });
  });

  it("add nobody and take nobody off if they were frozen beyond their lease", async () => {
    const local = await aPipeline();
    let frozen = 0;
    const later = another(local, { now: () => local.pipeline.now() + 60_000 });
    async function* slow(): AsyncGenerator<Profile> {
      yield* colleagues(150, 1_000);
      await until("some are stored", async () => (await countOn(local, "own")) === 100);
      // It stands still here; another goes through in between.
      await importList(later.pipeline, "own", given(colleagues(300)), { by: ann });
      frozen = 60_000;
    }
    const import_ = importList(local.pipeline, "own", slow(), { by: ann, monotonic: () => frozen });
    await expect(import_).rejects.toMatchObject({ reason: { code: "list-lost" } });
    expect(await countOn(local, "own")).toBe(300);
    const hashes = colleagues(300).map(({ email }) =>
      addressHash(email, local.pipeline.addressKey),
    );
    const ids = await findSubscriberIds(local.pipeline.table, hashes);
    expect(
      new Set(await Array.fromAsync(listSubscriberIds(local.pipeline.table, "own", "0"))),
    ).toEqual(new Set(ids.values()));
  });

  it("take nobody off, and are refused, if they bring fewer people than were counted", async () => {
    const local = await aPipeline();
    await fill(local, colleagues(5), { version: "five" });
    await expect(
      fill(local, colleagues(3), { expected: 5, version: "three" }),
    ).rejects.toMatchObject({
      reason: { code: "input-changed", given: 3, expected: 5 },
    });
    expect(await countOn(local, "own")).toBe(5);
    expect(await listContent(local.pipeline.table, "own")).toBeUndefined();
  });
});
