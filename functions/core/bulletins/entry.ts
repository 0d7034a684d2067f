import type { Signatory } from "../letter/letter.ts";
import type { Bulletin } from "./bulletin.ts";

/** One update that an editor writes. */
export type Entry = {
  readonly id: string;
  readonly bulletin: string;
  readonly title: string;
  readonly body: string;
  /** "markdown": written here. "pasted": plain text copied from Word or a PDF. */
  readonly format: "markdown" | "pasted";
  readonly status: "draft" | "ready";
  /** The entry waits for a slot at or after this instant (ISO 8601). */
  readonly notBefore?: string | undefined;
  /** Fields of the letter, if the entry is a complete letter with its own. */
  readonly salutation?: string | undefined;
  readonly signOff?: string | undefined;
  readonly signatory?: Signatory | undefined;
  readonly preheader?: string | undefined;
  readonly language?: string | undefined;
  /** The only edition that contains the entry. */
  readonly edition?: string | undefined;
  readonly updatedAt: string;
  /** Counts the saves, so that one editor cannot overwrite another's text by mistake. */
  readonly version: number;
};

/**
 * "waits": for a slot at or after `until`.
 * "next": an edition is one letter, and an earlier entry was chosen.
 */
export type HoldReason =
  | { readonly kind: "draft" }
  | { readonly kind: "waits"; readonly until: Date }
  | { readonly kind: "next" };

export type Verdict =
  | { readonly kind: "in"; readonly entry: Entry }
  | { readonly kind: "held"; readonly entry: Entry; readonly reason: HoldReason }
  | { readonly kind: "bound"; readonly entry: Entry; readonly edition: string };

/**
 * Returns a verdict for every entry, so that none is dropped silently.
 * Ids sort by creation, and so do the verdicts.
 */
export function chooseEntries(
  bulletin: Bulletin,
  entries: readonly Entry[],
  slot: Date,
): Verdict[] {
  let chosen = 0;
  return [...entries]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(entry => {
      if (entry.edition !== undefined) return { kind: "bound", entry, edition: entry.edition };
      if (entry.status === "draft") return { kind: "held", entry, reason: { kind: "draft" } };
      const until = entry.notBefore === undefined ? undefined : new Date(entry.notBefore);
      if (until && until > slot) return { kind: "held", entry, reason: { kind: "waits", until } };
      if (bulletin.composition === "letter" && chosen > 0)
        return { kind: "held", entry, reason: { kind: "next" } };
      chosen++;
      return { kind: "in", entry };
    });
}
