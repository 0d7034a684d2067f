import type { Block } from "./content.ts";

/** Who signs. "James Brokenshire", "MP", ["Minister for Security and Immigration"]. */
export type Signatory = { readonly name: string; readonly postNominals: string; readonly role: readonly string[] };

/**
 * A letter, before anything is said of how it looks. Its grammar is in fields: the salutation, the sign-off and the
 * signatory are not prose, so that a template can place them and a colleague can have a salutation of her own.
 */
export type Letter = {
  readonly subject: string;
  /** What stands above the salutation as the letter's heading; empty where the subject was not the author's. */
  readonly heading: string;
  /** The line that an inbox shows beside the subject. */
  readonly preheader: string;
  /** BCP 47 language tag of the text. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** What stands above the salutation: a letterhead, a date. */
  readonly preamble: readonly Block[];
  readonly salutation: string;
  readonly body: readonly Block[];
  readonly signOff: string;
  readonly signatory: Signatory;
  /** What stands below the signatory: a postscript, enclosures. */
  readonly postscript: readonly Block[];
};
