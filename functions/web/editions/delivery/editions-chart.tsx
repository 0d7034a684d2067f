import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { EditionFigures } from "./edition-figures.ts";

/** The latest editions with figures: more bars are too thin to compare. */
const maxBars = 8;
const size = { width: 600, height: 150, axis: 105, top: 10, bottom: 130 };

/**
 * How many letters of the latest editions were delivered, and came back. The table beside it has the
 * same figures, so screen readers skip the picture.
 */
export function EditionsChart({
  editions,
  figures,
  zone,
}: {
  /** Latest first. */
  readonly editions: readonly Edition[];
  readonly figures: ReadonlyMap<string, EditionFigures>;
  readonly zone: string;
}): JSX.Element | null {
  const bars = editions
    .flatMap(({ id, slot }) => {
      const known = figures.get(id)?.figures;
      return known && known.accepted > 0 ? [Object.assign({ slot }, known)] : [];
    })
    .slice(0, maxBars)
    .reverse();
  if (bars.length < 2) return null;
  const most = Math.max(1, ...bars.flatMap(({ delivered, returned }) => [delivered, returned]));
  const width = size.width / Math.max(bars.length, 6);
  const up = (count: number) => (count / most) * (size.axis - size.top);
  const down = (count: number) => Math.min(up(count), size.bottom - size.axis);
  return (
    <figure class="dc-figure">
      <figcaption class="govuk-body">
        Above the line: letters that were delivered. Below it: letters that came back.
      </figcaption>
      <svg
        class="dc-chart"
        viewBox={`0 0 ${size.width} ${size.height}`}
        aria-hidden="true"
        focusable="false"
      >
        {bars.map(({ slot, delivered, returned }, index) => (
          <g>
            <rect
              class="dc-chart__joined"
              x={index * width + width * 0.2}
              y={size.axis - up(delivered)}
              width={width * 0.6}
              height={up(delivered)}
            />
            <rect
              class="dc-chart__left"
              x={index * width + width * 0.2}
              y={size.axis}
              width={width * 0.6}
              height={down(returned)}
            />
            <text class="dc-chart__text" x={(index + 0.5) * width} y={size.height - 2}>
              {sayDay(slot, zone)}
            </text>
          </g>
        ))}
        <line class="dc-chart__axis" x1={0} x2={size.width} y1={size.axis} y2={size.axis} />
      </svg>
    </figure>
  );
}

/** "24 Nov" */
function sayDay(slot: string, timeZone: string): string {
  return new Date(slot).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone });
}
