import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { actorOf } from "../../../functions/core/access/actor.ts";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { restartClock } from "../../../functions/steps/control/restart-clock.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { findDue } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { getOrigin } from "../../../functions/store/sending/origins.ts";
import { directoryTableId } from "../../../infra/local/aws/directory-table-id.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aBulletinToApprove, minutes, nextWeek, slot } from "../approval/a-bulletin-to-approve.ts";

const olu = actorOf({ sub: "olu", name: "Olu" });
const neverEnds = () => false;

/**
 * The same items in another table: as after a restore under the old name. `tick` and `at` work in it.
 */
async function aRestored(given: Parameters<typeof aBulletinToApprove>[0]) {
  const a = await aBulletinToApprove(given);
  await a.write("one", "Words.");
  const backup = slot.getTime() - minutes(1);
  await a.tick(backup);
  const measured = new Map<string, number>();
  const at = (instant: number | Date) => ({
    ...a.at(instant),
    tableId: async () => "restored",
    measure: (metric: string, value: number) => void measured.set(metric, value),
  });
  const tick = (instant: number | Date) => runClock(at(instant), a.template);
  return { ...a, backup, measured, at, tick };
}

describe("after a restore from a backup", () => {
  it("nothing that is due is mailed unasked, and the people who can act are told once", async () => {
    const a = await aRestored({ approval: "none" });
    const found = slot.getTime() + minutes(30);
    // Two clocks, and the next tick.
    await Promise.all([a.tick(found), a.tick(found)]);
    await a.tick(nextWeek);
    expect(await a.edition()).toBeUndefined();
    expect(await getEdition(a.pipeline.table, editionId("weekly", nextWeek))).toBeUndefined();
    expect(a.measured.get("restored")).toBe(1);
    const subject = "Nothing is sent: the data comes from a backup";
    expect(
      ["olu", "ada", "ben", "eve"].map(who => a.mailTo(`${who}@harbour-health.example`)),
    ).toEqual([[subject], [subject], [subject], []]);
    expect((await getOrigin(a.pipeline.table))?.restored).toEqual({
      tableId: "restored",
      at: new Date(found).toISOString(),
      lastTick: a.backup,
    });
    expect(a.logged.filter(line => line.includes("restored#restored"))).toHaveLength(4);
  });

  it("what was under way is held, and no worker goes on with it", async () => {
    const a = await aRestored({ approval: "none" });
    const bulletin = await a.bulletin();
    await composeEdition(a.at(slot), a.template, { bulletin, slot, by: olu });
    const work = { edition: a.id, round: 0 };
    // The queue has kept its messages. A worker may be faster than the clock.
    expect(await addressEdition(a.at(slot), work, neverEnds)).toBe("nothing-to-do");
    expect(await addressEdition(a.pipeline, work, neverEnds)).toBe("addressed");
    const { batches } = await firstBatch(a);
    await sendBatch(a.at(slot), { edition: a.id, batch: batches }, neverEnds);
    expect(a.mailTo("p0@example.org")).toEqual([]);
    await a.tick(slot);
    expect(await a.edition()).toMatchObject({ status: "held", reason: { code: "restored" } });
    const held = await a.edition();
    expect(held && (await resumeWork(a.at(slot), a.template, held, olu))).toBe("clock-waits");
    expect(a.mailTo("p0@example.org")).toEqual([]);
  });

  it("a person lets the clock go on: passed dates are skipped, ready entries are drafts", async () => {
    const a = await aRestored({ approval: "none" });
    await a.tick(slot.getTime() + minutes(30));
    await a.write("later", "After the restore.", slot.getTime() + minutes(40));
    const decided = slot.getTime() + minutes(60);
    expect(await restartClock(a.at(decided), "draft", olu)).toEqual({
      kind: "restarted",
      skipped: 1,
      drafts: 1,
    });
    expect(await restartClock(a.at(decided), "draft", olu)).toEqual({ kind: "not-restored" });
    expect(await a.edition()).toMatchObject({
      status: "skipped",
      reason: { code: "skipped-restored" },
    });
    expect((await findDue(a.pipeline.table, "weekly"))?.slot).toEqual(nextWeek);
    const entries = await Promise.all(
      ["one", "later"].map(id => getEntry(a.pipeline.table, "weekly", id)),
    );
    expect(entries.map(entry => entry?.status)).toEqual(["draft", "ready"]);
    const [item] = await listHistory(a.pipeline.table, { kind: "clock", id: "clock" }, 1);
    expect(item).toMatchObject({ by: olu, what: "clock-restarted" });
    await a.tick(decided + minutes(1));
    expect(a.measured.get("restored")).toBe(0);
    await a.tick(nextWeek);
    expect((await a.edition(nextWeek))?.entries).toEqual(["later"]);
    expect((await a.edition())?.status).toBe("skipped");
  });

  it("a letter that was approved for a passed date does not go out, nor one that was to go at once", async () => {
    const a = await aRestored({ approval: "one" });
    expect((await a.edition())?.status).toBe("waiting");
    await a.tick(slot.getTime() + minutes(30));
    expect((await a.edition())?.status).toBe("waiting");
    await restartClock(a.at(slot.getTime() + minutes(60)), "keep", olu);
    expect((await a.edition())?.status).toBe("skipped");
    await a.tick(slot.getTime() + minutes(61));
    const entry = await getEntry(a.pipeline.table, "weekly", "one");
    expect([entry?.status, entry?.edition]).toEqual(["ready", undefined]);
  });
});

async function firstBatch(a: Awaited<ReturnType<typeof aRestored>>) {
  const { listRound } = await import("../../../functions/store/ledger/batches.ts");
  for await (const { id } of listRound(a.pipeline.table, a.id, 0)) return { batches: id };
  throw new Error("no batch");
}

describe("a directory", () => {
  it("is told from a copy, also if it is copied back over itself; not from itself at its next start", async () => {
    const path = await mkdtemp(join(tmpdir(), "dear-colleague-"));
    const backup = `${path}-backup`;
    onTestFinished(async () => {
      for (const each of [path, backup]) await rm(each, { recursive: true, force: true });
    });
    const run = async (
      work: (local: Awaited<ReturnType<typeof startLocalPipeline>>) => Promise<void>,
    ) => {
      const directory = await openDirectory(path);
      if (!directory) throw new Error("the directory is taken");
      const local = await startLocalPipeline(directory, {
        siteUrl: "http://localhost:3000",
        log: () => {},
      });
      await work(local);
      await local.stop();
      directory.release();
    };
    const waits = async () => {
      let restored: unknown;
      await run(async ({ pipeline, template }) => {
        await runClock(pipeline, template);
        restored = (await getOrigin(pipeline.table))?.restored;
      });
      return restored !== undefined;
    };
    expect([await waits(), await waits()]).toEqual([false, false]);
    const id = directoryTableId(path);
    await cp(path, backup, { recursive: true, preserveTimestamps: true });
    expect(directoryTableId(path)).toBe(id);
    expect(directoryTableId(backup)).not.toBe(id);
    await cp(backup, path, { recursive: true, preserveTimestamps: true, force: true });
    expect(directoryTableId(path)).not.toBe(id);
    expect(await waits()).toBe(true);
  });
});
