import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { Colleague } from "../../functions/core/colleague.ts";
import { readLetterFile } from "../../functions/core/letter-file.ts";
import { refusedBySes } from "../../functions/core/mailbox.ts";
import { previewLetter, type SingleLetter, singleLetter } from "../../functions/core/single-letter.ts";
import { openDirectory } from "./directory.ts";
import { endWithParent } from "./end-with-parent.ts";
import { freePort } from "./free-port.ts";
import { startLocalPipeline, writeEndpoints } from "./local-pipeline.ts";
import { createLog } from "./log.ts";
import { createProgressLine } from "./progress-line.ts";
import { readColleagues, UnreadableColleagues } from "./read-colleagues.ts";
import { type Sent, sendLetter } from "./send-letter.ts";
import { startSite } from "./site.ts";

const usage = "Usage: npm run letter -- LETTER --to colleagues.csv [--data DIR] [--json] [--skip-bad-rows]";

/** What is wrong with what was given: a line for each thing, for the person who gave it. */
class BadInput extends Error {
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

type Arguments = { readonly letter: string; readonly to: string; readonly data: string; readonly json: boolean; readonly skipBadRows: boolean };

function readArguments(args: readonly string[]): Arguments {
  const options = { to: { type: "string" }, data: { type: "string", default: ".letter" }, json: { type: "boolean", default: false }, "skip-bad-rows": { type: "boolean", default: false } } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new BadInput(error instanceof Error ? error.message : String(error), usage);
  }
  const { values, positionals } = parsed;
  const [letter, ...others] = positionals;
  if (letter === undefined) throw new BadInput("No letter is named.", usage);
  if (others.length > 0) throw new BadInput(`One letter at a time: what is "${others[0]}"?`, usage);
  if (values.to === undefined) throw new BadInput("It is not said to whom: --to names a CSV file of colleagues.", usage);
  return { letter, to: values.to, data: values.data, json: values.json, skipBadRows: values["skip-bad-rows"] };
}

async function readLetter(path: string, warn: (line: string) => void): Promise<SingleLetter> {
  const result = readLetterFile(await readFile(path).catch(error => unreadable(path, error)));
  if (result.kind === "invalid") throw new BadInput(...result.problems.map(problem => `${path}: ${problem}.`));
  for (const warning of result.warnings) warn(`${path}: ${warning}.`);
  const letter = singleLetter(result.file, new Date());
  const composed = previewLetter(letter);
  if (composed.kind === "letter") return letter;
  const how = {
    subject: 'it has no subject: begin it with the lines "---", "subject: …" and "---"',
    signatory: 'it has no signatory: end it with a sign-off such as "Yours sincerely," and below it the name, or say "signatory: …" in the front matter',
    words: "it has no text",
  };
  throw new BadInput(...composed.missing.map(part => `${path}: ${how[part]}.`));
}

function unreadable(path: string, error: NodeJS.ErrnoException): never {
  if (error.code === "ENOENT") throw new BadInput(`${path}: there is no such file.`);
  if (error.code === "EISDIR") throw new BadInput(`${path}: it is a directory, not a file.`);
  if (error.code === "EACCES") throw new BadInput(`${path}: it may not be read.`);
  throw error;
}

/** Most rows that are told one by one. */
const mostTold = 20;

