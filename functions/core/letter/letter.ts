import * as z from "zod";
import { type Read, textLine } from "../text/schema-parts.ts";
import type { Block } from "./content.ts";
import { imageId } from "./images/image-id.ts";

/** A person who signs: "James Brokenshire", "MP", ["Minister for Security and Immigration"]. */
export const signatorySchema = z.object({
  name: textLine,
  postNominals: textLine,
  role: z.array(textLine),
  /** The line above the name in place of a handwritten signature: "/s/", "pp. Jo Smith". */
  mark: textLine.optional(),
  /** An image of the handwritten signature, above the name. */
  signature: imageId.optional(),
});
export type Signatory = Read<typeof signatorySchema>;

/** A BCP 47 tag: language, script, region, variant. All of them are tags that Intl can read. */
export const languageTag = textLine.regex(
  /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))?$/i,
  'is not a language tag such as "en" or "cy"',
);

/** The parts of a letter in one language. */
export type LetterPart = {
  /** BCP 47 language tag of the text. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /**
   * The heading above the salutation;
   * empty if the author did not write the subject, or the letter shows it elsewhere.
   */
  readonly heading: string;
  /** The blocks above the salutation: a letterhead, a date. */
  readonly preamble: readonly Block[];
  readonly salutation: string;
  readonly body: readonly Block[];
  readonly signOff: string;
  /** The people who sign, in their order. */
  readonly signatories: readonly Signatory[];
  /** The blocks below the signatures: cc, enclosures, a postscript, who should act. */
  readonly postscript: readonly Block[];
};

/**
 * A letter without its design. The salutation, sign-off and signatories are fields and not prose, so
 * that a template can place them and a colleague can have their own salutation.
 */
export type Letter = LetterPart & {
  readonly subject: string;
  /** The line that an inbox shows beside the subject. */
  readonly preheader: string;
  /** The same letter in other languages, below the first. */
  readonly translations: readonly LetterPart[];
};

/** Returns a signatory's name with the post-nominals: "Ada King MP". */
export function signedName({ name, postNominals }: Signatory): string {
  return `${name} ${postNominals}`.trim();
}

/** Returns who signs in one line: "Ada King MP and Ben Ode". `and` is in the letter's language. */
export function signedNames(signatories: readonly Signatory[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(
    signatories.map(signedName).filter(Boolean),
  );
}
