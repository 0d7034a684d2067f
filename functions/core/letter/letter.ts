import * as z from "zod";
import { type Read, textLine } from "../text/schema-parts.ts";
import type { Block } from "./content.ts";

/** The person who signs: "James Brokenshire", "MP", ["Minister for Security and Immigration"]. */
export const signatorySchema = z.object({
  name: textLine,
  postNominals: textLine,
  role: z.array(textLine),
});
export type Signatory = Read<typeof signatorySchema>;

/** A BCP 47 language tag. */
export const languageTag = textLine.regex(
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
  'is not a language tag such as "en" or "cy"',
);

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
