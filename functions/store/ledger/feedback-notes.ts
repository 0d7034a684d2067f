import { type FeedbackNote, feedbackNote } from "../../core/ledger/feedback-note.ts";
import { getItems } from "../batch-requests.ts";
import { type Item, type Key, type Table, updateItem } from "../table.ts";

export const notesKey = (edition: string, batch: string): Key => ({
  PK: `EDITION#${edition}`,
  SK: `NOTES#${batch}`,
});

/**
 * SES's feedback on a batch's positions.
 * Most batches have few notes or none: a delivery leaves no note.
 */
export type NotesByPosition = ReadonlyMap<number, readonly FeedbackNote[]>;

/**
 * Stores notes of a batch's positions, in an own item:
 * servers may send long texts, and progress and messages must stay small.
 */
export async function keepNotes(
  table: Table,
  edition: string,
  batch: string,
  notes: readonly { readonly position: number; readonly note: FeedbackNote }[],
): Promise<void> {
  if (notes.length === 0) return;
  const byPosition = Map.groupBy(notes, ({ position }) => position);
  const kept = [...byPosition].map(
    ([position, these]) =>
      [position, new Set(these.map(({ note }) => JSON.stringify(note)))] as const,
  );
  const stored = updateItem(table, notesKey(edition, batch), {
    // Sets: an event that arrives twice changes nothing.
    UpdateExpression: `ADD ${kept.map(([position]) => `p${position} :${position}`).join(", ")}`,
    values: Object.fromEntries(kept.map(([position, set]) => [`:${position}`, set])),
  });
  // A server may explain each delay in other words. What the first notes say is enough, and the events are recorded.
  await stored.catch(error => {
    if (
      !(
        error instanceof Error &&
        error.name === "ValidationException" &&
        /item size/i.test(error.message)
      )
    )
      throw error;
  });
}

/** Returns the notes of many batches, by batch. */
export async function getNotesOf(
  table: Table,
  edition: string,
  batches: readonly string[],
): Promise<Map<string, NotesByPosition>> {
  const items = await getItems(
    table,
    batches.map(batch => notesKey(edition, batch)),
  );
  return new Map(items.map(item => [String(item.SK).slice("NOTES#".length), readNotes(item)]));
}

/**
 * Reads an item of a batch's notes, earliest first.
 * Skips notes of a later version that this one cannot read.
 */
export function readNotes(item: Item): NotesByPosition {
  const notes = new Map<number, FeedbackNote[]>();
  for (const [name, value] of Object.entries(item)) {
    if (!(value instanceof Set)) continue;
    const read = [...value].flatMap(
      text => feedbackNote.safeParse(JSON.parse(String(text))).data ?? [],
    );
    notes.set(
      Number(name.slice(1)),
      read.sort((a, b) => a.at - b.at),
    );
  }
  return notes;
}
