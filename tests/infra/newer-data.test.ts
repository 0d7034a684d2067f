import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readVersion, tableVersion } from "../../functions/store/data-version.ts";
import { putItem } from "../../functions/store/table.ts";
import { BadInput } from "../../infra/cli/bad-input.ts";
import { runTeam } from "../../infra/commands/team.ts";
import { openDirectory } from "../../infra/local/directory.ts";
import { writeEndpoints } from "../../infra/local/endpoints.ts";
import { startLocalPipeline } from "../../infra/local/local-pipeline.ts";
import { aTemporaryDirectory, run } from "./a-process.ts";

const letter = "---\nsubject: Winter\nsignatory: Ada King\n---\n\nThe clinics open at seven.\n";

it("stops npm start, npm run letter and npm run team with one sentence in a directory of newer code, and sends nothing", async () => {
  const data = await aTemporaryDirectory();
  const directory = await openDirectory(data);
  if (!directory) throw new Error("a new directory is taken");
  const local = await startLocalPipeline(directory, { siteUrl: "http://here", log: () => {} });
  const { table } = local.pipeline;
  expect(await readVersion(table)).toBe(tableVersion);
  await putItem(table, { PK: "VERSION", SK: "VERSION", version: tableVersion + 1 });
  writeEndpoints(directory, local);
  await local.stop();
  directory.release();

  const elsewhere = await aTemporaryDirectory();
  const [file, list] = [join(elsewhere, "letter.md"), join(elsewhere, "colleagues.csv")];
  writeFileSync(file, letter);
  writeFileSync(list, "email\nada@example.org\n");
  const sentence = `The table ${table.name} has items of version ${tableVersion + 1}, and this code reads items up to version ${tableVersion}: use the newer version of Dear Colleague again, or another directory (--data).`;
  for (const running of [
    () => run("start", "--data", data),
    () => run("letter", file, "--to", list, "--data", data),
  ]) {
    const { ended, output } = running();
    expect(await ended).toBe(2);
    const said = output().split("\n");
    expect(said.filter(line => line.includes("version"))).toEqual([sentence]);
    expect(output(), "a stack trace is no sentence").not.toMatch(/^\s+at /m);
  }
  await expect(runTeam(["show", "--data", data])).rejects.toThrow(new BadInput(sentence));
  expect(readdirSync(join(data, "outbox")).filter(name => name.endsWith(".eml"))).toEqual([]);
});
