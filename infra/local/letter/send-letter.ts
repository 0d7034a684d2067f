import { isComposing } from "../../../functions/core/bulletins/status.ts";
import type { Profile } from "../../../functions/core/people/subscriber.ts";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { resumeEdition } from "../../../functions/steps/control/resume-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { writeNewEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { addImage } from "../../../functions/steps/editions/images/add-image.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { commandActor } from "../../cli/command-actor.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { fillLetterList, isAddressedTo, restoreAllListed } from "./list/letter-list.ts";
import type { LetterImage } from "./read-letter-images.ts";
import { type Sent, type Settling, untilSettled } from "./until-settled.ts";

export type SendLetterOptions = {
  readonly letter: SingleLetter;
  readonly images: readonly LetterImage[];
  readonly colleagues: () => AsyncIterable<Profile>;
  /** The number of colleagues. */
  readonly count: number;
  /**
   * Identifies the list's content. After a change, people who are new to the list also get the
   * letter.
   */
  readonly listVersion: string;
  /** Another run is importing the letter's list; this one waits. */
  readonly onWait?: () => void;
  readonly onImport: (imported: number) => void;
} & Omit<Settling, "editionId">;

export type { Sent } from "./until-settled.ts";

/**
 * Sends one letter to one list with the steps of the pipeline, or continues after an earlier run.
 * Returns the version of the list as well: a stopped edition keeps another.
 */
export async function sendLetter(
  local: LocalPipeline,
  options: SendLetterOptions,
): Promise<Sent & { readonly listVersion: string }> {
  const { pipeline, template } = local;
  const { letter } = options;
  const by = commandActor();
  const known = await getEdition(pipeline.table, letter.editionId);
  await saveBulletin(pipeline, letter.bulletin, by);
  for (const { file, alt, given: bytes } of options.images)
    await addImage(pipeline, { bulletin: letter.bulletin.id, file, alt, bytes }, by);
  const listVersion = await fillLetterList(pipeline, known, options);
  await writeNewEntry(pipeline, letter.entry, by);
  const edition = known && (await resumeEdition(pipeline, known, by));
  if (edition && !isAddressedTo(edition, listVersion)) await restoreAllListed(pipeline, edition);
  if (!edition || isComposing(edition)) {
    await composeEdition(pipeline, template, {
      bulletin: letter.bulletin,
      slot: new Date(edition?.slot ?? pipeline.now()),
      by,
      id: letter.editionId,
      entries: [letter.entry.id],
      listVersion,
    });
  } else await redriveEdition(pipeline, edition);
  local.start();
  const sent = await untilSettled(pipeline, {
    ...options,
    listVersion,
    editionId: letter.editionId,
  });
  return { ...sent, listVersion };
}
