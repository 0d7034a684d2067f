import { NewerDataError, refuseNewerTable } from "../../functions/store/data-version.ts";
import type { Table } from "../../functions/store/table.ts";
import { BadInput } from "../cli/bad-input.ts";

const inDirectory = "use the newer version of Dear Colleague again, or another directory (--data)";

/**
 * Throws BadInput with one sentence if newer code has written to the table. `todo`: its advice, by
 * default for the table of a directory.
 */
export async function refuseNewerData(table: Table, todo = inDirectory): Promise<void> {
  await refuseNewerTable(table, todo).catch(error => {
    throw error instanceof NewerDataError ? new BadInput(error.message) : error;
  });
}
