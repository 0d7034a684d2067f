import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../../core/access/member.ts";
import type { List } from "../../../core/people/list.ts";
import type { ListCount } from "../../../core/people/list-count.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import { sayKind, sayListCount } from "./list-words.ts";

export type CountedList = { readonly list: List; readonly count: ListCount | undefined };

type Props = {
  readonly frame: Frame;
  readonly lists: readonly CountedList[];
  /** The names of the bulletins that use each list. */
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
  readonly now: Date;
};

/** All lists: those in use first, then the archived ones. */
export function ListsPage({ frame, lists, usedBy, now }: Props): JSX.Element {
  const inUse = lists.filter(({ list }) => list.archivedAt === undefined);
  const archived = lists.filter(({ list }) => list.archivedAt !== undefined);
  return (
    <Layout frame={frame} title="Lists" wide>
      <h1 class="govuk-heading-l">Lists</h1>
      <p class="govuk-body">
        A list is a set of people who get the same bulletins.{" "}
        <a class="govuk-link" href="/people">
          Find a person
        </a>
      </p>
      <May permission="people" on={everyBulletin}>
        <a class="govuk-button" href="/lists/new">
          Create a list
        </a>
      </May>
      {inUse.length === 0 ? (
        <p class="govuk-body">No lists yet.</p>
      ) : (
        <ListTable caption="Lists in use" lists={inUse} usedBy={usedBy} now={now} />
      )}
      {archived.length > 0 && (
        <ListTable caption="Archived lists" lists={archived} usedBy={usedBy} now={now} />
      )}
    </Layout>
  );
}

function ListTable({
  caption,
  lists,
  usedBy,
  now,
}: Omit<Props, "frame"> & { readonly caption: string }): JSX.Element {
  return (
    <DataTable caption={caption} columns={["List", "People", "Who may join", "Bulletins"]}>
      {lists.map(({ list, count }) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header dc-wrap">
            <a class="govuk-link" href={`/lists/${list.id}`}>
              <bdi>{list.name}</bdi>
            </a>
          </th>
          <td class="govuk-table__cell">{sayListCount(count, now)}</td>
          <td class="govuk-table__cell">{sayKind(list)}</td>
          <td class="govuk-table__cell dc-wrap">{usedBy.get(list.id)?.join(", ") ?? "None"}</td>
        </tr>
      ))}
    </DataTable>
  );
}
