import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { runBulletin } from "../../../infra/commands/bulletins/run-bulletin.ts";
import { runList } from "../../../infra/commands/lists/run-list.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { aCommand } from "./a-command.ts";

const bulletin = aCommand("bulletins/bulletin-command.ts");

const weekly = [
  "id: care-weekly",
  "name: Care Weekly",
  "organisation: Harbour Health Trust",
  'from: "Harbour Health Trust <letters@harbour-health.example>"',
  "zone: Europe/London",
  "lists: [staff]",
  'schedule: { every: 2 weeks, on: tuesday, at: "09:00", from: 2026-12-01 }',
  "holidays: { calendar: england, rule: skip }",
];

async function aFile(lines: readonly string[] = weekly): Promise<string> {
  const path = join(await aTemporaryDirectory(), "care.yaml");
  await writeFile(path, lines.join("\n"));
  return path;
}

async function refusalOf(...args: string[]): Promise<string> {
  try {
    await runBulletin(args);
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("npm run bulletin", { timeout: 240_000 }, () => {
  it("lists the dates of a file without any pipeline", async () => {
    const path = await aFile();
    const args = ["dates", path, "--count", "3", "--after", "2026-12-15T09:00:00Z"];
    const { code, out, err } = await bulletin(args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      '["2026-12-29T09:00:00.000Z","2027-01-12T09:00:00.000Z","2027-01-26T09:00:00.000Z"]\n',
    );
    const bad = await aFile([...weekly.slice(0, 6), "schedule: { every: day, at: 9 }"]);
    const refused = await bulletin(["dates", bad, "--json"]);
    expect(refused).toEqual({
      code: 2,
      out: "",
      err: `${bad}: line 7: "schedule.at" must be a time such as 09:00.\n`,
    });
  });

  it("lists no date of a bulletin without a schedule, and none after its last", async () => {
    const after = ["--after", "2026-12-02T00:00:00Z"];
    const none = await runBulletin(["dates", await aFile(weekly.slice(0, 6)), ...after]);
    expect(none).toMatchObject({ value: [], code: 0 });
    const once = [...weekly.slice(0, 6), "schedule: { once: 2026-12-01T09:00 }"];
    expect(await runBulletin(["dates", await aFile(once), ...after])).toMatchObject({ value: [] });
  });

  it("stores a file in a directory, and shows what is stored as a file", async () => {
    const here = ["--data", join(await aTemporaryDirectory(), "new")];
    expect(await refusalOf("set", await aFile(), ...here)).toMatch(
      /care\.yaml: "lists": There is no list “staff”/,
    );
    await runList(["create", "staff", "--name", "Staff", ...here], async () => true);
    const created = await runBulletin(["set", await aFile(), ...here]);
    expect(created).toMatchObject({ value: { result: "created" }, code: 0 });
    const shown = await runBulletin(["show", "care-weekly", ...here]);
    const again = await aFile(shown.lines);
    expect(await runBulletin(["set", again, ...here])).toMatchObject({
      value: { result: "unchanged", id: "care-weekly", approval: "one" },
    });
    const renamed = await aFile([...weekly, "sign_off: Warmly,"]);
    expect(await runBulletin(["set", renamed, ...here])).toMatchObject({
      value: { result: "changed", sign_off: "Warmly," },
    });
    const after = ["--count", "1", "--after", "2027-01-01T00:00:00+01:00"];
    expect(await runBulletin(["dates", "care-weekly", ...after, ...here])).toMatchObject({
      lines: ['["2027-01-12T09:00:00.000Z"]'],
    });
    const past = [...weekly.slice(0, 6), "schedule: { once: 2020-01-01T09:00 }"];
    expect(await refusalOf("set", await aFile(past), ...here)).toMatch(/no date from today on/);
    expect(await refusalOf("show", "care-daily", ...here)).toBe(
      'There is no bulletin "care-daily". There are care-weekly.',
    );
  });

  it.each([
    [[], /Say what to do/],
    [["sett"], /There is no "sett"/],
    [["dates"], /Name a file or a bulletin/],
    [["show", "care-weekly", "x"], /Unexpected argument/],
    [["dates", "x.yaml"], /x\.yaml: there is no such file/],
    [["dates", "x.yaml", "--count", "0"], /--count needs a whole number/],
    [["dates", "x.yaml", "--after", "yesterday"], /--after needs an instant/],
    [["set", "x.yaml", "--count", "2"], /belong to dates/],
  ])("refuses %j", async (args, message) => {
    expect(await refusalOf(...args)).toMatch(message);
  });

  it("refuses a file that is not text", async () => {
    const path = await aFile();
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from([0xe9])]));
    expect(await refusalOf("dates", path)).toMatch(/not text in UTF-8/);
  });
});
