import type { JSX } from "hono/jsx/jsx-runtime";
import type { Account } from "../../../core/ledger/account.ts";
import { type AccountSample, sampleOf } from "../../../core/ledger/account-sample.ts";
import { DataTable } from "../../kit/data-table.tsx";
import { sayDate, sayInstant, sayTime } from "../../kit/say.ts";

const size = { width: 600, height: 200, left: 4, right: 596, top: 12, bottom: 170 };

/** Rows of the table beside the picture. */
const maxRows = 12;

const lines = [
  { figure: "accepted", word: "Accepted" },
  { figure: "delivered", word: "Delivered" },
  { figure: "returned", word: "Returned" },
] as const;

type Props = {
  readonly samples: readonly AccountSample[];
  /** When the first letters were accepted (epoch milliseconds). */
  readonly began: number;
  readonly account: Account;
  readonly now: Date;
  readonly zone: string;
};

/** How many letters were accepted, delivered and returned over time, as a picture and as a table. */
export function DeliveryChart({ samples, began, account, now, zone }: Props): JSX.Element | null {
  const points = pointsOf(samples, began, sampleOf(account, now.getTime()));
  if (account.accepted === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">How the letters went out over time</span>
      </summary>
      <div class="govuk-details__text">
        <Picture points={points} zone={zone} />
        <DataTable caption="Letters so far" columns={["Time", ...lines.map(({ word }) => word)]}>
          {some(points, maxRows).map(point => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {sayPoint(point.at, began, zone)}
              </th>
              {lines.map(({ figure, word }) => (
                <td class="govuk-table__cell">
                  {point[figure].toLocaleString("en-GB")} {word.toLowerCase()}
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      </div>
    </details>
  );
}

/** From the first letter, when all figures were 0, to the figures of today. */
function pointsOf(
  samples: readonly AccountSample[],
  began: number,
  latest: AccountSample,
): AccountSample[] {
  const start = { at: began, audience: latest.audience, accepted: 0, delivered: 0, returned: 0 };
  const between = samples.filter(({ at }) => at > began && at < latest.at);
  return [start, ...between, latest];
}

/** The table beside it has the same figures, so screen readers skip the picture. */
function Picture({
  points,
  zone,
}: {
  readonly points: readonly AccountSample[];
  readonly zone: string;
}): JSX.Element {
  const from = points[0]?.at ?? 0;
  // The last figures may be of a day long after: the picture shows the hour in which letters went.
  const shown = points.length > 2 ? points.slice(0, -1) : points;
  const until = Math.max(from + 60_000, shown.at(-1)?.at ?? from);
  const most = Math.max(1, ...points.map(({ audience }) => audience));
  const x = (at: number) =>
    size.left + Math.min(1, (at - from) / (until - from)) * (size.right - size.left);
  const y = (count: number) => size.bottom - (count / most) * (size.bottom - size.top);
  return (
    <svg
      class="dc-chart"
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
      focusable="false"
    >
      {lines.map(({ figure }) => (
        <polyline
          class={`dc-chart__line dc-chart__line--${figure}`}
          points={shown
            .map(point => `${x(point.at).toFixed(1)},${y(point[figure]).toFixed(1)}`)
            .join(" ")}
        />
      ))}
      <line
        class="dc-chart__axis"
        x1={size.left}
        x2={size.right}
        y1={size.bottom}
        y2={size.bottom}
      />
      <text class="dc-chart__text dc-chart__text--start" x={size.left} y={size.height - 8}>
        {sayTime(new Date(from), zone)}
      </text>
      <text class="dc-chart__text dc-chart__text--end" x={size.right} y={size.height - 8}>
        {sayTime(new Date(until), zone)}
      </text>
    </svg>
  );
}

function sayPoint(at: number, began: number, zone: string): string {
  const [time, start] = [new Date(at), new Date(began)];
  return sayDate(time, zone) === sayDate(start, zone)
    ? sayTime(time, zone)
    : sayInstant(time, zone);
}

/** Evenly spaced ones, the first and the last among them. */
function some<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  const step = (all.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => all[Math.round(index * step)] as T);
}
