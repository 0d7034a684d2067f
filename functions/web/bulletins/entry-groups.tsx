import type { JSX } from "hono/jsx/jsx-runtime";
import type { Entry, Verdict } from "../../core/bulletins/entry.ts";
import { whyHeld } from "../entries/draft-words.ts";
import { DataTable } from "../kit/data-table.tsx";
import { nameOf } from "../kit/editors-room.ts";
import { May } from "../kit/layout.tsx";

/** The groups of open entries, as headings, with the verdicts that belong to each. */
const groups: readonly { readonly name: string; readonly has: (verdict: Verdict) => boolean }[] = [
  { name: "In this edition", has: verdict => verdict.kind === "in" },
  { name: "Drafts", has: held("draft") },
  { name: "Later", has: held("waits", "next") },
  { name: "Expired", has: held("expired") },
  { name: "Withdrawn", has: held("withdrawn") },
];

type HoldKind = Extract<Verdict, { kind: "held" }>["reason"]["kind"];

function held(...kinds: readonly HoldKind[]) {
  return (verdict: Verdict) => verdict.kind === "held" && kinds.includes(verdict.reason.kind);
}

/** A bulletin's open entries: what is in the next edition, and why the others are not. */
export function EntryGroups({
  verdicts,
  zone,
}: {
  readonly verdicts: readonly Verdict[];
  readonly zone: string;
}): JSX.Element {
  return (
    <>
      {groups.map(({ name, has }) => {
        const shown = verdicts.filter(has);
        return shown.length === 0 ? null : <Group name={name} verdicts={shown} zone={zone} />;
      })}
    </>
  );
}

function Group({
  name,
  verdicts,
  zone,
}: {
  readonly name: string;
  readonly verdicts: readonly Verdict[];
  readonly zone: string;
}): JSX.Element {
  const hasTopics = verdicts.some(({ entry }) => entry.topic !== undefined);
  return (
    <DataTable
      caption={`${name} (${verdicts.length})`}
      columns={["Entry", ...(hasTopics ? ["Topic"] : []), "When", "Order"]}
    >
      {verdicts.map((verdict, index) => {
        const { entry } = verdict;
        return (
          <tr class="govuk-table__row" id={`entry-${entry.id}`}>
            <th scope="row" class="govuk-table__header dc-wrap">
              <a class="govuk-link" href={`/bulletins/${entry.bulletin}/entries/${entry.id}`}>
                {nameOf(entry)}
              </a>
            </th>
            {hasTopics && <td class="govuk-table__cell dc-wrap">{entry.topic ?? ""}</td>}
            <td class="govuk-table__cell">{sayWhen(verdict, zone)}</td>
            <td class="govuk-table__cell">
              <May permission="write" on={entry.bulletin}>
                <MoveButton entry={entry} past={verdicts[index - 1]?.entry} way="up" />
                <MoveButton entry={entry} past={verdicts[index + 1]?.entry} way="down" />
              </May>
            </td>
          </tr>
        );
      })}
    </DataTable>
  );
}

function sayWhen(verdict: Verdict, zone: string): string {
  if (verdict.kind === "held") return whyHeld(verdict.reason, zone);
  return "In this edition.";
}

function MoveButton({
  entry,
  past,
  way,
}: {
  readonly entry: Entry;
  readonly past: Entry | undefined;
  readonly way: "up" | "down";
}): JSX.Element | null {
  if (!past) return null;
  return (
    <form
      class="dc-inline"
      action={`/bulletins/${entry.bulletin}/entries/${entry.id}/move`}
      method="post"
    >
      <input type="hidden" name="past" value={past.id} />
      <button type="submit" class="govuk-button govuk-button--secondary dc-small-button">
        {way === "up" ? "Up" : "Down"}
        <span class="govuk-visually-hidden">: move {nameOf(entry)}</span>
      </button>
    </form>
  );
}
