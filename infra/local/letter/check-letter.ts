import { fileURLToPath } from "node:url";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { readTemplate } from "../../../functions/mail/template.ts";
import { renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { BadInput } from "../../cli/bad-input.ts";

// Of the pipeline nothing else is loaded: a refusal is not to wait for it.
const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/**
 * Tells what the sender of a letter should know before it goes out. Throws BadInput with it where `strict` allows for nothing. A letter
 * that cannot be rendered is told of when it is composed.
 */
export async function checkLetter(
  path: string,
  { bulletin, entry }: SingleLetter,
  strict: boolean,
  say: (line: string) => void,
): Promise<void> {
  const draft = await renderEntries(bulletin, [entry], new Date(entry.updatedAt), await readTemplate(templates));
  if (draft.kind !== "draft" || draft.findings.length === 0) return;
  const lines = draft.findings.map(({ what }) => `${path}: ${what}`);
  if (strict) throw new BadInput(...lines, "Nothing was sent: --strict allows for no such thing.");
  for (const line of lines) say(line);
}
