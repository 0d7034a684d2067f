import { fileURLToPath } from "node:url";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { readTemplate } from "../../../functions/mail/template.ts";
import { type Draft, renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { BadInput } from "../../cli/bad-input.ts";

// Not `templatesDirectory` of local-pipeline.ts: a refusal must not wait until that module is
// loaded.
const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/**
 * Prints warnings about a letter before it is sent. With `strict`, throws BadInput with the
 * warnings instead. A letter that cannot be rendered passes here as undefined; composing it reports the
 * failure.
 */
export async function checkLetter(
  path: string,
  { bulletin, entry }: SingleLetter,
  strict: boolean,
  say: (line: string) => void,
): Promise<Draft | undefined> {
  const draft = await renderEntries(
    bulletin,
    [entry],
    new Date(entry.updatedAt),
    await readTemplate(templates),
  );
  if (draft.kind !== "draft") return undefined;
  if (draft.findings.length === 0) return draft;
  const lines = draft.findings.map(({ what }) => `${path}: ${what}`);
  if (strict)
    throw new BadInput(...lines, "Nothing was sent: --strict does not allow these warnings.");
  for (const line of lines) say(line);
  return draft;
}
