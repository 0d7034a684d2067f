import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type UpcomingDate, upcomingDates } from "../../core/bulletins/schedule/next-slot.ts";
import { sayInstant } from "../kit/say.ts";
import { sayDateNote } from "./say-schedule.ts";

/** Returns the next dates until `count` of them are sent, with those that are skipped. */
export function datesToShow(bulletin: Bulletin, now: Date, count: number): UpcomingDate[] {
  const dates: UpcomingDate[] = [];
  let sent = 0;
  for (const date of upcomingDates(bulletin, now)) {
    dates.push(date);
    if (!date.isSkipped) sent++;
    if (sent === count || dates.length === 3 * count) break;
  }
  return dates;
}

/** The dates in order, each with the reason why it is not as the schedule has it. */
export function DatesList({
  dates,
  zone,
}: {
  readonly dates: readonly UpcomingDate[];
  readonly zone: string;
}): JSX.Element {
  return (
    <ol class="govuk-list">
      {dates.map(date => (
        <li>
          <DateText date={date} zone={zone} />
        </li>
      ))}
    </ol>
  );
}

export function DateText({
  date,
  zone,
}: {
  readonly date: UpcomingDate;
  readonly zone: string;
}): JSX.Element {
  const when = sayInstant(date.slot, zone);
  return (
    <>
      {date.isSkipped ? <s>{when}</s> : when}
      {date.notes.length > 0 && (
        <span class="govuk-hint"> {date.notes.map(sayDateNote).join(" ")}</span>
      )}
    </>
  );
}
