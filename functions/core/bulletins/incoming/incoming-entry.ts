import { createHash } from "node:crypto";
import { exactText, type Read } from "../../text/schema-parts.ts";
import type { Bulletin } from "../bulletin.ts";
import { entryHash, entryTextSchema } from "../entry.ts";

/**
 * An entry that another program gives: with a key of its own, so that it is taken once however often
 * it is given.
 */
export const incomingEntrySchema = entryTextSchema.extend({
  key: exactText.min(1, "must not be empty").max(500, "must be 500 characters or fewer"),
  status: entryTextSchema.shape.status.default("draft"),
});
export type IncomingEntry = Read<typeof incomingEntrySchema>;

/** Returns the name of a key among those of a bulletin. Two sources may have equal keys. */
export function takenName(source: string, key: string): string {
  return createHash("sha256").update(`${source}\n${key}`).digest("base64url").slice(0, 32);
}

/** Returns the entry as it may be taken: nobody has looked at it yet. */
export function asTaken(
  { approval }: Pick<Bulletin, "approval">,
  { key: _, ...text }: IncomingEntry,
): Omit<IncomingEntry, "key"> {
  return approval === "none" ? Object.assign({}, text, { status: "draft" as const }) : text;
}

/** Names what was given with a key: another text with the same key is a mistake. */
export function incomingHash(entry: IncomingEntry): string {
  const { topic, notBefore, notAfter, status } = entry;
  return createHash("sha256")
    .update(JSON.stringify([entryHash(entry), topic, notBefore, notAfter, status]))
    .digest("hex");
}
