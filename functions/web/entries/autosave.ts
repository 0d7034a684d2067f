import type { Context } from "hono";
import type { Entry } from "../../core/bulletins/entry.ts";
import type { FieldProblem } from "../kit/fields.tsx";
import { sayTime } from "../kit/say.ts";

/**
 * Whether the browser module saves a draft while its editor writes. It gets JSON. Only drafts are saved
 * so, and they stay drafts: nothing is sent, and no approval ends, because someone pauses to think.
 */
export function isAutosave(c: Context): boolean {
  return c.req.header("Accept") === "application/json";
}

/** The version lets the form go on; the address is that of a stored entry. */
export function answerSaved(c: Context, entry: Entry, zone: string): Response {
  const { bulletin, id, version, updatedAt } = entry;
  const says = `Saved ${sayTime(new Date(updatedAt), zone)}`;
  return c.json({ kind: "saved", says, version, address: `/bulletins/${bulletin}/entries/${id}` });
}

export function answerUnsaved(c: Context, problems: readonly FieldProblem[]): Response {
  return c.json({ kind: "problem", says: `Not saved yet. ${problems[0]?.message ?? ""}.` }, 400);
}

/** Someone else has changed the entry, or an edition has it: the page shows both when it is saved. */
export function answerConflict(c: Context): Response {
  const says = "Not saved: the entry was changed elsewhere. Save it to see both versions.";
  return c.json({ kind: "conflict", says }, 409);
}

/** No program may mark an entry ready in passing. */
export function answerReady(c: Context): Response {
  return c.json({ kind: "problem", says: "Not saved: only a draft is saved by itself." }, 400);
}
