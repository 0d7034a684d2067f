import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { keepsEntries } from "../../core/bulletins/status.ts";
import type { ListPage } from "../../store/list-page.ts";
import { DataTable, NextPage } from "../kit/data-table.tsx";
import { zoneOf } from "../kit/editors-room.ts";
import { sayShortInstant, sayZone } from "../kit/say.ts";
import { type EditionFigures, sayShare } from "./delivery/edition-figures.ts";
import { StateTag } from "./edition-status.tsx";

/** Editions on one page. */
export const maxEditions = 50;

/** A page of a bulletin's editions, with a link to the older ones. */
export function PastEditions({
  bulletin,
  editions,
  figures,
  caption,
  now,
}: {
  readonly bulletin: Bulletin;
  readonly editions: ListPage<Edition>;
  /** By edition. Without them, the table has dates and states alone. */
  readonly figures?: ReadonlyMap<string, EditionFigures>;
  readonly caption: string;
  readonly now: Date;
}): JSX.Element {
  return (
    <>
      {editions.items.length === 0 ? (
        <p class="govuk-body">No editions yet.</p>
      ) : (
        <DataTable
          caption={caption}
          isCaptionHidden
          columns={[
            "Edition",
            `Date (${sayZone(zoneOf(bulletin))})`,
            ...(figures ? ["People", "Delivered", "Returned", "Unsubscribed"] : []),
            "State",
          ]}
        >
          {editions.items.map(edition => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header dc-wrap">
                <a class="govuk-link" href={`/editions/${edition.id}`}>
                  {edition.subject || "Without a letter"}
                </a>
              </th>
              <td class="govuk-table__cell">
                {sayShortInstant(new Date(edition.slot), zoneOf(bulletin))}
              </td>
              {figures && <FigureCells edition={edition} known={figures.get(edition.id)} />}
              <td class="govuk-table__cell">
                <StateTag edition={edition} bulletin={bulletin} now={now} />
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

function FigureCells({
  edition,
  known,
}: {
  readonly edition: Edition;
  readonly known: EditionFigures | undefined;
}): JSX.Element {
  const { figures, left = 0 } = known ?? {};
  const people = keepsEntries(edition) ? (figures?.audience ?? edition.audience) : undefined;
  return (
    <>
      <td class="govuk-table__cell" data-column="People">
        {people?.toLocaleString("en-GB") ?? ""}
      </td>
      <td class="govuk-table__cell" data-column="Delivered">
        {sayShare(figures, "delivered")}
      </td>
      <td class="govuk-table__cell" data-column="Returned">
        {sayShare(figures, "returned")}
      </td>
      <td class="govuk-table__cell" data-column="Unsubscribed">
        {figures ? left.toLocaleString("en-GB") : ""}
      </td>
    </>
  );
}
