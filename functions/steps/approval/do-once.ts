import { claimNotice, endClaim, wasTold } from "../../store/bulletins/notices.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Does a piece of telling until it has succeeded once, even if several clocks run: `work` returns
 * whether it is done. It is claimed first, by its id.
 */
export async function doOnce(
  { table, now }: Pick<Pipeline, "table" | "now">,
  id: string,
  work: () => Promise<boolean>,
): Promise<void> {
  if ((await wasTold(table, id)) || !(await claimNotice(table, id, now()))) return;
  let doneAt: number | undefined;
  try {
    if (await work()) doneAt = now();
  } finally {
    await endClaim(table, id, doneAt);
  }
}
