import type { Edition } from "../../../core/bulletins/edition.ts";
import { type AccountSample, sampleOf } from "../../../core/ledger/account-sample.ts";
import { getSamplesOf } from "../../../store/ledger/samples.ts";
import { getLeftCounts } from "../../../store/people/left-counts.ts";
import type { Table } from "../../../store/table.ts";

/** What is known of an edition without its ledger. */
export type EditionFigures = {
  /** The figures that the clock kept last. */
  readonly figures: AccountSample | undefined;
  /** People who left by a link of the edition. */
  readonly left: number;
};

/**
 * Returns the figures of some editions, by id. The number of reads is the same for an audience of any
 * size.
 */
export async function findFigures(
  table: Table,
  editions: readonly Edition[],
): Promise<ReadonlyMap<string, EditionFigures>> {
  const ids = editions.map(({ id }) => id);
  const [samples, left] = await Promise.all([getSamplesOf(table, ids), getLeftCounts(table, ids)]);
  return new Map(
    editions.map(({ id, figures }) => [
      id,
      {
        figures: figures ? sampleOf(figures, Date.parse(figures.at)) : samples.get(id)?.at(-1),
        left: left.get(id) ?? 0,
      },
    ]),
  );
}

/** "98.2 %" of the accepted; empty if nothing is known. */
export function sayShare(
  figures: AccountSample | undefined,
  figure: "delivered" | "returned",
): string {
  if (!figures || figures.accepted === 0) return "";
  const percent = (100 * figures[figure]) / figures.accepted;
  return `${percent.toLocaleString("en-GB", { maximumFractionDigits: 1 })} %`;
}
