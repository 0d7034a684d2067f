import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeNewEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { batchId, cutBatch, startOfList } from "../../../functions/store/ledger/batches.ts";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { runEdition } from "../../../infra/commands/editions/run-edition.ts";
import { runList } from "../../../infra/commands/lists/run-list.ts";
import { openPlace } from "../../../infra/commands/open-place.ts";
import { aBulletin, anEntry, ann } from "../../examples/builders.ts";
import { colleagues } from "../../steps/an-edition.ts";
import { aCommand } from "./a-command.ts";

const command = aCommand("editions/edition-command.ts");

/** A directory with a bulletin for each rule, each with one entry that is ready. */
async function aDirectory(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), "dear-colleague-"));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  await writeFile(join(data, ".keep"), "");
  await runList(["create", "staff", "--name", "Staff", "--data", data], async () => true);
  const place = await openPlace({ kind: "directory", data }, []);
  async function* people() {
    yield* colleagues(2);
  }
  await importList(place.pipeline, "staff", people(), { by: ann });
  for (const approval of ["none", "one", "another"] as const) {
    const bulletin = aBulletin({ id: `rule-${approval}`, approval, holdMinutes: 5 });
    await saveBulletin(place.pipeline, bulletin, ann);
    await writeNewEntry(place.pipeline, anEntry({ bulletin: bulletin.id }), ann);
  }
  await place.close();
  return data;
}

describe("npm run edition", { timeout: 240_000 }, () => {
  it("proposes, approves, undoes, pauses, resumes and stops, and sends nothing unapproved", async () => {
    const data = await aDirectory();
    const run = async (...args: string[]) => {
      const { value, code } = await runEdition([...args, "--data", data, "--json"]);
      return { code, ...(value as { edition: string; status: string; hash: string }[])[0] };
    };
    expect(await run("send", "rule-one")).toMatchObject({ code: 1, edition: "rule-one" });
    const { edition = "", hash = "", ...proposed } = await run("propose", "rule-one");
    expect(proposed).toMatchObject({ code: 0, status: "waiting" });
    expect(await run("send", edition)).toMatchObject({ code: 1, status: "waiting" });
    expect(await run("approve", edition, "--hash", "0".repeat(64))).toMatchObject({ code: 1 });
    expect(await run("approve", "rule-one", "--hash", hash)).toMatchObject({
      code: 0,
      edition,
      status: "addressing",
    });
    expect(await run("undo", "rule-one")).toMatchObject({ code: 0, status: "waiting" });
    expect(await run("approve", edition)).toMatchObject({ code: 0, status: "addressing" });
    expect(await run("pause", edition)).toMatchObject({ code: 0, status: "held" });
    expect(await run("resume", "rule-one")).toMatchObject({ code: 0, status: "addressing" });
    const stop = ["stop", edition, "--reason", "A wrong date"];
    expect(await run(...stop)).toMatchObject({ code: 0, status: "stopped" });
    expect(await run("pause", edition)).toMatchObject({ code: 1 });

    const another = await run("propose", "rule-another");
    expect(await run("approve", another.edition ?? "")).toMatchObject({
      code: 1,
      status: "waiting",
    });
    expect(await run("approve", "rule-none")).toMatchObject({ code: 1 });
    expect(await run("send", "rule-none")).toMatchObject({ code: 0, status: "addressing" });
  });

  it("corrects an edition that is over, with the words of a file", async () => {
    const data = await aDirectory();
    const file = join(data, "corrected.md");
    await writeFile(file, "The clinics open at 8 am.");
    const run = async (...args: string[]) => {
      const { value, code } = await runEdition([...args, "--data", data, "--json"]);
      return { code, ...(value as { edition: string; status: string; says: string }[])[0] };
    };
    const { edition = "" } = await run("send", "rule-none");
    const correct = ["correct", edition, "--text", file];
    expect(await run(...correct)).toMatchObject({ code: 1, edition });
    const place = await openPlace({ kind: "directory", data }, []);
    const { pipeline } = place;
    const { addressAfter } = (await getEdition(pipeline.table, edition)) ?? {};
    const addressing = { id: edition, status: "addressing", rounds: 0, addressAfter } as const;
    await changeEdition(pipeline.table, addressing, { kind: "close-window" });
    const batch = { id: batchId(0, startOfList), subscribers: ["one"], through: 1 };
    await cutBatch(pipeline.table, edition, batch);
    await addFacts(pipeline.table, edition, batch.id, { claimed: [0], accepted: [0] });
    const counted = { kind: "address", audience: 1, rounds: 1 } as const;
    await changeEdition(pipeline.table, addressing, counted);
    await place.close();
    await run("stop", edition, "--reason", "A wrong time");
    const begun = await run(...correct);
    expect(begun).toMatchObject({ code: 0, status: "waiting" });
    expect(begun.says).toContain("goes to 1 person");
    expect(begun.edition).not.toBe(edition);
    expect(await run(...correct)).toMatchObject({ code: 1, edition: begun.edition });
    expect(await run("approve", begun.edition ?? "")).toMatchObject({ code: 0 });
  });

  it("ends with 2 for a name that does not exist, and does nothing to the others", async () => {
    const data = await aDirectory();
    const ask = (...args: string[]) => runEdition([...args, "--data", data]);
    await expect(ask("send", "rule-none", "rule-two")).rejects.toThrow(BadInput);
    await expect(ask("send", "rule-none_20260101T000000Z")).rejects.toThrow(
      'There is no edition "rule-none_20260101T000000Z".',
    );
    for (const args of [
      [],
      ["send"],
      ["sell", "x"],
      ["stop", "x"],
      ["send", "x", "--hash", "1"],
      ["correct", "rule-none", "--text", "x"],
      ["send", "x", "--text", "x"],
    ])
      await expect(ask(...args), args.join(" ")).rejects.toThrow(BadInput);
    const { value } = await runEdition(["pause", "rule-none", "--data", data]);
    expect(value).toMatchObject([{ done: false, says: "There is no edition to pause." }]);
    const { code, out } = await command(["propose", "rule-one", "--data", data, "--json"]);
    expect([code, JSON.parse(out)]).toMatchObject([0, [{ status: "waiting", done: true }]]);
    expect(await command(["send", "nothing", "--data", data])).toEqual({
      code: 2,
      out: "",
      err: 'There is no bulletin "nothing".\n',
    });
  });
});
