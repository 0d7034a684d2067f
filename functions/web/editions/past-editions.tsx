import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { ListPage } from "../../store/list-page.ts";
import { DataTable, NextPage } from "../kit/data-table.tsx";
import { zoneOf } from "../kit/editors-room.ts";
import { sayInstant } from "../kit/say.ts";
import { StateTag } from "./edition-status.tsx";

/** Editions on one page. */
export const maxEditions = 50;

/** A page of a bulletin's editions, with a link to the older ones. */
export function PastEditions({
  bulletin,
  editions,
  caption,
  now,
}: {
  readonly bulletin: Bulletin;
  readonly editions: ListPage<Edition>;
  readonly caption: string;
  readonly now: Date;
}): JSX.Element {
  return (
    <>
      {editions.items.length === 0 ? (
        <p class="govuk-body">No editions yet.</p>
      ) : (
        <DataTable caption={caption} columns={["Edition", "Due", "Status"]}>
          {editions.items.map(edition => (
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
                <StateTag edition={edition} now={now} zone={zoneOf(bulletin)} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {editions.next !== undefined && (
        <NextPage
          href={`/bulletins/${bulletin.id}/editions?from=${encodeURIComponent(editions.next)}`}
          text="Older editions"
        />
      )}
    </>
  );
}
