import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Colleague } from "../../functions/core/colleague.ts";
import { readLetterFile } from "../../functions/core/letter-file.ts";
import { previewLetter, type SingleLetter, singleLetter } from "../../functions/core/single-letter.ts";
import { BadInput, refusedBySystem } from "./bad-input.ts";
import { checkColleagues } from "./check-colleagues.ts";
import { type Directory, openDirectory } from "./directory.ts";
import { endWithParent } from "./end-with-parent.ts";
import { freePort } from "./free-port.ts";
import { readLetterArguments } from "./letter-arguments.ts";
import { startLocalPipeline, writeEndpoints } from "./local-pipeline.ts";
import { createLog } from "./log.ts";
import { createProgressLine } from "./progress-line.ts";
import { readColleagues } from "./read-colleagues.ts";
import { accountAsJson, accountAsText } from "./say-account.ts";
import { sendLetter } from "./send-letter.ts";
import { type Site, startSite } from "./site.ts";

const whatToDo = {
  subject: 'it has no subject: begin it with the lines "---", "subject: …" and "---"',
  signatory:
    'it has no signatory: end it with a sign-off such as "Yours sincerely," and below it the name, or say "signatory: …" in the front matter',
  words: "it has no text",
};

async function readLetter(path: string, warn: (line: string) => void): Promise<{ letter: SingleLetter; subject: string }> {
  const bytes = await readFile(path).catch(error => {
    throw refusedBySystem(path, error);
  });
  const result = readLetterFile(bytes);
  if (result.kind === "invalid") throw new BadInput(...result.problems.map(problem => `${path}: ${problem}.`));
  for (const warning of result.warnings) warn(`${path}: ${warning}.`);
  const letter = singleLetter(result.file, new Date());
  const composed = previewLetter(letter);
  if (composed.kind === "letter") return { letter, subject: composed.letter.subject };
  throw new BadInput(...composed.missing.map(part => `${path}: ${whatToDo[part]}.`));
}

async function* goodColleagues(path: string): AsyncGenerator<Colleague> {
  for await (const row of readColleagues(path)) if (row.kind === "colleague") yield row.colleague;
}

async function takeDirectory(path: string): Promise<Directory> {
  const directory = await openDirectory(path).catch(error => {
    throw refusedBySystem(path, error);
  });
  if (directory) return directory;
  throw new BadInput(`${path}: another run is at work in it. Wait for its end, or name another directory with --data.`);
}

/** Does what the command line says; gives the exit code. */
async function run(args: readonly string[]): Promise<number> {
  const progress = createProgressLine(process.stderr, Date.now);
  const given = readLetterArguments(args);
  const { letter, subject } = await readLetter(given.letter, progress.say);
  const list = await checkColleagues(given.to, given.skipBadRows, progress.say);
  const directory = await takeDirectory(given.data);
  progress.say(`“${subject}” to ${list.count === 1 ? "1 colleague" : `${list.count.toLocaleString("en")} colleagues`}`);
  const log = createLog(join(directory.path, "pipeline.log"));
  let stopping = false;
  process.once("SIGINT", () => {
    stopping = true;
    progress.say("Stopping after the letters under way. The same command goes on from there.");
  });
  const port = await freePort(3000);
  const local = await startLocalPipeline(directory, { siteUrl: `http://localhost:${port}`, log: log.write });
  let site: Site | undefined;
  try {
    site = await startSite(local, port);
    writeEndpoints(directory, local);
    const sent = await sendLetter(local, {
      letter,
      colleagues: () => goodColleagues(given.to),
      listVersion: list.version,
      onImport: imported => progress.show("Listing", imported, list.count),
      onAccount: (_, account) =>
        progress.show("Sending", account.audience - account.pending, Math.max(account.audience, list.count)),
      stopped: () => stopping,
    });
    progress.end();
    if (sent.edition.status === "held") progress.say(`Held: ${sent.edition.reason}`);
    const outbox = join(given.data, "outbox");
    console.log((given.json ? accountAsJson : accountAsText)(sent, outbox));
    if (stopping) return 130;
    return sent.account.pending + sent.account.rejected + sent.account.uncertain === 0 && sent.account.audience > 0 ? 0 : 1;
  } finally {
    await site?.stop();
    await local.stop();
    log.close();
    directory.release();
  }
}

endWithParent();
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  for (const line of error.lines) console.error(line);
  process.exitCode = 2;
}
