import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../../core/access/history-item.ts";
import { everyBulletin } from "../../../core/access/member.ts";
import type { Import } from "../../../core/people/imports/import.ts";
import { isOpenList } from "../../../core/people/letters/letters-choice.ts";
import type { List } from "../../../core/people/list.ts";
import { type ListCount, monthsOf } from "../../../core/people/list-count.ts";
import type { Subscription } from "../../../core/people/subscription.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import type { ListPage as Part } from "../../../store/list-page.ts";
import { Banner } from "../../kit/banner.tsx";
import { DataTable, NextPage } from "../../kit/data-table.tsx";
import { History } from "../../kit/history.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import { sayDate, sayPeople } from "../../kit/say.ts";
import { ImportsOfList } from "../imports/imports-of-list.tsx";
import { maxPeoplePerFile } from "../people-csv.ts";
import { PeopleSearchForm } from "../person/people-search-form.tsx";
import { PersonLink } from "../person/person-link.tsx";
import { JoinedLeft } from "./joined-left-chart.tsx";
import { basisWords, joinedWords, sayKind, sayListCount } from "./list-words.ts";

type Props = {
  readonly frame: Frame;
  readonly list: List;
  readonly count: ListCount | undefined;
  readonly people: Part<Subscription>;
  readonly isLater: boolean;
  readonly usedBy: readonly { readonly id: string; readonly name: string }[];
  /** The base URL of the readers' site. */
  readonly readersUrl: string;
  readonly imports: readonly Import[];
  readonly history: readonly HistoryItem[];
  readonly done: string | undefined;
  readonly now: Date;
};

const doneWords: Readonly<Record<string, string>> = {
  created: "The list is created. Add people to it one by one, or import a file.",
  saved: "The settings are saved.",
  added: "The person is on the list.",
  removed: "The person is no longer on the list. They stay on their other lists.",
  archived: "The list is archived.",
  restored: "The list is in use again.",
};

/** A list: its people, where they came from, and what was decided about it. */
export function OneListPage(props: Props): JSX.Element {
  const { frame, list, count, done, now, imports, history, isLater } = props;
  const here = `/lists/${list.id}`;
  const said = done === undefined ? undefined : doneWords[done];
  return (
    <Layout frame={frame} title={list.name} back={{ href: "/lists", text: "All lists" }} wide>
      {said && <Banner>{said}</Banner>}
      <h1 class="govuk-heading-l dc-wrap">
        <bdi>{list.name}</bdi>
      </h1>
      <p class="govuk-body">
        {sayListCount(count, now)}
        {count && count.notWrittenTo > 0 && (
          <>
            {", "}
            <a class="govuk-link" href="/suppressed">
              {sayNotWritten(count.notWrittenTo)}
            </a>
          </>
        )}
        {". "}
        {sayKind(list)}.
      </p>
      {list.description && <p class="govuk-body dc-wrap">{list.description}</p>}
      <May permission="people" on={everyBulletin}>
        <div class="govuk-button-group">
          {list.archivedAt === undefined && (
            <a class="govuk-button" href={`${here}/add`}>
              Add a person
            </a>
          )}
          {list.archivedAt === undefined && (
            <a class="govuk-link" href={`${here}/import`}>
              Import people
            </a>
          )}
          <a class="govuk-link" href={`${here}/reconfirm`}>
            Ask who still wants letters
          </a>
          <a class="govuk-link" href={`${here}/settings`}>
            Settings
          </a>
          {count && count.people <= maxPeoplePerFile && (
            <a class="govuk-link" href={`${here}/people.csv`}>
              Download the people (CSV)
            </a>
          )}
        </div>
      </May>
      {count && count.people > maxPeoplePerFile && (
        <p class="govuk-body">
          The list is too long for a download here. An operator downloads it with{" "}
          <code>npm run list -- export {list.id}</code>.
        </p>
      )}
      {!isLater && (
        <May permission="people" on={everyBulletin}>
          <ImportsOfList imports={imports} now={now} />
        </May>
      )}
      <PeopleSearchForm list={list} />
      <PeopleTable {...props} />
      {!isLater && (
        <>
          {count && <JoinedLeft months={monthsOf(count)} />}
          {count && count.people > 0 && <Sources count={count} />}
          <Facts {...props} />
          <History items={history} zone="UTC" />
        </>
      )}
    </Layout>
  );
}

