import type { Edition } from "../../../../functions/core/bulletins/edition.ts";
import { importReasonInEnglish } from "../../../../functions/core/people/imports/import-reason.ts";
import { importList } from "../../../../functions/steps/people/import-list.ts";
import { ImportRefused } from "../../../../functions/steps/people/imports/import-lease.ts";
import { restoreListed } from "../../../../functions/steps/people/restore-listed.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { listContent } from "../../../../functions/store/people/import-leases.ts";
import { BadInput } from "../../../cli/bad-input.ts";
import { commandActor } from "../../../cli/command-actor.ts";
import type { SendLetterOptions } from "../send-letter.ts";

/**
 * Imports the given people into the letter's own list; the list then holds exactly these people.
 * Returns the version of this content. Every import gets a new version, so that a later run
 * recognises content imported in between.
 */
export async function fillLetterList(
  pipeline: Pipeline,
  known: Edition | undefined,
  given: SendLetterOptions,
): Promise<string> {
  const { letter, listVersion: version } = given;
  // Earlier releases named the list differently. A letter keeps the list that it started with.
  const list = known?.lists[0] ?? letter.editionId;
  const content = await listContent(pipeline.table, list);
  if (content?.version === version) return versionOf(version, content.fence);
  try {
    const { fence } = await importList(pipeline, list, given.colleagues(), {
      by: commandActor(),
      version,
      expected: given.count,
      onProgress: given.onImport,
      ...(given.onWait && { onWait: given.onWait }),
    });
    return versionOf(version, fence);
  } catch (error) {
    if (error instanceof ImportRefused)
      throw new BadInput(
        `Nothing was sent: ${importReasonInEnglish(error.reason)}. Run the same command to try again.`,
      );
    throw error;
  }
}

const versionOf = (version: string, fence: number) => `${version}.${fence}`;

/**
 * Whether an edition was addressed to the content of a list, from this import or from a later import
 * of the same content. Two runs that give the same list thus agree, whichever imported it last.
 */
export function isAddressedTo(
  { listVersion = "" }: Pick<Edition, "listVersion">,
  wanted: string,
): boolean {
  const [of, by] = [readVersionOf(listVersion), readVersionOf(wanted)];
  return of.content === by.content && of.fence >= by.fence;
}

function readVersionOf(listVersion: string): { readonly content: string; readonly fence: number } {
  const dot = listVersion.lastIndexOf(".");
  return { content: listVersion.slice(0, dot), fence: Number(listVersion.slice(dot + 1)) };
}

const lookEveryMs = 200;

/**
 * Restores the people who are on the list again, before this run's workers start. A killed worker's
 * batches stay leased for a while, so this waits for them. The wait is at most the longest lease:
 * if the clock was set back, leases seem to last longer.
 */
export async function restoreAllListed(pipeline: Pipeline, edition: Edition): Promise<void> {
  const { submitTimeoutMs, slackMs } = pipeline.limits;
  const until = performance.now() + 2 * (submitTimeoutMs + slackMs);
  while ((await restoreListed(pipeline, edition, performance.now() > until)).isBusy)
    await pipeline.sleep(lookEveryMs);
}
