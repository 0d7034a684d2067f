import type { Block } from "./content.ts";

/** The person who signs: "James Brokenshire", "MP", ["Minister for Security and Immigration"]. */
export type Signatory = {
  readonly name: string;
  readonly postNominals: string;
  readonly role: readonly string[];
};

/**
 * A letter without its design. The salutation, sign-off and signatory are fields and not prose, so
 * that a template can place them and a colleague can have their own salutation.
 */
export type Letter = {
  readonly subject: string;
  /**
   * The heading above the salutation;
   * empty if the author did not write the subject, or the letter shows it elsewhere.
   */
  readonly heading: string;
  /** The line that an inbox shows beside the subject. */
  readonly preheader: string;
  /** BCP 47 language tag of the text. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The blocks above the salutation: a letterhead, a date. */
  readonly preamble: readonly Block[];
  readonly salutation: string;
  readonly body: readonly Block[];
  readonly signOff: string;
  readonly signatory: Signatory;
  /** The blocks below the signatory: a postscript, enclosures. */
  readonly postscript: readonly Block[];
};
