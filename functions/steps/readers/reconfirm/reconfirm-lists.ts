import { dueReconfirmations } from "../../../store/people/reconfirmations.ts";
import type { OnUnreadable } from "../../../store/table.ts";
import type { Pipeline } from "../../pipeline.ts";
import { continueReconfirmation } from "./continue-reconfirmation.ts";

/** The emails and removals of one tick. The next tick goes on. */
const workMs = 20_000;

/** Goes on with the lists whose people are asked whether they still want letters. */
export async function reconfirmLists(
  pipeline: Pipeline,
  onUnreadable: OnUnreadable,
  each: (what: Readonly<Record<string, string>>, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const until = pipeline.monotonic() + workMs;
  for (const { list } of await dueReconfirmations(
    pipeline.table,
    new Date(pipeline.now()),
    onUnreadable,
  ))
    await each({ reconfirm: list }, async () => {
      await continueReconfirmation(pipeline, list, until);
    });
}
