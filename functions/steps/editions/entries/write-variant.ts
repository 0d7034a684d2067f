import type { Actor } from "../../../core/access/actor.ts";
import { differencesOf, entrySubject } from "../../../core/access/history-item.ts";
import { type Entry, entryHash } from "../../../core/bulletins/entry.ts";
import {
  subtagOf,
  type Variant,
  variantsSchema,
} from "../../../core/bulletins/languages/letter-text.ts";
import { nameOfLanguage } from "../../../core/text/language-name.ts";
import { getEntry, saveEntry } from "../../../store/bulletins/entries.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import type { WriteResult } from "./write-entry.ts";

type Change = {
  readonly entry: Entry;
  /** The version of the entry that the editor saw. */
  readonly seen: number;
  readonly language: string;
  /** Undefined removes the language. */
  readonly text: Pick<Variant, "title" | "body"> | undefined;
};

/**
 * Writes an entry's text in another language, or removes it, if the stored version of the entry is
 * the one that the editor saw. "invalid": the texts are too long together.
 */
export async function writeVariant(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  { entry, seen, language, text }: Change,
  by: Actor,
): Promise<WriteResult | { readonly kind: "invalid"; readonly message: string }> {
  const before = variantIn(entry, language);
  const others = (entry.variants ?? []).filter(variant => variant !== before);
  const written = text && { format: entry.format, ...before, ...text, language };
  const all = [...others, ...(written ? [written] : [])];
  const variants = all.length > 0 ? all.sort(byLanguage) : undefined;
  const read = variantsSchema.optional().safeParse(variants);
  if (!read.success)
    return { kind: "invalid", message: read.error.issues[0]?.message ?? "is not valid" };
  const after = { ...entry, variants };
  const name = `title in ${nameOfLanguage(language)}`;
  const history = decision(pipeline, {
    by,
    what: "entry-saved",
    on: entrySubject(entry.bulletin, entry.id),
    hash: entryHash(after),
    changes: differencesOf({ [name]: before?.title }, { [name]: text?.title }),
  });
  const saved = await saveEntry(pipeline.table, { ...entry, version: seen }, { variants }, history);
  if (saved === "saved")
    return { kind: "written", entry: { ...after, version: seen + 1, updatedAt: history.at } };
  const stored = (await getEntry(pipeline.table, entry.bulletin, entry.id)) ?? entry;
  const now = variantIn(stored, language);
  // A form may be sent twice.
  return now?.title === text?.title && now?.body === text?.body
    ? { kind: "written", entry: stored }
    : { kind: "changed-since", stored };
}

/** Returns an entry's text in a language, whatever its region. */
export function variantIn(entry: Entry, language: string): Variant | undefined {
  return entry.variants?.find(variant => subtagOf(variant.language) === subtagOf(language));
}

function byLanguage(one: Variant, other: Variant): number {
  return one.language < other.language ? -1 : 1;
}
