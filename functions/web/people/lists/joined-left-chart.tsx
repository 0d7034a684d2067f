import type { JSX } from "hono/jsx/jsx-runtime";
import type { ListMonth } from "../../../core/people/list-count.ts";
import { DataTable } from "../../kit/data-table.tsx";

const size = { width: 600, height: 180, axis: 90, top: 20, bottom: 160 };

/** The width of "2026-11" on a phone. */
const namedWidth = 100;

/** "November 2026" */
function sayMonth(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** The people who joined (up) and left (down) in each month, as a picture and as a table. */
export function JoinedLeft({ months }: { readonly months: readonly ListMonth[] }): JSX.Element {
  return (
    <>
      <h2 class="govuk-heading-m">Joined and left</h2>
      <p class="govuk-body">
        Above the line: people who joined. Below it: people who left. A person who joined and left
        on one day counts as left.
      </p>
      <JoinedLeftChart months={months} />
      <DataTable caption="By month" columns={["Month", "Joined", "Left"]}>
        {months.toReversed().map(({ month, joined, left }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              {sayMonth(month)}
            </th>
            <td class="govuk-table__cell">{joined.toLocaleString("en")} joined</td>
            <td class="govuk-table__cell">{left.toLocaleString("en")} left</td>
          </tr>
        ))}
      </DataTable>
    </>
  );
}

/** The table beside it has the same figures, so screen readers skip the picture. */
function JoinedLeftChart({ months }: { readonly months: readonly ListMonth[] }): JSX.Element {
  const most = Math.max(1, ...months.flatMap(({ joined, left }) => [joined, left]));
  const width = size.width / Math.max(months.length, 6);
  const namedEach = Math.ceil(namedWidth / width);
  const heightOf = (count: number) => (count / most) * (size.axis - size.top);
  return (
    <svg
      class="dc-chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
      focusable="false"
    >
      {months.map(({ month, joined, left }, index) => (
        <g>
          <rect
            class="dc-chart__joined"
            x={index * width + width * 0.2}
            y={size.axis - heightOf(joined)}
            width={width * 0.6}
            height={heightOf(joined)}
          />
          <rect
            class="dc-chart__left"
            x={index * width + width * 0.2}
            y={size.axis}
            width={width * 0.6}
            height={heightOf(left)}
          />
          {index % namedEach === 0 && (
            <text
              class="dc-chart__text dc-chart__month"
              x={Math.max(namedWidth / 2, (index + 0.5) * width)}
              y={size.height - 2}
            >
              {month}
            </text>
          )}
        </g>
      ))}
      <line class="dc-chart__axis" x1={0} x2={size.width} y1={size.axis} y2={size.axis} />
    </svg>
  );
}
