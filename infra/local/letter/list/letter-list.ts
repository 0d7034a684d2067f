import type { Edition } from "../../../../functions/core/bulletins/edition.ts";
import { importColleagues } from "../../../../functions/steps/people/import-colleagues.ts";
import { ImportRefused } from "../../../../functions/steps/people/import-lease.ts";
import { restoreListed } from "../../../../functions/steps/people/restore-listed.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { listContent } from "../../../../functions/store/people/import-leases.ts";
import { noteLetterList } from "../../../../functions/store/people/letter-lists.ts";
import { BadInput } from "../../../cli/bad-input.ts";
import type { SendLetterOptions } from "../send-letter.ts";

/**
 * Has the letter's own list hold exactly the people given. Gives what names this content of the list: the name differs after
 * every import, so that a walk over anything else the list held in between is known to be another.
 */
export async function fillLetterList(pipeline: Pipeline, known: Edition | undefined, given: SendLetterOptions): Promise<string> {
  const { letter, listVersion: version } = given;
  // A letter that an earlier version began goes on with the list that it was begun with.
  const list = known?.lists[0] ?? letter.editionId;
  await noteLetterList(pipeline.table, letter.bulletin.id, list);
  const content = await listContent(pipeline.table, list);
  if (content?.version === version) return nameOf(version, content.fence);
  try {
    const { fence } = await importColleagues(pipeline, list, given.colleagues(), {
      bulletin: letter.bulletin.id,
      version,
      expected: given.count,
      onProgress: given.onImport,
      ...(given.onWait && { onWait: given.onWait }),
    });
    return nameOf(version, fence);
  } catch (error) {
    if (error instanceof ImportRefused) throw new BadInput(`Nothing was sent: ${error.message}. The same command tries again.`);
    throw error;
  }
}

const nameOf = (version: string, fence: number) => `${version}.${fence}`;

const lookEveryMs = 200;

/**
 * Restores those whom the list names again, before this run's workers begin. A worker that was killed a moment ago still has the
 * batches that it held; that is waited for no longer than such a lease can last, should the clock have been set back.
 */
export async function restoreAllListed(pipeline: Pipeline, edition: Edition): Promise<void> {
  const { submitTimeout, slack } = pipeline.limits;
  const until = performance.now() + 2 * (submitTimeout + slack);
  while ((await restoreListed(pipeline, edition, performance.now() > until)).isBusy) await pipeline.sleep(lookEveryMs);
}
