/**
 * A problem of a letter that its sender should know before it is sent. An "error" blocks approval; a
 * "warning" is shown; a "note" only tells what was done with the text.
 */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: "error" | "warning" | "note";
  /** "html": the letter as it is sent. "text": what the author wrote. "letter": one of its parts. */
  readonly where: "html" | "text" | "letter";
  /** The number of the line in the entry's text, from 1. */
  readonly line?: number | undefined;
  /** The entry, if the finding is about its text. */
  readonly entry?: string | undefined;
  /** The language of the letter, if it is not the main one (BCP 47). */
  readonly language?: string | undefined;
  /** The words that the finding is about. */
  readonly words?: string | undefined;
  /** What it is, and what to do, in one or two sentences. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
};

export type FindingCode =
  | "clipped"
  | "shortened"
  | "placeholder"
  | "word-remains"
  | "draft"
  | "dead-link"
  | "foreign-image"
  | "missing-image"
  | "no-alt"
  | "no-salutation"
  | "no-sign-off"
  | "no-signatory"
  | "two-salutations"
  | "half-bilingual"
  | "weekday"
  | "past-date"
  | "list-punctuation"
  | "click-here"
  | "bare-link"
  | "capitals"
  | "double-word"
  | "long-subject"
  | "no-title"
  | "no-name"
  | "no-variant"
  | "left-out";

/** What is found in a line, before its place is known. */
export type UnplacedFinding = Pick<Finding, "code" | "severity" | "words" | "what" | "why">;

/** Whether a letter with these findings must not be approved. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}
