import type { JSX } from "hono/jsx/jsx-runtime";
import type { Import } from "../../../core/people/imports/import.ts";
import { sayGreetings } from "../../../core/people/rows/greetings.ts";
import { sayCount } from "../../../core/text/say-count.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { sayPeople } from "../../kit/say.ts";
import { reasonWords } from "../copy-words.ts";
import { sayChanged } from "./import-words.ts";

/** What an import does, or has done: how many people, and how they are greeted. */
export function ImportResult({
  imported,
  isPlan,
  here,
}: {
  readonly imported: Import;
  readonly isPlan: boolean;
  readonly here: string;
}): JSX.Element {
  const { people, table, leaving, mode } = imported;
  const rows: readonly (readonly [string, JSX.Element | string])[] = [
    ["New on the list", sayPeople(people.new)],
    ["Changed", sayChanged(imported)],
    ["Unchanged", sayPeople(people.unchanged)],
    ...(isPlan || mode === "update" ? [] : ([["Left the list", sayPeople(leaving)]] as const)),
    ["Not written to", <KeptOut imported={imported} />],
    ["Cannot be imported", <BadRows imported={imported} here={here} />],
  ];
  return (
    <>
      <DataTable
        caption={`${sayCount(table?.rows ?? 0, "row", "rows")} in the file`}
        columns={["What", "How many"]}
      >
        {rows.map(([what, count]) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              {what}
            </th>
            <td class="govuk-table__cell dc-wrap">{count}</td>
          </tr>
        ))}
      </DataTable>
      {(table?.repeated ?? 0) > 0 && (
        <p class="govuk-body">
          {sayCount(table?.repeated ?? 0, "row repeats", "rows repeat")} an address. Each person
          counts once.
        </p>
      )}
      <Greeted imported={imported} />
    </>
  );
}

function KeptOut({ imported: { people } }: { readonly imported: Import }): JSX.Element {
  const reasons = Object.entries(people.reasons) as [keyof typeof people.reasons, number][];
  if (reasons.length === 0) return <>{sayPeople(0)}</>;
  return (
    <ul class="govuk-list">
      {reasons.map(([reason, count]) => (
        <li>
          {sayPeople(count)}: {reasonWords[reason]}
        </li>
      ))}
    </ul>
  );
}

function BadRows({
  imported: { table },
  here,
}: {
  readonly imported: Import;
  readonly here: string;
}): JSX.Element {
  const bad = table?.bad ?? 0;
  if (bad === 0) return <>{sayCount(0, "row", "rows")}</>;
  return (
    <a class="govuk-link" href={`${here}/bad.csv`}>
      {sayCount(bad, "row", "rows")}: download the reasons (CSV)
    </a>
  );
}

function Greeted({ imported: { table } }: { readonly imported: Import }): JSX.Element | null {
  if (!table) return null;
  const { own, unusable } = table.greetings;
  const sentences = [
    ...sayGreetings(table.greetings),
    ...(own + unusable === 0 && table.people > 0
      ? ["Nobody has a salutation of their own. Everybody gets the letter’s"]
      : []),
    ...table.ignored.map(
      column => `The column “${column}” is ignored. To greet people with it, change the columns`,
    ),
  ];
  if (sentences.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">How people are greeted</h2>
      <ul class="govuk-list govuk-list--bullet">
        {sentences.map(sentence => (
          <li class="dc-wrap">{sentence}.</li>
        ))}
      </ul>
    </>
  );
}
