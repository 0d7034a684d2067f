import type { Account } from "../../core/ledger/account.ts";
import { sampleOf, withSample } from "../../core/ledger/account-sample.ts";
import { getSamples, putSamples } from "../../store/ledger/samples.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Keeps the main figures of an account that the clock has read anyway. Pages show from them how an
 * edition went, and compare editions, without reading a ledger.
 */
export async function keepSample(
  { table, now }: Pick<Pipeline, "table" | "now">,
  edition: string,
  account: Account,
): Promise<void> {
  const before = await getSamples(table, edition);
  const after = withSample(before, sampleOf(account, now()));
  if (after.length !== before.length || after.at(-1) !== before.at(-1))
    await putSamples(table, edition, after);
}
