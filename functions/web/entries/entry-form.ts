import * as z from "zod";
import { cleanText } from "../../core/text/clean-text.ts";
import type { FieldProblem } from "../kit/fields.tsx";

/** Bytes of an entry's text in UTF-8: as much as a letter from a file may have. */
const mostBytes = 100_000;

const anyText = z.string().catch("");
const words = anyText.transform(text => cleanText(text).replace(/\s+/g, " ").trim());

/** What came, whatever it was, so that an editor finds it again in the form. */
const cameSchema = z.object({
  title: words,
  body: anyText.transform(cleanText),
  format: z.enum(["markdown", "pasted"]).catch("markdown"),
  status: z.enum(["draft", "ready"]).optional().catch(undefined),
  id: z.string().optional().catch(undefined),
  version: z.coerce.number().int().positive().optional().catch(undefined),
});

export type EntryValues = z.infer<typeof cameSchema>;

const goodSchema = z.object({
  title: z.string().min(1, "Enter a title").max(200, "The title must be 200 characters or fewer"),
  body: z
    .string()
    .refine(text => text.trim() !== "", "Enter the text")
    .refine(
      text => Buffer.byteLength(text) <= mostBytes,
      `The text must be 100,000 bytes or fewer, about 15,000 words: mail programs cut longer letters short`,
    ),
  status: z.enum(["draft", "ready"], "Choose whether it is a draft or ready to go out"),
});

export type GoodEntry = z.infer<typeof goodSchema>;
export type EntryForm =
  | { readonly kind: "good"; readonly values: EntryValues; readonly good: GoodEntry }
  | { readonly kind: "problems"; readonly values: EntryValues; readonly problems: readonly FieldProblem[] };

/** A ULID: what a new entry's form was given as its id. https://github.com/ulid/spec */
export const entryId = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** Reads the fields of an entry's form; of several problems with a field the first is told. */
export function readEntryForm(fields: unknown): EntryForm {
  const values = cameSchema.parse(fields);
  const good = goodSchema.safeParse(values);
  if (good.success) return { kind: "good", values, good: good.data };
  const problems = good.error.issues.map(issue => ({ field: String(issue.path[0]), message: issue.message }));
  return {
    kind: "problems",
    values,
    problems: problems.filter((problem, index) => problems.findIndex(({ field }) => field === problem.field) === index),
  };
}
