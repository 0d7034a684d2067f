import * as z from "zod";
import { languageTag, signatorySchema } from "../../letter/letter.ts";
import { type Read, textLine, textLines } from "../../text/schema-parts.ts";

/** Of the text in UTF-8. Mail programs clip longer letters (Gmail: after 102 kB of HTML). */
export const maxLetterBytes = 100_000;

/** What an author writes of a letter, or of a section of one, in one language. */
export const letterTextSchema = z.object({
  title: textLine.max(200, "must be 200 characters or fewer"),
  body: textLines.refine(
    text => Buffer.byteLength(text) <= maxLetterBytes,
    "must be 100,000 bytes or fewer, about 15,000 words: mail programs cut longer letters short",
  ),
  /** "markdown": written here. "pasted": plain text copied from Word or a PDF. */
  format: z.enum(["markdown", "pasted"], 'must be "markdown" or "pasted"'),
  /** Fields of the letter, if the entry is a complete letter with its own. */
  salutation: textLine.optional(),
  signOff: textLine.optional(),
  signatories: z.array(signatorySchema).optional(),
  preheader: textLine.optional(),
});

/** The same text in another language, for the people who chose that language. */
export const variantSchema = letterTextSchema.extend({ language: languageTag });
export type Variant = Read<typeof variantSchema>;

/** An item of DynamoDB has 400 kB, and the entry's own text needs room too. */
const maxVariantBytes = 250_000;

/** The variants of an entry: each in a language of its own. */
export const variantsSchema = z
  .array(variantSchema)
  .min(1)
  .refine(
    variants =>
      new Set(variants.map(({ language }) => subtagOf(language))).size === variants.length,
    "must be in different languages",
  )
  .refine(
    variants =>
      variants.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) <= maxVariantBytes,
    "must be 250,000 bytes or fewer in all other languages together",
  );

/** Returns the language without its region: "cy-GB" → "cy". */
export function subtagOf(language: string): string {
  return language.split("-", 1)[0]?.toLowerCase() ?? "";
}
