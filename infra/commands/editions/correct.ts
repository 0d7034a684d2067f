import { readFile } from "node:fs/promises";
import type { Actor } from "../../../functions/core/access/actor.ts";
import { sayWhyNotCorrected } from "../../../functions/core/bulletins/correction/why-not-corrected.ts";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { entryTextSchema } from "../../../functions/core/bulletins/entry.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";
import type { Template } from "../../../functions/mail/template.ts";
import { beginCorrection } from "../../../functions/steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../../functions/steps/approval/corrections/sent-texts.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { BadInput } from "../../cli/bad-input.ts";
import type { CorrectionAsked } from "./edition-arguments.ts";

export type CorrectionText = Omit<CorrectionAsked, "file"> & { readonly body: string };

/** Reads the corrected text of a correction from its file. Throws BadInput. */
export async function readText({ file, ...asked }: CorrectionAsked): Promise<CorrectionText> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new BadInput(`${file}: the file cannot be read.`);
  }
  const body = entryTextSchema.shape.body.safeParse(text);
  const problem = body.error?.issues[0]?.message;
  if (!body.success) throw new BadInput(`${file}: ${problem}.`);
  const title = entryTextSchema.shape.title.optional().safeParse(asked.title);
  if (!title.success) throw new BadInput(`--title: ${title.error.issues[0]?.message}.`);
  return { ...asked, body: body.data };
}

/** Begins the correction of a sent edition, as its page does. Returns the correction. */
export async function correct(
  pipeline: Pipeline,
  template: Template,
  edition: Edition,
  { body, title, entry, to, isSaid, by }: CorrectionText & { readonly by: Actor },
): Promise<{ readonly isDone: boolean; readonly edition: Edition; readonly says: string }> {
  const sent = await readSentTexts(pipeline, edition);
  const [only, ...others] = sent;
  const id = entry ?? (others.length === 0 ? only?.sent.id : undefined);
  const ids = sent.map(each => each.sent.id);
  if (id === undefined || !ids.includes(id))
    throw new BadInput(`Say which entry has the new text: --entry ${ids.join("|")}.`);
  const texts = sent.map(text =>
    text.sent.id === id ? { ...text, body, title: title ?? text.title } : text,
  );
  const asked = { edition: edition.id, texts, to, isSaid, by };
  const outcome = await beginCorrection(pipeline, template, asked);
  if (outcome.kind === "proposed")
    return {
      isDone: true,
      edition: outcome.edition,
      says: `It waits for a yes, and goes to ${sayCount(outcome.edition.proposal?.people ?? 0, "person", "people")}.`,
    };
  if (outcome.kind === "corrected-before")
    return {
      isDone: false,
      edition: (await getEdition(pipeline.table, outcome.edition)) ?? edition,
      says: "A correction was begun before: this one.",
    };
  return { isDone: false, edition, says: sayWhyNotCorrected(outcome, pipeline.now()) };
}
