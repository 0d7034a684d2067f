import * as z from "zod";
import type { Correction } from "../../../core/bulletins/correction/correction.ts";
import { entryTextSchema } from "../../../core/bulletins/entry.ts";
import { cleanText } from "../../../core/text/clean-text.ts";
import type { CorrectedText } from "../../../steps/approval/corrections/begin-correction.ts";
import type { SentText } from "../../../steps/approval/corrections/sent-texts.ts";
import type { FieldProblem } from "../../kit/fields.tsx";

/** What a person typed. `texts` are in the order of the edition's entries. */
export type CorrectionValues = {
  readonly texts: readonly {
    readonly title: string;
    readonly body: string;
    readonly isLeftOut: boolean;
  }[];
  readonly to: Correction["to"];
  readonly isSaid: boolean;
};

export type ReadCorrection = {
  readonly values: CorrectionValues;
  readonly problems: readonly FieldProblem[];
  readonly texts: readonly CorrectedText[];
};

const field = z.string().transform(cleanText).catch("");
const choices = z.object({
  to: z.enum(["who-got-it", "everyone"]).catch("who-got-it"),
  isSaid: z.string().optional(),
});

/** What the page shows first: the words as they were sent. */
export function valuesOf(sent: readonly SentText[]): CorrectionValues {
  const texts = sent.map(({ title, body }) => ({ title, body, isLeftOut: false }));
  return { texts, to: "who-got-it", isSaid: true };
}

/** Reads the form: a title and a text for each sent entry, or that it is left out. */
export function readCorrectionForm(
  form: Readonly<Record<string, unknown>>,
  sent: readonly SentText[],
): ReadCorrection {
  const { to, isSaid } = choices.parse(form);
  const problems: FieldProblem[] = [];
  const texts: CorrectedText[] = [];
  const shown = sent.map(({ sent: entry }, index) => {
    const title = field.parse(form[`title-${index}`]);
    const body = field.parse(form[`body-${index}`]);
    const isLeftOut = form[`leave-${index}`] !== undefined;
    if (isLeftOut) return { title, body, isLeftOut };
    // A letter from a file may have no title of its own.
    const isUntitled = entry.title === "" && title.trim() === "";
    const named = entryTextSchema.shape.title.safeParse(title);
    const written = entryTextSchema.shape.body.safeParse(body);
    if (!named.success && !isUntitled)
      problems.push(problemOf(`title-${index}`, "The title", named.error));
    if (!written.success) problems.push(problemOf(`body-${index}`, "The text", written.error));
    else texts.push({ sent: entry, title: named.data ?? "", body: written.data });
    return { title, body, isLeftOut };
  });
  if (sent.length > 0 && shown.every(({ isLeftOut }) => isLeftOut))
    problems.push({ field: "leave-0", message: "Keep at least one entry" });
  return { values: { texts: shown, to, isSaid: isSaid !== undefined }, problems, texts };
}

function problemOf(name: string, subject: string, error: z.ZodError): FieldProblem {
  const message = error.issues[0]?.message ?? "";
  return { field: name, message: /^\p{Lu}/u.test(message) ? message : `${subject} ${message}` };
}
