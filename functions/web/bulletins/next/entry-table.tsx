import type { JSX } from "hono/jsx/jsx-runtime";
import type { Entry, Verdict } from "../../../core/bulletins/entry.ts";
import { whyHeld } from "../../entries/draft-words.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { nameOf } from "../../kit/editors-room.ts";
import { sayShortInstant } from "../../kit/say.ts";

/** The id of the form to which the checkboxes of entries belong. */
export const manyForm = "many-entries";

type Props = {
  readonly title: string;
  readonly count: number;
  readonly verdicts: readonly Verdict[];
  /** Whether the table says why the entries wait. */
  readonly isReason: boolean;
  readonly canWrite: boolean;
  readonly canSelect: boolean;
  readonly zone: string;
};

/** One group of open entries, with what an editor does to one of them, or selects. */
export function EntryTable(props: Props): JSX.Element {
  const { title, count, verdicts, isReason, canWrite, canSelect, zone } = props;
  const canMove = canWrite && verdicts.length > 1;
  const hasTopics = verdicts.some(({ entry }) => entry.topic !== undefined);
  const columns = [
    ...(canSelect ? ["Select"] : []),
    "Entry",
    ...(hasTopics ? ["Topic"] : []),
    isReason ? "When" : "Last saved",
    ...(canMove ? ["Order"] : []),
  ];
  return (
    <DataTable caption={`${title} (${count.toLocaleString("en-GB")})`} columns={columns}>
      {verdicts.map((verdict, index) => {
        const { entry } = verdict;
        return (
          <tr class="govuk-table__row" id={`entry-${entry.id}`}>
            {canSelect && (
              <td class="govuk-table__cell dc-select">
                <input
                  type="checkbox"
                  class="dc-checkbox"
                  form={manyForm}
                  name="entry"
                  value={`${entry.id}.${entry.version}`}
                  aria-label={`Select ${nameOf(entry)}`}
                />
              </td>
            )}
            <th scope="row" class="govuk-table__header dc-wrap">
              <a class="govuk-link" href={`/bulletins/${entry.bulletin}/entries/${entry.id}`}>
                {nameOf(entry)}
              </a>
            </th>
            {hasTopics && <td class="govuk-table__cell dc-words">{entry.topic ?? ""}</td>}
            <td class="govuk-table__cell" data-column={isReason ? undefined : "Last saved"}>
              {isReason && verdict.kind === "held"
                ? whyHeld(verdict.reason, zone)
                : sayShortInstant(new Date(entry.updatedAt), zone)}
            </td>
            {canMove && (
              <td class="govuk-table__cell">
                <MoveButton entry={entry} past={verdicts[index - 1]?.entry} way="up" />
                <MoveButton entry={entry} past={verdicts[index + 1]?.entry} way="down" />
              </td>
            )}
          </tr>
        );
      })}
    </DataTable>
  );
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
