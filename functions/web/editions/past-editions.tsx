import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { DataTable } from "../kit/data-table.tsx";
import { zoneOf } from "../kit/editors-room.ts";
import { sayCount, sayInstant } from "../kit/say.ts";
import { EditionStatusTag } from "./edition-status.tsx";

const maxShown = 50;

export function PastEditions({
  bulletin,
  editions,
}: {
  readonly bulletin: Bulletin;
  readonly editions: readonly Edition[];
}): JSX.Element {
  return (
    <section aria-labelledby="past">
      <h2 class="govuk-heading-l" id="past">
        Editions
      </h2>
      {editions.length === 0 ? (
        <p class="govuk-body">No editions yet.</p>
      ) : (
        <DataTable
          caption={
            editions.length > maxShown
              ? `The latest ${maxShown} of ${sayCount(editions.length, "edition", "editions")}`
              : "Latest first"
          }
          columns={["Edition", "Due", "Status"]}
        >
          {editions.slice(0, maxShown).map(edition => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header dc-wrap">
                <a class="govuk-link" href={`/editions/${edition.id}`}>
                  {edition.subject || "Without a letter"}
                </a>
              </th>
              <td class="govuk-table__cell">
                {sayInstant(new Date(edition.slot), zoneOf(bulletin))}
              </td>
              <td class="govuk-table__cell">
                <EditionStatusTag status={edition.status} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}
