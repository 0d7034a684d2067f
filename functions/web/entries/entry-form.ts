import * as z from "zod";
import { cleanText } from "../../core/text/clean-text.ts";
import type { FieldProblem } from "../kit/fields.tsx";

/** Of the text in UTF-8; a letter from a file has the same limit. */
const maxBytes = 100_000;

const anyText = z.string().catch("");
const words = anyText.transform(text => cleanText(text).replace(/\s+/g, " ").trim());

/** Accepts every input: the form must show editors their own text again, valid or not. */
const inputSchema = z.object({
  title: words,
  body: anyText.transform(cleanText),
  format: z.enum(["markdown", "pasted"]).catch("markdown"),
  status: z.enum(["draft", "ready"]).optional().catch(undefined),
  id: z.string().optional().catch(undefined),
  version: z.coerce.number().int().positive().optional().catch(undefined),
});

export type EntryValues = z.infer<typeof inputSchema>;

const validSchema = z.object({
  title: z.string().min(1, "Enter a title").max(200, "The title must be 200 characters or fewer"),
  body: z
    .string()
    .refine(text => text.trim() !== "", "Enter the text")
    .refine(
      text => Buffer.byteLength(text) <= maxBytes,
      "The text must be 100,000 bytes or fewer, about 15,000 words: mail programs cut longer letters short",
    ),
  status: z.enum(["draft", "ready"], "Select whether the entry is a draft or ready"),
});

export type GoodEntry = z.infer<typeof validSchema>;
export type EntryForm =
  | { readonly kind: "good"; readonly values: EntryValues; readonly good: GoodEntry }
  | {
      readonly kind: "problems";
      readonly values: EntryValues;
      readonly problems: readonly FieldProblem[];
    };

/** A ULID, which a new entry's form contains. https://github.com/ulid/spec */
export const entryId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** Returns an entry's values, or the first problem of each field. */
export function readEntryForm(fields: unknown): EntryForm {
  const values = inputSchema.parse(fields);
  const valid = validSchema.safeParse(values);
  if (valid.success) return { kind: "good", values, good: valid.data };
  const problems = valid.error.issues.map(issue => ({
    field: String(issue.path[0]),
    message: issue.message,
  }));
  return {
    kind: "problems",
    values,
    problems: problems.filter(
      (problem, index) => problems.findIndex(({ field }) => field === problem.field) === index,
    ),
  };
}