/** Reads the whole list once before anything is sent: how many colleagues, and what names its content. */
async function checkColleagues(path: string, skipBadRows: boolean, say: (line: string) => void): Promise<{ count: number; version: string }> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path).on("error", () => {})) hash.update(chunk as Buffer);
  const told = { bad: [] as string[], repeated: [] as string[], refused: [] as string[] };
  const counts = { bad: 0, repeated: 0, refused: 0, good: 0 };
  const tell = (kind: keyof typeof told, line: string) => {
    if (++counts[kind] <= mostTold) told[kind].push(line);
  };
  for await (const row of readColleagues(path)) {
    if (row.kind === "bad") tell("bad", `${path}, row ${row.row}: ${row.reason}.`);
    else if (row.kind === "repeated") tell("repeated", `${path}, row ${row.row}: the address stands in row ${row.first} already; it gets one letter.`);
    else {
      counts.good++;
      const refusal = refusedBySes(row.colleague.email);
      if (refusal !== undefined) tell("refused", `${path}, row ${row.row}: ${refusal}. It will be rejected.`);
    }
  }
  for (const kind of ["bad", "repeated", "refused"] as const) {
    for (const line of told[kind]) say(line);
    if (counts[kind] > mostTold) say(`${path}: and ${counts[kind] - mostTold} more such rows.`);
  }
  if (counts.bad > 0 && !skipBadRows) {
    throw new BadInput(`${path}: ${rows(counts.bad)} cannot be written to. Nothing was sent. Mend the file, or add --skip-bad-rows to send to the other ${counts.good}.`);
  }
  if (counts.good === 0) throw new BadInput(`${path}: it names nobody to write to.`);
  return { count: counts.good, version: hash.digest("hex") };
}

function rows(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

async function* goodColleagues(path: string): AsyncGenerator<Colleague> {
  for await (const row of readColleagues(path)) if (row.kind === "colleague") yield row.colleague;
}

async function run(args: readonly string[]): Promise<number> {
  const progress = createProgressLine(process.stderr, Date.now);
  const given = readArguments(args);
  const letter = await readLetter(given.letter, progress.say);
  await readFile(given.to, { flag: "r" }).catch(error => unreadable(given.to, error));
  const list = await checkColleagues(given.to, given.skipBadRows, progress.say).catch(error => {
    throw error instanceof UnreadableColleagues ? new BadInput(`${given.to}: ${error.message}.`) : error;
  });
  const directory = await openDirectory(given.data);
  if (!directory) throw new BadInput(`${given.data}: another run is at work in it. Wait for its end, or name another directory with --data.`);
  const log = createLog(join(directory.path, "pipeline.log"));
  let stopping = false;
  process.once("SIGINT", () => {
    stopping = true;
    progress.say("Stopping after the letters under way. The same command goes on from there.");
  });
  const port = await freePort(3000);
  const local = await startLocalPipeline(directory, { siteUrl: `http://localhost:${port}`, log: log.write });
  const site = await startSite(local, port);
  try {
    writeEndpoints(directory, local);
    const sent = await sendLetter(local, {
      letter,
      colleagues: () => goodColleagues(given.to),
      listVersion: list.version,
      onImport: imported => progress.show("Listing", imported, list.count),
      onAccount: (_, account) => progress.show("Sending", account.audience - account.pending, Math.max(account.audience, list.count)),
      stopped: () => stopping,
    });
    progress.end();
    const outbox = join(given.data, "outbox");
    report(sent, outbox, given.json, progress.say);
    if (stopping) return 130;
    return sent.account.pending + sent.account.rejected + sent.account.uncertain === 0 && sent.account.audience > 0 ? 0 : 1;
  } finally {
    await site.stop();
    await local.stop();
    log.close();
    directory.release();
  }
}

function report({ edition, account }: Sent, outbox: string, json: boolean, say: (line: string) => void): void {
  const { audience, accepted, delivered, suppressed, rejected, uncertain, pending } = account;
  if (edition.status === "held") say(`Held: ${edition.reason}`);
  if (json) {
    console.log(JSON.stringify({ edition: edition.id, audience, accepted, delivered, suppressed, rejected, uncertain, pending, outbox: relative("", outbox) || outbox }));
    return;
  }
  const lines: [string, number | string][] = [
    ["edition", edition.id],
    ["audience", audience],
    ["accepted", accepted],
    ["  delivered", delivered],
    ["suppressed", suppressed],
    ["rejected", rejected],
    ["uncertain", uncertain],
    ["pending", pending],
    ["outbox", outbox],
  ];
  for (const [word, figure] of lines) console.log(`${word.padEnd(12)} ${typeof figure === "number" ? figure.toLocaleString("en") : figure}`);
}

endWithParent();
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  for (const line of error.lines) console.error(line);
  process.exitCode = 2;
}
