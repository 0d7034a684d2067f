import * as z from "zod";
import { cleanLine, cleanText } from "./clean-text.ts";

/** A schema's type, read-only to its leaves. */
export type Read<Schema extends z.ZodType> = Immutable<z.infer<Schema>>;
type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

// A message is a phrase that follows the field's name: "The title" + "must be 200 characters or
// fewer". Each edge names the field in its own way. A message with a capital is a whole sentence.

/** Text as it is. DynamoDB stores UTF-8, so it would change a lone surrogate. */
export const exactText = z
  .string()
  .refine(text => text.isWellFormed(), "must be text in valid Unicode");

/** An id that may stand in keys, URLs and SES message tags. */
export const itemId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,256}$/, "must be letters, digits, hyphens and underscores");

/** One line of text. Parsing cleans it. */
export const textLine = z.string("must be one line of text").overwrite(cleanLine);

/** Text of several lines. Parsing cleans it. */
export const textLines = z.string("must be text").overwrite(cleanText);

/** An instant: ISO 8601 in UTC. */
export const instant = z.iso.datetime("must be an instant such as 2026-12-01T09:00:00Z");

/** A number of things: 0, 1, 2 … */
export const count = z.int("must be a whole number").min(0, "must be 0 or more");
