import { isOver } from "../../../functions/core/bulletins/status.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { beginCorrection } from "../../../functions/steps/approval/corrections/begin-correction.ts";
import { readSentTexts } from "../../../functions/steps/approval/corrections/sent-texts.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import type { LocalPipeline } from "../local-pipeline.ts";
import { sampleApprover, sampleEditor } from "./sample-people.ts";

/** What was wrong in the sample edition, and what is right. */
const mistake = { was: "two weeks, if the weather holds", is: "three weeks, if the weather holds" };

/** The sample edition is over within a few seconds. */
const wait = { looks: 100, pauseMs: 300 };

/**
 * Corrects the sample edition once it is over, and approves the correction. Returns the correction's
 * id; undefined if it was corrected before.
 */
export async function correctSample(
  { pipeline, template }: Pick<LocalPipeline, "pipeline" | "template">,
  id: string,
): Promise<string | undefined> {
  for (let looks = 0; looks < wait.looks; looks++) {
    const edition = await getEdition(pipeline.table, id);
    if (!edition || edition.correctedBy !== undefined) return undefined;
    if (!isOver(edition)) {
      await runClock(pipeline, template);
      await pipeline.sleep(wait.pauseMs);
      continue;
    }
    const texts = (await readSentTexts(pipeline, edition)).map(text =>
      Object.assign(text, { body: text.body.replace(mistake.was, mistake.is) }),
    );
    const asked = { edition: id, texts, to: "who-got-it", isSaid: true, by: sampleEditor } as const;
    const begun = await beginCorrection(pipeline, template, asked);
    if (begun.kind !== "proposed") return undefined;
    const { hash } = begun.edition;
    const yes = { edition: begun.edition.id, hash, by: sampleApprover };
    await approveEdition(pipeline, template, yes);
    return begun.edition.id;
  }
  return undefined;
}
