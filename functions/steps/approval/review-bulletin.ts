import { isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { latestEditions } from "../../store/bulletins/editions.ts";
import type { Pipeline } from "../pipeline.ts";
import { reviewEdition } from "./review-edition.ts";

/** Editions of a bulletin that may wait at the same time. */
const maxEditions = 5;

/**
 * Looks at a bulletin's proposed editions right after someone changed it. Logs a failure: the change
 * is saved, and the clock looks again within a minute.
 */
export async function reviewBulletin(
  pipeline: Pipeline,
  template: Template,
  bulletin: string,
): Promise<void> {
  try {
    for await (const edition of latestEditions(pipeline.table, bulletin, maxEditions))
      if (isProposed(edition)) await reviewEdition(pipeline, template, edition);
  } catch (error) {
    pipeline.log("review-failed", { bulletin, error: String(error) });
  }
}
