import { type Mailbox, parseMailbox } from "../mailbox.ts";

/** Marks of prose that stand around an address: quotes, brackets, the end of a sentence. */
const around = "\\s\"'“”„‟‘’‚‛«»‹›`´()\\[\\]{}<>,;:!?…。、，；：！？،؛–—";
const before = new RegExp(`^(?:mailto:|[${around}.*•·-])+`, "iu");
const after = new RegExp(`[${around}.]+$`, "u");

/** "Amina Okafor <amina@example.org>", "Amina Okafor (amina@example.org)" */
const withName =
  /^\s*([^@<>()]*[\p{L}\p{N}][^@<>()]*)\s(?:<([^@<>\s]+@[^@<>\s]+)>|\(([^@()\s]+@[^@()\s]+)\))\s*$/u;
const several = /\S@\S+[\s,;/|:]+(?:.*[\s<(])?[^\s@]+@\S/u;

export type AddressRead =
  /** `name`: the one that the cell has with the address. */
  | { readonly kind: "mailbox"; readonly mailbox: Mailbox; readonly name?: string }
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * Reads the cell of an email address. Removes the marks of prose around it: "(a@example.org)." is
 * a@example.org. Marks inside stay, and make the cell invalid: without them it could be another
 * person's address. A name before the address in brackets is read too.
 */
export function readAddress(cell: string): AddressRead {
  const exact = parseMailbox(cell);
  if (exact.kind === "mailbox") return exact;
  const named = withName.exec(cell);
  if (named) {
    const [, name = "", inBrackets, inParentheses] = named;
    const read = readAddress(inBrackets ?? inParentheses ?? "");
    if (read.kind === "mailbox")
      return { ...read, name: name.replace(after, "").replace(before, "") };
  }
  if (several.test(cell))
    return {
      kind: "invalid",
      reason: "the cell has several addresses: keep one of them, or give each a row of its own",
    };
  const bare = cell.replace(after, "").replace(before, "").replace(after, "");
  if (bare === cell || !bare.includes("@")) return exact;
  const tidied = parseMailbox(bare);
  return tidied.kind === "mailbox" || /did you mean/.test(tidied.reason) ? tidied : exact;
}
