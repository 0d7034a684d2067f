import * as z from "zod";
import { pastActorSchema } from "./actor.ts";

/** What an actor did. */
export const deeds = [
  "entry-added",
  "entry-saved",
  "entry-moved",
  "entry-deleted",
  /** Its deletion was undone. */
  "entry-restored",
  /** Its edition was stopped before anyone was mailed, so it is a draft again. */
  "entry-returned",
  "bulletin-saved",
  /** An editor chose the subject of a date's letter, or the usual one again. */
  "subject-changed",
  "bulletin-paused",
  "bulletin-resumed",
  "bulletin-archived",
  "bulletin-restored",
  "bulletin-deleted",
  "image-added",
  /** The words that say what it shows. */
  "image-described",
  "image-deleted",
  /** A second member agreed to weaker rules of approval, or did not. */
  "rules-confirmed",
  "rules-refused",
  /** The edition of a slot was opened: by its approver, with the approved hash, or by the clock. */
  "edition-opened",
  /** The letter was rendered and frozen under a hash. */
  "edition-composed",
  "edition-held",
  /** Its letter was put to the approvers, for its date. */
  "edition-proposed",
  "edition-approved",
  /** What is sent has changed, so the approval has ended. */
  "approval-ended",
  "changes-wanted",
  /** It was taken back in its undo window. */
  "edition-undone",
  /** It is not sent, and its entries go to the next edition. */
  "edition-skipped",
  "edition-resumed",
  /** A correction of its letter was begun. */
  "edition-corrected",
  "edition-stopped",
  "sent-again",
  "assumed-delivered",
  /** To one person, at a corrected address. */
  "sent-to-corrected",
  "list-created",
  "list-changed",
  "list-archived",
  "list-restored",
  "list-imported",
  "import-undone",
  /** The people on a list are asked whether they still want its letters. */
  "reconfirm-started",
  "reconfirm-stopped",
  /** The people who did not answer are taken off the list. */
  "reconfirm-removed",
  /** A person was put on a list, or taken off it, one by one. */
  "person-added",
  "person-removed",
  /** Their name, salutation, address or language. */
  "person-changed",
  "unsubscribed",
  /** A person who had left wants letters again. */
  "came-back",
  /** A person joined a list themself. */
  "joined",
  /** A person on a list said that they still want its letters. */
  "reconfirmed",
  "preferences-changed",
  "suppressed",
  "suppression-lifted",
  "erased",
  /** Someone was given roles. */
  "member-added",
  /** Someone who was added by address has signed in, and got their roles. */
  "member-joined",
  "member-removed",
  /** After a restore from a backup, a person let the clock go on. */
  "clock-restarted",
] as const;
export type Deed = (typeof deeds)[number];

/** What a history belongs to. An entry's id is unique in its bulletin alone: see `entrySubject`. */
export const subjectSchema = z.object({
  kind: z.enum(["bulletin", "entry", "edition", "list", "subscriber", "member", "clock"]),
  id: z.string().min(1),
});
export type Subject = Readonly<z.infer<typeof subjectSchema>>;

export function entrySubject(bulletin: string, id: string): Subject {
  return { kind: "entry", id: `${bulletin}/${id}` };
}

export function editionSubject(id: string): Subject {
  return { kind: "edition", id };
}

/** A field's value before and after. A field without a value has none. */
const difference = z.object({ before: z.unknown(), after: z.unknown() });
export type Differences = Readonly<Record<string, { before?: unknown; after?: unknown }>>;

export const historyItemSchema = z.object({
  /** A ULID: items sort by time. */
  id: z.string(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  by: pastActorSchema,
  what: z.enum(deeds),
  on: subjectSchema,
  /** The hash of the content that the decision was about. */
  hash: z.string().optional(),
  changes: z.record(z.string(), difference.partial()).optional(),
  /**
   * Changes of a subscriber's own values: name, address and the like. Only in the history of that
   * subscriber, where an erasure finds and removes them.
   */
  personal: z.record(z.string(), difference.partial()).optional(),
});

/** One decision: who, what, when, on what. Never changes, except that an erasure removes `personal`. */
export type HistoryItem = Readonly<z.infer<typeof historyItemSchema>>;

/** Returns the fields that differ, with both values. A missing value equals undefined. */
export function differencesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Differences {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differing = [...names].filter(name => canonical(before[name]) !== canonical(after[name]));
  return Object.fromEntries(
    differing.map(name => [name, { before: before[name], after: after[name] }]),
  );
}

/** JSON with sorted keys: the same text for the same value. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
