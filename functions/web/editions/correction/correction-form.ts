import * as z from "zod";
import type { Correction } from "../../../core/bulletins/correction/correction.ts";
import { entryTextSchema } from "../../../core/bulletins/entry.ts";
import { cleanText } from "../../../core/text/clean-text.ts";
import type { CorrectedText } from "../../../steps/approval/corrections/begin-correction.ts";
import type { SentText } from "../../../steps/approval/corrections/sent-texts.ts";
import type { FieldProblem } from "../../kit/fields.tsx";

/** A title and a text that a person typed, in one language. */
export type TypedText = { readonly title: string; readonly body: string };

/** What a person typed. `texts` are in the order of the edition's entries. */
export type CorrectionValues = {
  readonly texts: readonly (TypedText & {
    readonly isLeftOut: boolean;
    readonly variants: readonly (TypedText & { readonly language: string })[];
  })[];
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
  const texts = sent.map(({ title, body, variants }) => ({
    title,
    body,
    variants,
    isLeftOut: false,
  }));
  return { texts, to: "who-got-it", isSaid: true };
}

/** Reads the form: a title and a text for each sent entry and language, or that it is left out. */
export function readCorrectionForm(
  form: Readonly<Record<string, unknown>>,
  sent: readonly SentText[],
): ReadCorrection {
  const { to, isSaid } = choices.parse(form);
  const problems: FieldProblem[] = [];
  const texts: CorrectedText[] = [];
  const shown = sent.map(({ sent: entry, variants: known }, index) => {
    const isLeftOut = form[`leave-${index}`] !== undefined;
    const main = readText(form, String(index), entry.title === "");
    const others = known.map(variant => ({
      variant,
      read: readText(form, `${index}-${variant.language}`, variant.title === ""),
    }));
    const all = [main, ...others.map(({ read }) => read)];
    const wrong = all.flatMap(read => read.problems);
    if (!isLeftOut) problems.push(...wrong);
    if (!isLeftOut && wrong.length === 0)
      texts.push({
        sent: entry,
        title: main.good.title,
        body: main.good.body,
        variants: others.map(({ variant, read }) => Object.assign({}, variant, read.good)),
      });
    return {
      title: main.typed.title,
      body: main.typed.body,
      isLeftOut,
      variants: others.map(({ variant: { language }, read }) =>
        Object.assign({ language }, read.typed),
      ),
    };
  });
  if (sent.length > 0 && shown.every(({ isLeftOut }) => isLeftOut))
    problems.push({ field: "leave-0", message: "Keep at least one entry" });
  return { values: { texts: shown, to, isSaid: isSaid !== undefined }, problems, texts };
}

/** Reads one title and text. `isUntitled`: a letter from a file may have no title of its own. */
function readText(form: Readonly<Record<string, unknown>>, key: string, isUntitled: boolean) {
  const typed: TypedText = {
    title: field.parse(form[`title-${key}`]),
    body: field.parse(form[`body-${key}`]),
  };
  const named = entryTextSchema.shape.title.safeParse(typed.title);
  const written = entryTextSchema.shape.body.safeParse(typed.body);
  const mayLack = isUntitled && typed.title.trim() === "";
  const problems = [
    ...(named.success || mayLack ? [] : [problemOf(`title-${key}`, "The title", named.error)]),
    ...(written.success ? [] : [problemOf(`body-${key}`, "The text", written.error)]),
  ];
  const good: TypedText = { title: named.data ?? "", body: written.data ?? "" };
  return { typed, good, problems };
}

function problemOf(name: string, subject: string, error: z.ZodError): FieldProblem {
  const message = error.issues[0]?.message ?? "";
  return { field: name, message: /^\p{Lu}/u.test(message) ? message : `${subject} ${message}` };
}
