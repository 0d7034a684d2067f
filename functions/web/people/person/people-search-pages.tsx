import type { JSX } from "hono/jsx/jsx-runtime";
import type { List } from "../../../core/people/list.ts";
import { activeIn } from "../../../core/people/suppression.ts";
import type { FoundPeople } from "../../../steps/people/find-people.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { ErrorSummary, type FieldProblem } from "../../kit/fields.tsx";
import { type Frame, Layout } from "../../kit/layout.tsx";
import { reasonWords } from "../copy-words.ts";
import { PeopleSearchForm } from "./people-search-form.tsx";
import { PersonLink } from "./person-link.tsx";

type Searched = {
  readonly frame: Frame;
  readonly text?: string;
  /** The list that is searched; all lists if undefined. */
  readonly list?: Pick<List, "id" | "name"> | undefined;
  readonly problems?: readonly FieldProblem[];
};

export function PeoplePageOfAll({ frame, text, list, problems = [] }: Searched): JSX.Element {
  return (
    <Layout frame={frame} title="People">
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">People</h1>
      <PeopleSearchForm list={list} text={text ?? ""} problems={problems} />
      <p class="govuk-body">
        Find a person to see their lists, what became of each letter, and what keeps letters from
        them.
      </p>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href="/lists">
            All lists
          </a>
        </li>
        <li>
          <a class="govuk-link" href="/suppressed">
            People that we do not write to
          </a>
        </li>
      </ul>
    </Layout>
  );
}

export function FoundPeoplePage({
  frame,
  text = "",
  list,
  found,
  names,
}: Searched & {
  readonly found: Exclude<FoundPeople, { kind: "person" }>;
  /** The names of the lists, by id. */
  readonly names: ReadonlyMap<string, string>;
}): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="People found"
      back={
        list ? { href: `/lists/${list.id}`, text: list.name } : { href: "/people", text: "People" }
      }
      wide
    >
      <h1 class="govuk-heading-l">{list ? `People on ${list.name}` : "People"}</h1>
      <PeopleSearchForm list={list} text={text} />
      {found.kind === "nobody" ? (
        <Nobody suppression={found.suppression} />
      ) : (
        <Results found={found} text={text} list={list} names={names} />
      )}
    </Layout>
  );
}

function Nobody({
  suppression,
}: {
  readonly suppression: Extract<FoundPeople, { kind: "nobody" }>["suppression"];
}): JSX.Element {
  const [first] = activeIn(suppression);
  return (
    <p class="govuk-body" role="status">
      {first
        ? `Nobody has this address now. We send nothing to it: ${reasonWords[first.since.reason]}.`
        : "Nobody has this address. Check the spelling, or search for a part of the name."}
    </p>
  );
}

function Results({
  found,
  text,
  list,
  names,
}: {
  readonly found: Extract<FoundPeople, { kind: "people" }>;
  readonly text: string;
  readonly list: Searched["list"];
  readonly names: ReadonlyMap<string, string>;
}): JSX.Element {
  const { people, next, read } = found;
  return (
    <>
      {people.length === 0 ? (
        <p class="govuk-body" role="status">
          {next
            ? `Nobody among the first ${read.toLocaleString("en")} places on lists.`
            : "Nobody found. Check the spelling, or search for a shorter part of the name."}
        </p>
      ) : (
        <DataTable caption="Found" columns={["Name", "Address", "List"]}>
          {people.map(person => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header dc-wrap">
                <PersonLink person={person} />
              </th>
              <td class="govuk-table__cell dc-wrap">
                <bdi>{person.email}</bdi>
              </td>
              <td class="govuk-table__cell dc-wrap">
                <bdi>{names.get(person.list) ?? "A single letter"}</bdi>
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {next && (
        <form action="/people" method="post">
          {list && <input type="hidden" name="list" value={list.id} />}
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="in" value={next.list} />
          <input type="hidden" name="after" value={next.after} />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Continue the search
          </button>
        </form>
      )}
    </>
  );
}
