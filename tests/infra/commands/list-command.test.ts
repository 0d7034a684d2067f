import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Scope, SuppressionReason } from "../../../functions/core/people/suppression.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { getList } from "../../../functions/store/people/lists.ts";
import {
  changeReconfirmation,
  claimAsking,
  getReconfirmation,
  settleAsking,
} from "../../../functions/store/people/reconfirmations.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { runList } from "../../../infra/commands/lists/run-list.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { writeEndpoints } from "../../../infra/local/endpoints.ts";
import { type LocalPipeline, startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aBulletin, aDecision, ann } from "../../examples/builders.ts";
import { wholeSes } from "../../local-pipeline.ts";
import { aTemporaryDirectory } from "../a-process.ts";
import { aCommand } from "./a-command.ts";

const list = aCommand("lists/list-command.ts");

/** Runs the command in this process. Returns what it prints besides its result, too. */
async function run(...args: string[]) {
  const printed: string[] = [];
  const result = await runList(args, async part => {
    printed.push(part);
    return true;
  });
  return { ...result, printed: printed.join("") };
}

async function startIn(path: string): Promise<LocalPipeline> {
  const directory = await openDirectory(path);
  if (!directory) throw new Error("the directory is taken");
  const local = await startLocalPipeline(directory, { siteUrl: "http://localhost", log: () => {} });
  writeEndpoints(directory, local);
  const stop = local.stop;
  let isStopped = false;
  const end = async () => {
    if (isStopped) return;
    isStopped = true;
    await stop();
    directory.release();
  };
  onTestFinished(end);
  return { ...local, stop: end };
}

async function* colleagues() {
  yield { email: "amina@example.org", name: "Amina Okafor", salutation: "Dear Dr Okafor," };
  yield { email: "sum@example.org", name: "=SUM(A1:A9)", language: "cy" };
}

