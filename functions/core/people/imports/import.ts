import * as z from "zod";
import { count, exactText, instant, itemId, type Read } from "../../text/schema-parts.ts";
import { listId } from "../list.ts";
import { columnFields } from "../rows/column-names.ts";
import { textEncodings } from "../rows/text-encoding.ts";
import { suppressionReasonSchema } from "../suppression.ts";
import { importReason, undoDays } from "./import-reason.ts";

/** "update": adds and updates people. "replace": takes everyone else off the list as well. */
export const importModes = ["update", "replace"] as const;
export type ImportMode = (typeof importModes)[number];

/**
 * checking → checked → applying → applied → undoing → undone. Every step before "applied" may fail,
 * and be tried again. "stopped": it would change nothing any more.
 */
export const importStatuses = [
  "checking",
  "checked",
  "applying",
  "applied",
  "undoing",
  "undone",
  "failed",
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** What an import does, or would do. Each row counts once; repeated rows only in `rows`. */
export const importCounts = z.object({
  /** The rows of the file below its header. */
  rows: count,
  /** People who are not on the list yet. */
  new: count,
  changed: count,
  unchanged: count,
  /** People on the list who are not in the file, and leave it in the mode "replace". */
  leaving: count,
  /** People in the file who get no letters. */
  keptOut: count,
  bad: count,
});
export type ImportCounts = Read<typeof importCounts>;

/** The people of an import, without those who leave. */
export const peopleCounts = z.object({
  new: count,
  changed: count,
  unchanged: count,
  keptOut: count,
  /** Changed values by field. */
  fields: z.object({ name: count, salutation: count, language: count }),
  reasons: z.partialRecord(suppressionReasonSchema, count),
});
export type PeopleCounts = Read<typeof peopleCounts>;

export const noPeople: PeopleCounts = {
  new: 0,
  changed: 0,
  unchanged: 0,
  keptOut: 0,
  fields: { name: 0, salutation: 0, language: 0 },
  reasons: {},
};

/** What the file has. */
export const tableSummary = z.object({
  rows: count,
  /** People, each once. */
  people: count,
  bad: count,
  repeated: count,
  /** A hash of the people, in order. */
  hash: exactText,
  header: z.array(exactText),
  /** The column of each field. */
  columns: z.partialRecord(z.enum(columnFields), count),
  ignored: z.array(exactText),
  greetings: z.object({
    own: count,
    none: count,
    unusable: count,
    examples: z.object({ own: z.array(exactText), unusable: z.array(exactText) }),
  }),
});
export type TableSummary = Read<typeof tableSummary>;

/** How a person says that a file is to be read. `map`: by header. */
export const tableChoice = z.object({
  map: z.record(exactText, z.enum([...columnFields, "ignore"])),
  encoding: z.enum(textEncodings).optional(),
});
export type TableChoice = Read<typeof tableChoice>;

export const importSchema = z.object({
  id: itemId,
  list: listId,
  mode: z.enum(importModes),
  status: z.enum(importStatuses),
  /** The key of the file in the bucket, until the import is applied. */
  key: exactText.optional(),
  /** What a person has decided and nobody has begun to do. */
  wanted: z.enum(["read", "apply", "undo"]).optional(),
  /** The name of the file, as its owner wrote it. */
  file: exactText.max(300),
  at: instant,
  /** Each stored change gives a new version. */
  version: z.int().positive(),
  table: tableSummary.optional(),
  /** How a person says that the file is to be read. */
  choice: tableChoice.optional(),
  /** Some words of the file as Windows-1252 has them, if it is not UTF-8. */
  words: z.array(exactText).optional(),
  /** How many people of the file, in order, are done with in the present status. */
  done: count,
  /** While people leave: the last person of the list who is done with. */
  cursor: exactText.optional(),
  people: peopleCounts,
  leaving: count,
  /** The people on the list before the import. */
  listed: count.optional(),
  appliedAt: instant.optional(),
  /** The import of the list that was applied before this one. */
  previous: itemId.optional(),
  reason: importReason.optional(),
});
export type Import = Read<typeof importSchema>;

export function countsOf({ table, people, leaving, mode }: Import): ImportCounts {
  return {
    rows: table?.rows ?? 0,
    new: people.new,
    changed: people.changed,
    unchanged: people.unchanged,
    leaving: mode === "replace" ? leaving : 0,
    keptOut: people.keptOut,
    bad: table?.bad ?? 0,
  };
}

/** Whether so many would leave the list that a person must confirm it: more than a tenth. */
export function isLargeLeaving({
  leaving,
  listed = 0,
}: Pick<Import, "leaving" | "listed">): boolean {
  return leaving * 10 > listed;
}

/** Until when an applied import can be undone. */
export function undoUntil({ appliedAt = "" }: Pick<Import, "appliedAt">): Date {
  return new Date(Date.parse(appliedAt) + undoDays * 86_400_000);
}

export function addPeople(a: PeopleCounts, b: PeopleCounts): PeopleCounts {
  const reasons = { ...a.reasons };
  for (const [reason, people] of Object.entries(b.reasons) as [keyof typeof reasons, number][])
    reasons[reason] = (reasons[reason] ?? 0) + people;
  return {
    new: a.new + b.new,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    keptOut: a.keptOut + b.keptOut,
    fields: {
      name: a.fields.name + b.fields.name,
      salutation: a.fields.salutation + b.fields.salutation,
      language: a.fields.language + b.fields.language,
    },
    reasons,
  };
}
