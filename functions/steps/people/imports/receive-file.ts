import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noPeople } from "../../../core/people/imports/import.ts";
import { findHeader, headerRows } from "../../../core/people/rows/find-header.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import {
  type BadRow,
  changeImport,
  type StoredImport,
  storeBadRows,
  storeFirstRows,
} from "../../../store/people/imports.ts";
import type { Pipeline, UploadedFiles } from "../../pipeline.ts";
import { readCells, type TableOptions } from "../rows/read-cells.ts";
import { readColleagues } from "../rows/read-colleagues.ts";
import { readTable } from "../rows/read-table.ts";
import { UnreadableColleagues } from "../rows/unreadable-colleagues.ts";
import { isZip, keepRows } from "../rows/workbook/kept-rows.ts";

/** Bad rows that are kept with their reasons. The others are counted. */
const maxBadRows = 1_000;
/** The header and some rows, for a person to choose the columns. */
const first = { rows: 4, columns: 50, characters: 100 };

/**
 * Reads the file of an import as a person says. A file that cannot be read makes the import fail;
 * another choice may help. Returns undefined if another process has changed the import.
 */
export async function readReceived(
  pipeline: Pipeline,
  before: StoredImport,
): Promise<StoredImport | undefined> {
  const { table, now } = pipeline;
  const { id } = before;
  const { key, ...read } = await withFile(pipeline, before, path =>
    readOnce(pipeline, before, path),
  );
  const { rows, bad, ...found } = read;
  await storeFirstRows(table, id, { rows, now: now() });
  await storeBadRows(table, id, { from: 0, rows: bad, now: now() });
  const change: Partial<StoredImport> =
    found.kind === "table"
      ? { status: "checking", table: found.table, reason: undefined, words: undefined }
      : { status: "failed", table: undefined, reason: found.reason, words: [...found.words] };
  const fresh = { key, wanted: undefined, done: 0, people: noPeople, leaving: 0 };
  const stored = await changeImport(table, before, { ...change, ...fresh });
  // Only now nobody needs the workbook. If this dies before, the bucket deletes it after a week.
  if (stored && before.key !== undefined && key !== before.key)
    await filesOf(pipeline).remove(before.key);
  return stored;
}

/** Reads a file. Of a workbook, keeps the rows in the bucket, where the later parts read them. */
async function readOnce(pipeline: Pipeline, imported: StoredImport, path: string) {
  const options = optionsOf(imported);
  if (options.isKeptRows || !(await isZip(path)))
    return { ...(await tryTable(path, options)), key: imported.key };
  const key = `imports/${imported.id}/${keptRows}`;
  const rows = `${path}.rows`;
  try {
    await keepRows(readCells(path, options), rows);
  } catch (error) {
    if (!(error instanceof UnreadableColleagues)) throw error;
    return { ...unreadable(error), rows: [], key: imported.key };
  }
  await filesOf(pipeline).store(key, rows);
  return { ...(await tryTable(rows, { ...options, isKeptRows: true })), key };
}

/** The end of the key of rows that were read from a workbook. */
const keptRows = "workbook/rows.jsonl";

function optionsOf({ choice, key }: Pick<StoredImport, "choice" | "key">): TableOptions {
  const { map = {}, encoding } = choice ?? {};
  const isKeptRows = key?.endsWith(`/${keptRows}`) === true;
  return { map: new Map(Object.entries(map)), encoding, isKeptRows };
}

async function tryTable(path: string, options: TableOptions) {
  const rows = await readFirstRows(path, options);
  const bad: BadRow[] = [];
  try {
    const table = await readTable(path, options, {
      keep: () => {},
      see: row => {
        if (row.kind === "bad" && bad.length < maxBadRows)
          bad.push({ row: row.row, reason: row.reason });
      },
    });
    return { rows, bad, kind: "table", table } as const;
  } catch (error) {
    if (!(error instanceof UnreadableColleagues)) throw error;
    return { ...unreadable(error), rows };
  }
}

function unreadable(error: UnreadableColleagues) {
  const reason = { code: "file-unreadable", error: error.message } as const;
  return { bad: [], kind: "unreadable", reason, words: error.windows1252 } as const;
}

/** The header and the first rows after it; fewer if the file cannot be read so far. */
async function readFirstRows(path: string, options: TableOptions): Promise<string[][]> {
  const rows: string[][] = [];
  const short = (cell: string) => cell.slice(0, first.characters).toWellFormed();
  try {
    for await (const cells of readCells(path, options)) {
      if (cells.every(cell => cell.trim() === "")) continue;
      rows.push(cells.slice(0, first.columns).map(short));
      if (rows.length === headerRows + first.rows) break;
    }
  } catch (error) {
    if (!(error instanceof UnreadableColleagues)) throw error;
  }
  const { cells, next } = findHeader(rows, options.map);
  return rows.length === 0 ? [] : [[...cells], ...rows.slice(next)].slice(0, first.rows);
}

/** Yields the people of an import's file, in order. */
export async function* receivedPeople(
  pipeline: Pipeline,
  imported: StoredImport,
): AsyncGenerator<Profile> {
  const directory = await mkdtemp(join(tmpdir(), "import-"));
  try {
    const path = await fetchFile(pipeline, imported, directory);
    for await (const row of readColleagues(path, optionsOf(imported)))
      if (row.kind === "colleague") yield row.colleague;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function withFile<Result>(
  pipeline: Pipeline,
  imported: StoredImport,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "import-"));
  try {
    return await work(await fetchFile(pipeline, imported, directory));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function fetchFile(
  pipeline: Pipeline,
  { key = "" }: StoredImport,
  directory: string,
): Promise<string> {
  const path = join(directory, "file");
  await filesOf(pipeline).fetch(key, path);
  return path;
}

export function filesOf({ files }: Pipeline): UploadedFiles {
  if (files) return files;
  throw new Error("This function reads no files of imports: see infra/constructs/permissions.ts.");
}
