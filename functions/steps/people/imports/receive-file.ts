import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "../../../core/access/actor.ts";
import { noPeople, type TableChoice } from "../../../core/people/imports/import.ts";
import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import {
  type BadRow,
  changeImport,
  getImport,
  readStoredFile,
  type StoredImport,
  storeBadRows,
  storeFile,
  storeFirstRows,
} from "../../../store/people/imports.ts";
import type { Pipeline } from "../../pipeline.ts";
import { readCells, type TableOptions } from "../rows/read-cells.ts";
import { readColleagues } from "../rows/read-colleagues.ts";
import { readTable } from "../rows/read-table.ts";
import { UnreadableColleagues } from "../rows/unreadable-colleagues.ts";
import { beginImport } from "./begin-import.ts";

export type ReceivedFile = {
  readonly list: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly by: Actor;
};

/** Bad rows that are kept with their reasons. The others are counted. */
const maxBadRows = 1_000;
/** The header and some rows, for a person to choose the columns. */
const first = { rows: 4, columns: 50, characters: 100 };

/** Begins an import with a file that a person has given, and reads it. */
export async function receiveFile(
  pipeline: Pipeline,
  { list, name, bytes, by }: ReceivedFile,
): Promise<
  | { readonly kind: "received"; readonly import: StoredImport }
  | { readonly kind: "refused"; readonly reason: ImportReason }
> {
  const begun = await beginImport(pipeline, { list, mode: "update", file: name, by });
  if (begun.kind === "refused") return begun;
  const { id } = begun.import;
  await storeFile(pipeline.table, id, { bytes, now: pipeline.now() });
  return { kind: "received", import: await readReceived(pipeline, begun.import, { map: {} }) };
}

/**
 * Reads the file of an import as a person says. A file that cannot be read makes the import fail;
 * another choice may help.
 */
export async function readReceived(
  pipeline: Pipeline,
  before: StoredImport,
  choice: TableChoice,
): Promise<StoredImport> {
  const { table, now } = pipeline;
  const read = await withFile(pipeline, before.id, path => tryTable(path, optionsOf(choice)));
  const { rows, bad, ...found } = read;
  await storeFirstRows(table, before.id, { rows, now: now() });
  await storeBadRows(table, before.id, { from: 0, rows: bad, now: now() });
  const change: Partial<StoredImport> =
    found.kind === "table"
      ? { status: "checking", table: found.table, reason: undefined, words: undefined }
      : { status: "failed", table: undefined, reason: found.reason, words: [...found.words] };
  const next = await changeImport(table, before, {
    ...change,
    choice,
    done: 0,
    people: noPeople,
    leaving: 0,
  });
  return next ?? (await getImport(table, before.id)) ?? before;
}

function optionsOf({ map, encoding }: TableChoice): TableOptions {
  return { map: new Map(Object.entries(map)), encoding };
}

type Tried = {
  readonly rows: readonly (readonly string[])[];
  readonly bad: readonly BadRow[];
};

async function tryTable(path: string, options: TableOptions) {
  const tried: Tried = { rows: await firstRows(path, options), bad: [] };
  const bad: BadRow[] = [];
  try {
    const table = await readTable(path, options, {
      keep: () => {},
      see: row => {
        if (row.kind === "bad" && bad.length < maxBadRows)
          bad.push({ row: row.row, reason: row.reason });
      },
    });
    return { ...tried, bad, kind: "table", table } as const;
  } catch (error) {
    if (!(error instanceof UnreadableColleagues)) throw error;
    const reason = { code: "file-unreadable", error: error.message } as const;
    return { ...tried, kind: "unreadable", reason, words: error.windows1252 } as const;
  }
}

/** The first rows with words in them; fewer if the file cannot be read so far. */
async function firstRows(path: string, options: TableOptions): Promise<string[][]> {
  const rows: string[][] = [];
  try {
    for await (const cells of readCells(path, options)) {
      if (cells.every(cell => cell.trim() === "")) continue;
      rows.push(
        cells.slice(0, first.columns).map(cell => cell.slice(0, first.characters).toWellFormed()),
      );
      if (rows.length === first.rows) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableColleagues)) throw error;
  }
  return rows;
}

/** Yields the people of an import's file, in order. */
export async function* receivedPeople(
  pipeline: Pipeline,
  { id, choice = { map: {} } }: StoredImport,
): AsyncGenerator<Profile> {
  const directory = await mkdtemp(join(tmpdir(), "import-"));
  try {
    const path = await writeReceived(pipeline, id, directory);
    for await (const row of readColleagues(path, optionsOf(choice)))
      if (row.kind === "colleague") yield row.colleague;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function withFile<Result>(
  pipeline: Pipeline,
  id: string,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "import-"));
  try {
    return await work(await writeReceived(pipeline, id, directory));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function writeReceived({ table }: Pipeline, id: string, directory: string): Promise<string> {
  const path = join(directory, "file");
  const bytes = await readStoredFile(table, id);
  await writeFile(path, bytes ?? new Uint8Array(), { mode: 0o600 });
  return path;
}
