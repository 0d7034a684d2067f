import { fileURLToPath } from "node:url";
import type { Finding } from "../../../functions/core/writing/finding.ts";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { readTemplate } from "../../../functions/mail/template.ts";
import { type Draft, renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { BadInput } from "../../cli/bad-input.ts";

// Not `templatesDirectory` of local-pipeline.ts: a refusal must not wait until that module is
// loaded.
const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/**
 * The files of a letter by language: "" is the main one. `firstLine`: the number of the line in the
 * file where the letter's text begins.
 */
export type LetterFiles = ReadonlyMap<
  string,
  { readonly path: string; readonly firstLine: number }
>;

type Checked = {
  readonly letter: SingleLetter;
  readonly files: LetterFiles;
  readonly strict: boolean;
};

/**
 * Prints what is found in a letter before it is sent, with the lines of its file. With `strict`,
 * throws BadInput with the errors and warnings instead. A letter that cannot be rendered passes here
 * as undefined; composing it reports the failure.
 */
export async function checkLetter(
  { letter: { bulletin, entry }, files, strict }: Checked,
  say: (line: string) => void,
): Promise<Draft | undefined> {
  const draft = await renderEntries(
    { bulletin, entries: [entry], slot: new Date(entry.updatedAt) },
    await readTemplate(templates),
  );
  if (draft.kind !== "draft") return undefined;
  const sayFinding = ({ severity, line, language = "", what, why }: Finding) => {
    const { path = "", firstLine = 1 } = files.get(language) ?? {};
    const place = line === undefined ? path : `${path}: line ${line + firstLine - 1}`;
    return `${place}: ${severity === "note" ? "" : `${severity}: `}${what}${severity === "note" ? "" : ` ${why}`}`;
  };
  const refused = draft.findings.filter(({ severity }) => severity !== "note");
  if (strict && refused.length > 0)
    throw new BadInput(
      ...refused.map(sayFinding),
      "Nothing was sent: --strict does not allow these findings.",
    );
  for (const finding of draft.findings) say(sayFinding(finding));
  return draft;
}
