import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../../core/access/member.ts";
import type { Subscriber } from "../../../core/people/subscriber.ts";
import { activeIn } from "../../../core/people/suppression.ts";
import type { ListPage } from "../../../store/list-page.ts";
import type { SuppressedAddress } from "../../../store/people/find-suppressions.ts";
import { DataTable, NextPage } from "../../kit/data-table.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import type { Names } from "./person-page.tsx";
import { SuppressionLine } from "./suppression-line.tsx";

type Props = {
  readonly frame: Frame;
  readonly page: ListPage<SuppressedAddress>;
  readonly people: ReadonlyMap<string, Subscriber>;
  readonly names: Names;
  readonly isLater: boolean;
};

/** Who is not written to, why, and since when: the latest first. */
export function SuppressedPage({ frame, page, people, names, isLater }: Props): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="People that we do not write to"
      back={{ href: "/people", text: "People" }}
      wide
    >
      <h1 class="govuk-heading-l">People that we do not write to</h1>
      {page.items.length === 0 ? (
        <p class="govuk-body">{isLater ? "Nobody else." : "Nobody. We write to everyone."}</p>
      ) : (
        <DataTable
          caption={isLater ? "More people" : "The latest first"}
          columns={["Person", "Why, and since when", "Write to them again"]}
        >
          {page.items.map(each => (
            <SuppressedRow
              each={each}
              person={each.subscriber === undefined ? undefined : people.get(each.subscriber)}
              names={names}
            />
          ))}
        </DataTable>
      )}
      {page.next !== undefined && (
        <NextPage href={`/suppressed?from=${encodeURIComponent(page.next)}`} />
      )}
    </Layout>
  );
}

function SuppressedRow({
  each,
  person,
  names,
}: {
  readonly each: SuppressedAddress;
  readonly person: Subscriber | undefined;
  readonly names: Names;
}): JSX.Element {
  const isErased = each.suppression.everywhere?.reason === "erased";
  // Their item is written after the address's. An address that they had before has its own item.
  const isNow = person !== undefined && activeIn(person.suppression).length > 0;
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header dc-wrap">
        {person ? (
          <>
            <a class="govuk-link" href={`/people/${person.id}`}>
              <bdi>{person.name ?? person.email}</bdi>
            </a>
            {!isNow && <span class="dc-note">An earlier address of theirs</span>}
          </>
        ) : isErased ? (
          "An erased person"
        ) : (
          "An address that nobody has now"
        )}
      </th>
      <td class="govuk-table__cell dc-wrap">
        <ul class="govuk-list">
          {activeIn(each.suppression).map(one => (
            <li>
              <SuppressionLine active={one} names={names} />
            </li>
          ))}
        </ul>
      </td>
      <td class="govuk-table__cell">
        {isNow ? (
          <May permission="people" on={everyBulletin}>
            <a class="govuk-link" href={`/people/${person.id}/lift`}>
              Lift
              <span class="govuk-visually-hidden"> for {person.name ?? person.email}</span>
            </a>
          </May>
        ) : (
          isErased && "Never"
        )}
      </td>
    </tr>
  );
}
