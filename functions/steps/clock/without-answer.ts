import { addFacts } from "../../store/ledger/batch-progress.ts";
import { getMessages } from "../../store/ledger/messages.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Returns the doubtful positions without a stored message id. A worker may die after storing SES's
 * answers and before recording them. The other positions then have their letter; this records them
 * as accepted.
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
