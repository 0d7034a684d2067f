import { type Mailbox, parseMailbox } from "../mailbox.ts";

/** Marks of prose that stand around an address: quotes, brackets, the end of a sentence. */
const around = "\\s\"'“”„‟‘’‚‛«»‹›`´()\\[\\]{}<>,;:!?…。、，；：！？،؛–—";
const before = new RegExp(`^(?:mailto:|[${around}.*•·-])+`, "iu");
const after = new RegExp(`[${around}.]+$`, "u");

/**
 * Reads the cell of an email address. Removes the marks of prose around it: "(a@example.org)." is
 * a@example.org. Marks inside stay, and make the cell invalid: without them it could be another
 * person's address.
 */
export function readAddress(
  cell: string,
): { kind: "mailbox"; mailbox: Mailbox } | { kind: "invalid"; reason: string } {
  const exact = parseMailbox(cell);
  if (exact.kind === "mailbox") return exact;
  const bare = cell.replace(after, "").replace(before, "").replace(after, "");
  if (bare === cell || !bare.includes("@")) return exact;
  const tidied = parseMailbox(bare);
  return tidied.kind === "mailbox" || /did you mean/.test(tidied.reason) ? tidied : exact;
}
