import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { keepsEntries } from "../../../core/bulletins/status.ts";
import { type AccountSample, sampleOf } from "../../../core/ledger/account-sample.ts";
import { listEditions } from "../../../store/bulletins/editions.ts";
import { getSamplesOf } from "../../../store/ledger/samples.ts";
import { getLeftCounts } from "../../../store/people/left-counts.ts";
import type { Table } from "../../../store/table.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { sayDate } from "../../kit/say.ts";

/** Editions in the table, this one among them. */
const maxEditions = 6;

/** An edition with its latest known figures. */
export type Compared = {
  readonly edition: Edition;
  readonly figures: AccountSample | undefined;
  /** People who left by a link of the edition. */
  readonly left: number;
};

/**
 * Returns an edition and the ones before it, with the figures that the clock kept last. The number of
 * reads is the same for an audience of any size.
 */
export async function findCompared(
  table: Table,
  edition: Edition,
  figures: AccountSample,
): Promise<Compared[]> {
  const page = { maxItems: 2 * maxEditions, from: edition.slot };
  const { items } = await listEditions(table, edition.bulletin, page);
  const earlier = items.filter(each => each.id !== edition.id && keepsEntries(each));
  const shown = earlier.slice(0, maxEditions - 1);
  const ids = shown.map(({ id }) => id);
  const [samples, left] = await Promise.all([
    getSamplesOf(table, ids),
    getLeftCounts(table, [edition.id, ...ids]),
  ]);
  const leftOf = ({ id }: Edition) => left.get(id) ?? 0;
  const known = shown.map(each => ({
    edition: each,
    figures: each.figures
      ? sampleOf(each.figures, Date.parse(each.figures.at))
      : samples.get(each.id)?.at(-1),
    left: leftOf(each),
  }));
  return [{ edition, figures, left: leftOf(edition) }, ...known];
}

/** The edition beside the ones before it. */
export function ComparedEditions({
  editions,
  zone,
}: {
  readonly editions: readonly Compared[];
  readonly zone: string;
}): JSX.Element | null {
  if (editions.length < 2) return null;
  const columns = ["Date", "Audience", "Delivered", "Returned", "Left"];
  return (
    <DataTable caption="Beside earlier editions" columns={columns}>
      {editions.map(({ edition, figures, left }, index) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header dc-wrap">
            {index === 0 ? (
              "This edition"
            ) : (
              <a class="govuk-link" href={`/editions/${edition.id}`}>
                {sayDate(new Date(edition.slot), zone)}
              </a>
            )}
            {edition.corrects && " (correction)"}
          </th>
          <td class="govuk-table__cell">
            {(figures?.audience ?? edition.audience).toLocaleString("en-GB")} people
          </td>
          <td class="govuk-table__cell">{share(figures, "delivered")}</td>
          <td class="govuk-table__cell">{share(figures, "returned")}</td>
          <td class="govuk-table__cell">
            {figures ? `${left.toLocaleString("en-GB")} left` : "Not known"}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** "98.2 % delivered" of the accepted. */
function share(figures: AccountSample | undefined, figure: "delivered" | "returned"): string {
  if (!figures || figures.accepted === 0) return "Not known";
  const percent = (100 * figures[figure]) / figures.accepted;
  return `${percent.toLocaleString("en-GB", { maximumFractionDigits: 1 })} % ${figure}`;
}
