import {
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from "@aws-sdk/client-dynamodb";
import { maxTries } from "./back-off.ts";
import type { Table } from "./table.ts";

/**
 * Repeats a write that meets a transaction on the same item, with growing random waits. Nothing was
 * written then, and the SDK does not repeat it.
 */
export async function retryPassing<Answer>(
  table: Pick<Table, "backOff">,
  write: () => Promise<Answer>,
): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    try {
      return await write();
    } catch (error) {
      if (tried === maxTries || !isPassing(error)) throw error;
      await table.backOff(tried);
    }
  }
}

const passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

function isPassing(error: unknown): boolean {
  if (error instanceof TransactionInProgressException) return true;
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) =>
    Code === undefined || Code === "None" ? [] : [Code],
  );
  return codes.length > 0 && codes.every(code => passing.includes(code));
}
