import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { isBound } from "../../core/bulletins/status.ts";
import type { ListPage } from "../../store/list-page.ts";
import { BulletinTabs } from "../kit/bulletin-tabs.tsx";
import { DataTable, NextPage } from "../kit/data-table.tsx";
import { type EditorsRoom, nameOf, zoneOf } from "../kit/editors-room.ts";
import { Layout } from "../kit/layout.tsx";
import { sayEntryStatus, sayInstant } from "../kit/say.ts";

/** A page of all of a bulletin's entries, the sent ones too. */
export function EntriesPage({
  room,
  bulletin,
  entries,
  isLater,
}: {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly entries: ListPage<Entry>;
  /** True if this is not the first page. */
  readonly isLater: boolean;
}): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  return (
    <Layout
      frame={room.frame}
      title={`Entries of ${bulletin.name}`}
      back={{ href: here, text: bulletin.name }}
      wide
    >
      <BulletinTabs room={room} bulletin={bulletin} current="entries" />
      <h1 class="govuk-heading-l">Entries of {bulletin.name}</h1>
      {entries.items.length === 0 ? (
        <p class="govuk-body">{isLater ? "No older entries." : "No entries yet."}</p>
      ) : (
        <DataTable
          caption={isLater ? "Older entries, newest first" : "Newest first"}
          columns={["Entry", "State", "Last saved"]}
        >
          {entries.items.map(entry => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header dc-wrap">
                <a class="govuk-link" href={`${here}/entries/${entry.id}`}>
                  {nameOf(entry)}
                </a>
              </th>
              <td class="govuk-table__cell">
                <EntryState entry={entry} />
              </td>
              <td class="govuk-table__cell">
                {sayInstant(new Date(entry.updatedAt), zoneOf(bulletin))}
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {entries.next !== undefined && (
        <NextPage href={`${here}/entries?from=${entries.next}`} text="Older entries" />
      )}
    </Layout>
  );
}

function EntryState({ entry }: { readonly entry: Entry }): JSX.Element {
  if (!isBound(entry))
    return <>{entry.deletedAt === undefined ? sayEntryStatus(entry) : "Deleted"}</>;
  return (
    <>
      In{" "}
      <a class="govuk-link" href={`/editions/${entry.edition}`}>
        this edition
        <span class="govuk-visually-hidden"> with {nameOf(entry)}</span>
      </a>
    </>
  );
}
