import * as z from "zod";
import { type AccountSample, accountSampleSchema } from "../../core/ledger/account-sample.ts";
import { getItems } from "../batch-requests.ts";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

const samplesKey = (edition: string): Key => ({ PK: `EDITION#${edition}`, SK: "SAMPLES" });
const samplesItem = z.object({ samples: z.array(accountSampleSchema).default([]) });

/** Returns the samples of an edition's account, the earliest first. */
export async function getSamples(table: Table, edition: string): Promise<AccountSample[]> {
  return samplesItem.parse((await getItem(table, samplesKey(edition))) ?? {}).samples;
}

/** Returns the samples of some editions, by edition, in one request. */
export async function getSamplesOf(
  table: Table,
  editions: readonly string[],
): Promise<Map<string, AccountSample[]>> {
  const items = await getItems(table, editions.map(samplesKey));
  return new Map(
    items.map(item => [String(item.PK).slice("EDITION#".length), samplesItem.parse(item).samples]),
  );
}

/**
 * Stores the samples of an edition's account. They have their own item: sending reads the edition
 * before each window, so it must stay small.
 */
export async function putSamples(
  table: Table,
  edition: string,
  samples: readonly AccountSample[],
): Promise<void> {
  await updateItem(table, samplesKey(edition), {
    UpdateExpression: "SET samples = :samples",
    values: { ":samples": samples },
  });
}
