import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { keepsEntries } from "../../../core/bulletins/status.ts";
import type { AccountSample } from "../../../core/ledger/account-sample.ts";
import { listEditions } from "../../../store/bulletins/editions.ts";
import type { Table } from "../../../store/table.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { sayDate } from "../../kit/say.ts";
import { type EditionFigures, findFigures, sayShare } from "./edition-figures.ts";

/** Editions in the table, this one among them. */
const maxEditions = 6;

/** An edition with its latest known figures. */
export type Compared = EditionFigures & { readonly edition: Edition };

/** Returns an edition and the ones before it. `figures`: of this one, as they are now. */
export async function findCompared(
  table: Table,
  edition: Edition,
  figures: AccountSample,
): Promise<Compared[]> {
  const page = { maxItems: 2 * maxEditions, from: edition.slot };
  const { items } = await listEditions(table, edition.bulletin, page);
  const earlier = items.filter(each => each.id !== edition.id && keepsEntries(each));
  const shown = [edition, ...earlier.slice(0, maxEditions - 1)];
  const known = await findFigures(table, shown);
  return shown.map((each, index) => {
    const { left = 0, figures: kept } = known.get(each.id) ?? {};
    return { edition: each, left, figures: index === 0 ? figures : kept };
  });
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
  const columns = ["Date", "People", "Delivered", "Returned", "Unsubscribed"];
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
          <td class="govuk-table__cell" data-column="People">
            {(figures?.audience ?? edition.audience).toLocaleString("en-GB")}
          </td>
          <td class="govuk-table__cell" data-column="Delivered">
            {sayShare(figures, "delivered") || "Not known"}
          </td>
          <td class="govuk-table__cell" data-column="Returned">
            {sayShare(figures, "returned") || "Not known"}
          </td>
          <td class="govuk-table__cell" data-column="Unsubscribed">
            {figures ? left.toLocaleString("en-GB") : "Not known"}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
