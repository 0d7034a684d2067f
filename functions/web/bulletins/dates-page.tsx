import type { JSX } from "hono/jsx/jsx-runtime";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { UpcomingDate } from "../../core/bulletins/schedule/next-slot.ts";
import { wallMinuteText } from "../../core/bulletins/schedule/wall-minute.ts";
import { BulletinTabs } from "../kit/bulletin-tabs.tsx";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextField } from "../kit/fields.tsx";
import { Layout, May } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import { DateText } from "./dates-list.tsx";
import { saySchedule } from "./say-schedule.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly dates: readonly UpcomingDate[];
  /** The edition that waits for an approval, or for its date. */
  readonly proposed: Edition | undefined;
  readonly problems: readonly FieldProblem[];
  /** The date that a form was sent for, and the new time in it. */
  readonly tried?: undefined | { readonly date: string; readonly to: string };
};

/** The next ten dates. Each can be skipped or moved. */
export function DatesPage(props: Props): JSX.Element {
  const { room, bulletin, dates, problems, proposed } = props;
  const here = `/bulletins/${bulletin.id}`;
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Next dates of ${bulletin.name}`}
      back={{ href: here, text: bulletin.name }}
    >
      <ErrorSummary problems={problems} />
      <BulletinTabs room={room} bulletin={bulletin} current="dates" />
      <h1 class="govuk-heading-l">Next dates of {bulletin.name}</h1>
      <p class="govuk-body">
        {saySchedule(bulletin)}
        {bulletin.schedule && ` (${bulletin.zone.replaceAll("_", " ")})`}
      </p>
      {(bulletin.pausedAt ?? bulletin.archivedAt) !== undefined && (
        <div class="govuk-inset-text">
          The bulletin is {bulletin.archivedAt === undefined ? "paused" : "archived"}. Nothing is
          sent on these dates.
        </div>
      )}
      {bulletin.schedule && dates.length === 0 && (
        <div class="govuk-inset-text">The schedule has no more dates.</div>
      )}
      {proposed && hasLostDate(bulletin, proposed) && (
        <div class="govuk-inset-text">
          The edition of {sayInstant(new Date(proposed.slot), bulletin.zone)} waits for a date that
          the bulletin does not have any more. It is not sent.
        </div>
      )}
      <ol class="govuk-list govuk-list--spaced">
        {dates.map(date => (
          <li>
            <DateText date={date} zone={bulletin.zone} />
            <May permission="manage" on={bulletin.id}>
              <DateForms {...props} date={date} />
            </May>
          </li>
        ))}
      </ol>
    </Layout>
  );
}

function DateForms({
  date,
  bulletin,
  proposed,
  problems,
  tried,
}: Props & { readonly date: UpcomingDate }): JSX.Element | null {
  const action = `/bulletins/${bulletin.id}/dates`;
  const moved = date.notes.find(note => note.kind === "moved");
  const isSkippedByHand = date.notes.some(note => note.kind === "skipped");
  const planned = wallMinuteText(moved?.kind === "moved" ? moved.from : date.wall);
  const name = sayInstant(date.slot, bulletin.zone);
  const isTried = tried?.date === planned;
  const to = `to-${planned.replace(/\D/g, "")}`;
  const shown = isTried ? problems : [];
  if (moved || isSkippedByHand)
    return (
      <form action={action} method="post">
        <input type="hidden" name="date" value={planned} />
        <button
          class="govuk-button govuk-button--secondary"
          name="go"
          value="restore"
          type="submit"
        >
          Undo<span class="govuk-visually-hidden"> the change of {name}</span>
        </button>
      </form>
    );
  return (
    <details class="govuk-details govuk-!-margin-bottom-0" open={isTried}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          Change<span class="govuk-visually-hidden"> {name}</span>
        </span>
      </summary>
      <div class="govuk-details__text">
        {proposed?.slot === date.slot.toISOString() && (
          <p class="govuk-body">
            An edition waits for this date. If you skip or move it, that edition is not sent, and
            its entries go to the next date.
          </p>
        )}
        <form action={action} method="post" novalidate>
          <input type="hidden" name="date" value={planned} />
          <TextField
            name={to}
            label="New date and time"
            hint="For example, 2026-12-02 09:00"
            value={isTried ? tried.to : planned.replace("T", " ")}
            problems={shown.map(({ message }) => ({ field: to, message }))}
          />
          <div class="govuk-button-group">
            <button class="govuk-button" name="go" value="move" type="submit">
              Move<span class="govuk-visually-hidden"> {name}</span>
            </button>
            {!date.isSkipped && (
              <button
                class="govuk-button govuk-button--secondary"
                name="go"
                value="skip"
                type="submit"
              >
                Skip this date<span class="govuk-visually-hidden">: {name}</span>
              </button>
            )}
          </div>
        </form>
      </div>
    </details>
  );
}
