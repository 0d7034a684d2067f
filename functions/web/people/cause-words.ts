import { type Cause, causeOf } from "../../core/ledger/cause.ts";
import type { FeedbackNote } from "../../core/ledger/feedback-note.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";

/** Short words for SES's codes. */
export const causeWords: Readonly<Record<Cause, string>> = {
  "no-such-mailbox": "no such mailbox",
  "no-such-domain": "domain does not exist",
  "address-refused": "address refused",
  "mailbox-full": "mailbox full",
  "message-too-large": "message too large",
  "content-refused": "content refused",
  "attachment-refused": "attachment refused",
  "refused-by-policy": "refused by the server’s rules",
  "server-unreachable": "server not reached",
  "refused-for-now": "not taken for now",
  undetermined: "no reason given",
  "automatic-reply": "automatic reply",
  "on-ses-list": "on Amazon SES’s own suppression list",
  "reported-as-spam": "reported as spam",
  "not-spam": "reported as not spam",
  "authentication-failed": "authentication failed",
  "virus-reported": "reported for a virus",
  reported: "reported by the receiving server",
  "virus-found": "Amazon SES found a virus in it",
  "not-rendered": "Amazon SES could not make the letter",
};

/** A feedback note in words, with the original text and its author. */
export type ExplainedNote = {
  readonly words: string;
  readonly status: string;
  readonly quote: string;
  readonly by: "The server" | "Amazon SES";
};

/** Explains a copy's bounces, delays, rejections and complaints, earliest first. */
export function explainNotes({
  notes,
  delivered,
}: Pick<PersonOnEdition, "notes" | "delivered">): ExplainedNote[] {
  return notes.map(note => explain(note, causeWords[causeOf(note, delivered)]));
}

function explain(note: FeedbackNote, words: string): ExplainedNote {
  switch (note.kind) {
    case "bounce":
      return { words, status: note.status ?? "", quote: note.diagnostic ?? "", by: "The server" };
    case "delay":
      return {
        words: `delayed: ${words}`,
        status: note.status ?? "",
        quote: note.diagnostic ?? "",
        by: "The server",
      };
    case "reject":
      return { words, status: "", quote: note.reason ?? "", by: "Amazon SES" };
    case "complaint":
      return { words, status: "", quote: "", by: "The server" };
  }
}

/** The notes in one line, without repeats: "delayed: server not reached; mailbox full". */
export function sayCauses(copy: Pick<PersonOnEdition, "notes" | "delivered">): string {
  return [...new Set(explainNotes(copy).map(({ words }) => words))].join("; ");
}
