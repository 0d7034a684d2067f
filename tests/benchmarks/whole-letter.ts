import { spawn } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline as streamTo } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { csvLine } from "../../functions/core/text/csv-line.ts";
import { asNpmDoes } from "../programs.ts";
import { peopleBetween } from "./people.ts";
import { watchFamily } from "./watch-family.ts";

/** What `npm run letter` takes, from the CSV file to the account. */
export type WholeLetterFigures = {
  readonly people: number;
  readonly seconds: number;
  /** From the first letter that SES accepted to the last one. */
  readonly lettersPerSecond: number;
  /** Microseconds of a processor for each letter, of all processes. */
  readonly cpuPerLetter: number;
  /** The most that all processes held at a time, without the system's cache of files. */
  readonly peakMegabytes: number;
};
export type ProcessRow = { readonly process: string; readonly cpuPerLetter: number };

const root = fileURLToPath(new URL("../../", import.meta.url));
const letter = "docs/examples/winter-clinics.md";
const account = z.object({ accepted: z.number(), delivered: z.number() });

/** Runs the whole command, as people run it, and looks at all its processes. Needs /proc. */
export async function benchWholeLetter(
  people: number,
): Promise<{ figures: WholeLetterFigures; rows: ProcessRow[] }> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-letter-"));
  try {
    const list = join(directory, "colleagues.csv");
    await streamTo(linesOf(people), createWriteStream(list));
    const given = ["--to", list, "--data", join(directory, "data"), "--json"];
    const began = performance.now();
    const child = spawn(process.execPath, [...asNpmDoes("letter"), letter, ...given], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const family = watchFamily(child.pid ?? 0);
    let printed = "";
    for await (const part of child.stdout) printed += part;
    const seconds = (performance.now() - began) / 1_000;
    const { processes, peakBytes } = family.stop();
    const { accepted, delivered } = account.parse(JSON.parse(printed));
    if (accepted !== people || delivered !== people)
      throw new Error(`of ${people} people: ${printed}`);
    const rows = processes.map(({ name, cpuMs }) => ({
      process: name,
      cpuPerLetter: Math.round((cpuMs * 1_000) / people),
    }));
    const figures = {
      people,
      seconds: Math.round(seconds * 10) / 10,
      lettersPerSecond: Math.round((people * 1_000) / (await sendingMs(directory))),
      cpuPerLetter: rows.reduce((sum, row) => sum + row.cpuPerLetter, 0),
      peakMegabytes: Math.round(peakBytes / 1_000_000),
    };
    return { figures, rows };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const acceptedLine = z.object({ at: z.number() });

/** Reads when SES accepted letters: its journal has a line for each, and a mark at its end. */
async function sendingMs(directory: string): Promise<number> {
  const span = { first: Number.POSITIVE_INFINITY, last: 0 };
  const lines = createReadStream(join(directory, "data", "ses", "journal.jsonl"));
  for await (const line of createInterface(lines)) {
    const accepted = acceptedLine.safeParse(JSON.parse(line)).data;
    if (!accepted) continue;
    span.first = Math.min(span.first, accepted.at);
    span.last = Math.max(span.last, accepted.at);
  }
  return span.last - span.first;
}

async function* linesOf(people: number): AsyncGenerator<string> {
  yield csvLine(["Email", "Name", "Salutation"]);
  for await (const { email, name = "", salutation = "" } of peopleBetween(0, people))
    yield csvLine([email, name, salutation]);
}
