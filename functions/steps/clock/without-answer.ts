import { addFacts } from "../../store/ledger/batch-progress.ts";
import { getMessages } from "../../store/ledger/messages.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Of positions in doubt those of whom no message id is kept either: a worker that died between keeping SES's answers and recording them
 * leaves the others in doubt, who have their letter. That is recorded now.
 */
export async function withoutAnswer(
  { table }: Pick<Pipeline, "table">,
  edition: string,
  batch: string,
  positions: readonly number[],
): Promise<number[]> {
  const messages = await getMessages(table, edition, batch);
  const accepted = positions.filter(position => messages.has(position));
  if (accepted.length > 0) await addFacts(table, edition, batch, { accepted });
  return positions.filter(position => !messages.has(position));
}
