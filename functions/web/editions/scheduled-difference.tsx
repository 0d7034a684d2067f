import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { chooseEntries, type Entry } from "../../core/bulletins/entry.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { nameOf } from "../kit/editors-room.ts";
import { sayInstant, sayList } from "../kit/say.ts";

/** How a letter that is sent now differs from that of the next date. */
export type ScheduledDifference = {
  readonly slot: Date;
  /** The entries of the next date, as they are now. */
  readonly planned: readonly Entry[];
  /** In the letter of now alone, and in that of the next date alone. */
  readonly onlyNow: readonly Entry[];
  readonly onlyThen: readonly Entry[];
};

/** Compares what is due now with what is due on the next date; undefined without a next date. */
export function differenceFromScheduled(
  bulletin: Bulletin,
  open: readonly Entry[],
  now: Date,
): ScheduledDifference | undefined {
  const slot = nextSlot(bulletin, now);
  if (!slot) return undefined;
  const dueAt = (date: Date) =>
    chooseEntries(bulletin, open, date).flatMap(verdict =>
      verdict.kind === "in" ? [verdict.entry] : [],
    );
  const [today, planned] = [dueAt(now), dueAt(slot)];
  const isIn = (entries: readonly Entry[], { id }: Entry) => entries.some(each => each.id === id);
  return {
    slot,
    planned,
    onlyNow: today.filter(entry => !isIn(planned, entry)),
    onlyThen: planned.filter(entry => !isIn(today, entry)),
  };
}

/** What sending now takes from the edition of the next date, and what it lacks. */
export function ScheduledNotice({
  difference: { slot, planned, onlyNow, onlyThen },
  zone,
}: {
  readonly difference: ScheduledDifference;
  readonly zone: string;
}): JSX.Element {
  const date = sayInstant(slot, zone);
  const names = (entries: readonly Entry[]) => sayList(entries.map(entry => `“${nameOf(entry)}”`));
  const rest = onlyThen.length;
  return (
    <div class="govuk-inset-text">
      <p>
        This is not the edition of {date}.{" "}
        {planned.length === rest
          ? "It has no entry in common with it."
          : `The entries that you send now are no longer in it${rest === 0 ? ": nothing is planned for it then" : ""}.`}
      </p>
      {rest > 0 && <p>Not in this letter, and planned for that date: {names(onlyThen)}.</p>}
      {onlyNow.length > 0 && <p>In this letter, and too late for that date: {names(onlyNow)}.</p>}
    </div>
  );
}