/** "2 of them are not written to" */
function sayNotWritten(count: number): string {
  return `${sayCount(count, "of them is", "of them are")} not written to`;
}

function PeopleTable({ list, people, isLater }: Props): JSX.Element {
  const here = `/lists/${list.id}`;
  if (people.items.length === 0)
    return <p class="govuk-body">{isLater ? "Nobody else." : "Nobody is on this list yet."}</p>;
  return (
    <>
      <DataTable
        caption={isLater ? "More people" : "People, in the order in which they became known"}
        columns={["Name", "Address", "On the list since", "How", "Remove"]}
      >
        {people.items.map(person => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header dc-wrap">
              <PersonLink person={person} />
            </th>
            <td class="govuk-table__cell dc-wrap dc-address">
              <bdi>{person.email}</bdi>
            </td>
            <td class="govuk-table__cell">{sayDate(new Date(person.joinedAt), "UTC")}</td>
            <td class="govuk-table__cell">{joinedWords[person.how]}</td>
            <td class="govuk-table__cell">
              <May permission="people" on={everyBulletin}>
                <a class="govuk-link" href={`${here}/remove/${person.id}`}>
                  Remove
                  <span class="govuk-visually-hidden"> {person.name ?? person.email}</span>
                </a>
              </May>
            </td>
          </tr>
        ))}
      </DataTable>
      {people.next !== undefined && <NextPage href={`${here}?after=${people.next}`} />}
    </>
  );
}

function Sources({ count }: { readonly count: ListCount }): JSX.Element {
  return (
    <DataTable caption="Where they came from" columns={["How", "People"]}>
      {Object.entries(count.how).map(([how, people]) => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header">
            {joinedWords[how as keyof typeof joinedWords]}
          </th>
          <td class="govuk-table__cell">{sayPeople(people)}</td>
        </tr>
      ))}
    </DataTable>
  );
}

/** The addresses of the forms on the readers' site: one for each bulletin. */
function JoinAddresses({
  list,
  usedBy,
  readersUrl,
}: Pick<Props, "list" | "usedBy" | "readersUrl">): JSX.Element {
  if (!isOpenList(list))
    return <>Nowhere: the list is {list.archivedAt ? "archived" : "private"}</>;
  if (usedBy.length === 0) return <>Nowhere yet: no bulletin uses the list</>;
  return (
    <ul class="govuk-list">
      {usedBy.map(({ id }) => (
        <li>
          <a class="govuk-link" href={`${readersUrl}/subscribe/${id}`}>
            {`${readersUrl}/subscribe/${id}`}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Welcome({ list }: Pick<Props, "list">): JSX.Element {
  if (!list.welcome) return <>None</>;
  return (
    <>
      Written: people who join get it.{" "}
      <a class="govuk-link" href={`/lists/${list.id}/welcome`}>
        Preview the welcome letter
      </a>
    </>
  );
}

function Facts({ list, usedBy, readersUrl }: Props): JSX.Element {
  const facts: readonly (readonly [string, JSX.Element | string])[] = [
    ["Id", list.id],
    ["Lawful basis", list.lawfulBasis ? basisWords[list.lawfulBasis] : "Not decided yet"],
    ["Why people get letters", list.purpose ?? "Not said yet"],
    [
      "People who join themselves",
      list.optIn === "double" ? "confirm by email" : "are on the list at once",
    ],
    ["Welcome letter", <Welcome list={list} />],
    ["Where people join", <JoinAddresses list={list} usedBy={usedBy} readersUrl={readersUrl} />],
    [
      "Bulletins",
      usedBy.length === 0 ? (
        "None"
      ) : (
        <ul class="govuk-list">
          {usedBy.map(({ id, name }) => (
            <li>
              <a class="govuk-link" href={`/bulletins/${id}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      ),
    ],
  ];
  return (
    <dl class="govuk-summary-list">
      {facts.map(([key, value]) => (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value dc-wrap">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
