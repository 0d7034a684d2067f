import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { StateTag } from "../../editions/edition-status.tsx";
import { DataTable } from "../../kit/data-table.tsx";

/** An edition that comes up, or went out. `cells` stand between its name and its state. */
export type EditionLine = {
  readonly href: string;
  readonly name: string;
  readonly cells: readonly string[];
  readonly bulletin: Bulletin;
  readonly edition: Edition | undefined;
};

type Props = {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  /** Of the name and the cells. */
  readonly columns: readonly string[];
  readonly lines: readonly EditionLine[];
  readonly now: Date;
};

/** A part of the home page: editions of all bulletins, each with its state. */
export function EditionLines({
  id,
  title,
  caption,
  columns,
  lines,
  now,
}: Props): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {title}
      </h2>
      <DataTable caption={caption} isCaptionHidden columns={[...columns, "State"]}>
        {lines.map(({ href, name, cells, bulletin, edition }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header dc-wrap">
              <a class="govuk-link" href={href}>
                {name}
              </a>
            </th>
            {cells.map((cell, index) => (
              <td class="govuk-table__cell dc-wrap" data-column={columns[index + 1]}>
                {cell}
              </td>
            ))}
            <td class="govuk-table__cell">
              <StateTag edition={edition} bulletin={bulletin} now={now} />
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