describe("npm run list", { timeout: 240_000 }, () => {
  it("begins a fresh directory, which the pipeline then goes on with", async () => {
    const path = join(await aTemporaryDirectory(), "new");
    const created = await list([
      ...["create", "staff", "--name", "Harbour staff", "--public", "--json"],
      ...["--data", path],
    ]);
    expect([created.code, created.err]).toEqual([0, ""]);
    const expected = { id: "staff", name: "Harbour staff", visibility: "public", people: 0 };
    expect(JSON.parse(created.out)).toMatchObject(expected);

    const { pipeline, stop } = await startIn(path);
    expect(await getList(pipeline.table, "staff")).toMatchObject({ name: "Harbour staff" });
    const on = { kind: "list", id: "staff" } as const;
    expect(await listHistory(pipeline.table, on, 5)).toMatchObject([
      { what: "list-created", by: { kind: "command" } },
    ]);
    await importList(pipeline, "staff", colleagues(), { by: ann });
    await stop();

    expect(await run("show", "staff", "--data", path)).toMatchObject({
      code: 0,
      value: { ...expected, people: 2 },
      lines: ["Harbour staff (staff): public, 2 people"],
    });
  });

  it("creates, shows and exports on the running services of a directory", async () => {
    const path = await aTemporaryDirectory();
    const { pipeline } = await startIn(path);
    const here = ["--data", path];
    const create = ["create", "board", "--name", "The board", ...here];
    expect(await run(...create)).toMatchObject({
      code: 0,
      lines: ["Created: The board (board): private, 0 people"],
    });
    expect(await run(...create)).toMatchObject({
      code: 0,
      lines: ["No change: The board (board): private, 0 people"],
    });
    expect(await run("create", "board", "--name", "Another", ...here)).toMatchObject({
      code: 1,
      value: { refused: "taken", error: expect.stringContaining("Nothing was created") },
      lines: [
        "Nothing was created: the id is taken by The board (board): private, 0 people. Choose another id.",
      ],
    });
    await importList(pipeline, "board", colleagues(), { by: ann });
    const { printed } = await run("export", "board", ...here);
    const [head, amina, sum] = printed.split("\r\n");
    expect(head).toBe("email,name,salutation,language,joined,how,not written to");
    expect(amina).toMatch(/^amina@example.org,Amina Okafor,"Dear Dr Okafor,",,20.*Z,import,$/);
    expect(sum).toMatch(/^sum@example.org,"'=SUM\(A1:A9\)",,cy,/);
    const json = await list(["export", "board", "--json", ...here]);
    expect([json.code, json.err]).toEqual([0, ""]);
    expect(JSON.parse(json.out)).toMatchObject([
      { email: "amina@example.org", salutation: "Dear Dr Okafor,", how: "import" },
      { email: "sum@example.org", name: "=SUM(A1:A9)" },
    ]);
    await run("create", "empty", "--name", "Nobody yet", ...here);
    expect(JSON.parse((await run("export", "empty", "--json", ...here)).printed)).toEqual([]);
    await expect(run("show", "bord", ...here)).rejects.toThrow(
      'There is no list "bord". There are empty, board.',
    );
    const log = await readFile(join(path, "pipeline.log"), "utf8");
    expect(log).toContain('"list-created"');
  });

  it("changes the settings of a list, and says what cannot be", async () => {
    const path = await aTemporaryDirectory();
    const { pipeline } = await startIn(path);
    const here = ["--data", path];
    await run("create", "staff", "--name", "Staff", ...here);
    const file = join(path, "welcome.txt");
    await writeFile(file, "Welcome.\r\n");
    const change = (...options: string[]) => run("change", "staff", ...options, ...here);
    const settings = ["--name", "Harbour staff", "--description", "Everyone", "--public"];
    const law = ["--opt-in", "single", "--basis", "public-task", "--purpose", "you work here"];
    const all = [...settings, ...law, "--welcome", file];
    expect(await change(...all)).toMatchObject({
      code: 0,
      lines: ["Changed: Harbour staff (staff): public, 0 people"],
    });
    expect((await change(...all)).lines).toEqual([
      "No change: Harbour staff (staff): public, 0 people",
    ]);
    expect(await getList(pipeline.table, "staff")).toMatchObject({
      description: "Everyone",
      optIn: "single",
      lawfulBasis: "public-task",
      purpose: "you work here",
      welcome: "Welcome.",
    });
    const archived = await change("--welcome", "", "--basis", "", "--archive", "--private");
    expect(archived.lines[0]).toMatch(
      /^Changed: Harbour staff \(staff\): private, .* archived on /,
    );
    const list = await getList(pipeline.table, "staff");
    expect([list?.welcome, list?.lawfulBasis, list?.purpose]).toEqual([
      undefined,
      undefined,
      "you work here",
    ]);
    expect((await change("--restore")).lines[0]).not.toContain("archived");
    for (const [options, says] of [
      [[], "Say what to change"],
      [["--name", ""], "--name must not be empty"],
      [["--basis", "fun"], "--basis must be one of consent, contract"],
      [["--opt-in", "triple"], "--opt-in must be single or double"],
      [["--public", "--private"], "Give only one of --public and --private"],
      [["--welcome", join(path, "none.txt")], "none.txt"],
    ] as const)
      await expect(change(...options)).rejects.toThrow(says);
  });

  it("lifts what keeps letters from an address, and says what Amazon SES's own list held", async () => {
    const path = await aTemporaryDirectory();
    const local = await startIn(path);
    const { pipeline } = local;
    const here = ["--data", path];
    await importList(pipeline, "board", colleagues(), { by: ann });
    const hash = addressHash("amina@example.org", pipeline.addressKey);
    const suppressAs = (reason: SuppressionReason, scope: Scope = "everywhere") =>
      suppress(pipeline.table, hash, { scope, reason, now: new Date() });
    await suppressAs("bounced");
    wholeSes(local).suppressed.set({ "amina@example.org": "BOUNCE" });
    const lift = ["lift", "Amina@example.org", "--reason", "They have a new mailbox."];
    expect(await run(...lift, ...here)).toMatchObject({
      code: 0,
      value: {
        kind: "lifted",
        was: { reason: "bounced" },
        ses: { kind: "listed", reason: "bounced" },
      },
    });
    await suppressAs("unsubscribed", { bulletin: "weekly" });
    expect(await run(...lift, ...here)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining("But they have left a part: add --bulletin weekly.")],
    });
    expect(await run(...lift, "--bulletin", "weekly", ...here)).toMatchObject({ code: 0 });
    await suppressAs("complained");
    expect(await run(...lift, ...here)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining("add --after-complaint")],
    });
    expect(await run(...lift, "--after-complaint", ...here)).toMatchObject({ code: 0 });
    await suppressAs("erased");
    expect(await run(...lift, "--after-complaint", ...here)).toMatchObject({
      code: 1,
      lines: ["Amina@example.org: this person was erased. That cannot be lifted."],
    });
    const unknown = ["lift", "nobody@example.org", "--reason", "x", ...here];
    expect(await run(...unknown)).toMatchObject({ code: 1 });
  });

  it("says what an import would do, imports, and undoes it", async () => {
    const path = await aTemporaryDirectory();
    const here = ["--data", path];
    await run("create", "staff", "--name", "Staff", ...here);
    const file = join(path, "people.csv");
    await writeFile(
      file,
      "Adresse,Vorname,Name,Titre\na@example.org,Ann,Lee,Dr\nb@example–x.org,,,\n",
    );
    const args = ["staff", file, "--map", "Adresse=email", ...here];
    const counts = { rows: 2, new: 1, changed: 0, unchanged: 0, leaving: 0, keptOut: 0, bad: 1 };
    const plan = await list(["import", ...args, "--dry-run", "--json"]);
    expect(plan.code).toBe(0);
    expect(JSON.parse(plan.out)).toEqual({ import: expect.any(String), ...counts });
    expect((await run("show", "staff", ...here)).lines).toEqual([
      "Staff (staff): private, 0 people",
    ]);

    const { value, lines } = await run("import", ...args);
    expect(value).toEqual({ import: expect.any(String), ...counts });
    expect(lines.join("\n")).toMatch(
      /Row 3: .*did you mean b@example-x.org.*\nIn the file, the column “Titre” is ignored/,
    );
    expect((await run("export", "staff", ...here)).printed).toContain("a@example.org,Ann Lee,");
    await writeFile(file, "email\nc@example.org\n");
    const replace = ["import", "staff", file, "--mode", "replace", ...here];
    expect(await run(...replace)).toMatchObject({
      code: 1,
      lines: [
        "Nothing was imported: 1 of 1 person would leave the list, and nobody has confirmed it. To confirm it, add --allow-leaving.",
      ],
    });
    const replaced = await run(...replace, "--allow-leaving");
    const id = (value: unknown) => (value as { import: string }).import;
    expect(replaced.value).toMatchObject({ new: 1, leaving: 1 });
    expect(await run("undo", id(value), ...here)).toMatchObject({ code: 1 });
    expect(await run("undo", id(replaced.value), ...here)).toMatchObject({ code: 0 });
    expect(await run("undo", id(value), ...here)).toMatchObject({ code: 0 });
    expect((await run("show", "staff", ...here)).lines).toEqual([
      "Staff (staff): private, 0 people",
    ]);
  });

  it.each<[string, string[], RegExp]>([
    ["a missing file", ["import", "staff"], /^Missing: FILE\./],
    [
      "another mode",
      ["import", "a", "b", "--mode", "add"],
      /^--mode must be "update" or "replace"/,
    ],
    ["a wrong map", ["import", "a", "b", "--map", "x=y"], /^--map: "x=y" does not name a field/],
    [
      "nothing",
      [],
      /^Say what to do: create, change, show, import, undo, export.*\.\nUsage: npm run list -- create LIST/,
    ],
    ["an unknown verb", ["rename"], /^There is no "rename"\./],
    ["an unknown option", ["show", "staff", "--all"], /^There is no option --all\./],
    ["another verb's option", ["show", "staff", "--name", "x"], /^--name does not belong to show/],
    ["no list", ["show"], /^Missing: LIST\./],
    ["two lists", ["show", "a", "b"], /^Unexpected argument "b"\./],
    ["no name", ["create", "staff"], /^Give the list a name: --name NAME\./],
    ["an empty name", ["create", "staff", "--name", " "], /^--name must not be empty\./],
    ["a bad id", ["create", "a b", "--name", "x"], /^The id "a b" of the list must be 1 to 60/],
    ["an id of the pages", ["create", "new", "--name", "x"], /must not be "new"/],
    ["no reason", ["lift", "a@example.org"], /^Say why, in 1 to 500 characters: --reason/],
    ["a bad address", ["lift", "amina@", "--reason", "x"], /^amina@: the part after the "@"/],
    ["two places", ["show", "a", "--stage", "prod", "--data", "x"], /Give only one of them\./],
    ["an unused directory", ["show", "a", "--data", "/nowhere"], /no pipeline has run in this/],
  ])("says what to do for %s", async (_name, args, words) => {
    await expect(run(...args)).rejects.toThrow(words);
    await expect(run(...args)).rejects.toBeInstanceOf(BadInput);
  });

  it("asks who still wants letters, and says what comes of it", async () => {
    const path = await aTemporaryDirectory();
    const { pipeline } = await startIn(path);
    const here = ["--data", path];
    await run("create", "staff", "--name", "Staff", ...here);
    await importList(pipeline, "staff", colleagues(), { by: ann });
    const asking = ["reconfirm", "staff", ...here];
    await expect(run(...asking)).rejects.toThrow("No bulletin uses the list staff.");
    const weekly = aBulletin({ id: "weekly", lists: ["staff"] });
    await putBulletin(pipeline.table, weekly, new Date(0), aDecision());
    await expect(run(...asking, "--days", "3")).rejects.toThrow("from 14 to 90");
    await expect(run(...asking, "--bulletin", "daily")).rejects.toThrow("There are weekly.");
    expect(await run(...asking, "--remove")).toMatchObject({ code: 1, value: { refused: "none" } });
    expect(await run(...asking, "--dry-run")).toMatchObject({ code: 0, value: { wouldAsk: 2 } });
    const begun = { list: "staff", phase: "asking", people: 2, confirmed: 0, notAsked: 2 };
    expect(await run(...asking)).toMatchObject({ code: 0, value: begun });
    await run(...asking);
    const on = { kind: "list", id: "staff" } as const;
    const deeds = (await listHistory(pipeline.table, on, 9)).map(({ what }) => what);
    expect(deeds.filter(what => what === "reconfirm-started")).toHaveLength(1);
    expect(await run(...asking, "--remove")).toMatchObject({
      code: 1,
      value: { refused: "too-early" },
    });
    // The last day was yesterday, and one of the two had the email a week ago.
    const known = await getReconfirmation(pipeline.table, "staff");
    if (!known) throw new Error("nothing was begun");
    const past = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const times = { startedAt: new Date().toISOString(), answerBy: past(1) };
    await changeReconfirmation(pipeline.table, known, { ...known, ...times });
    const [person] = await Array.fromAsync(listSubscriptions(pipeline.table, "staff"));
    const mark = { reconfirmation: known, subscriber: person?.id ?? "", email: "asked" } as const;
    const claimed = { at: past(7), claim: "claim" };
    await claimAsking(pipeline.table, mark, claimed);
    await settleAsking(pipeline.table, mark, { ...claimed, outcome: "accepted" });
    const dry = await run(...asking, "--remove", "--dry-run");
    expect(dry).toMatchObject({ code: 0, value: { people: 2, unanswered: 1, notAsked: 1 } });
    const removed = await run(...asking, "--remove");
    expect(removed).toMatchObject({ code: 0, value: { phase: "removed", removed: 1, people: 1 } });
  });
});
