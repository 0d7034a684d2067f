import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { BulletinImage } from "../../core/letter/images/image.ts";
import type { List } from "../../core/people/list.ts";
import type { StatusProblem } from "../../core/people/senders/sending-status.ts";
import type { FeedState } from "../../store/bulletins/feed-states.ts";
import { Banner } from "../kit/banner.tsx";
import { BulletinTabs } from "../kit/bulletin-tabs.tsx";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem } from "../kit/fields.tsx";
import { History, sayWhoAndWhen } from "../kit/history.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";
import { ApprovalFields } from "./form/approval-fields.tsx";
import { FeedField } from "./form/feed-field.tsx";
import { LogoFields } from "./form/image-fields.tsx";
import { ListChoice, NameFields, SenderFields } from "./form/name-fields.tsx";
import { RuleFields } from "./form/rule-fields.tsx";
import { ScheduleFields } from "./form/schedule-fields.tsx";
import { SenderStatus } from "./form/sender-status.tsx";
import { one, type Typed } from "./form/typed.ts";
import { saySchedule } from "./say-schedule.ts";
import { WantedRulesNotice } from "./wanted-rules-notice.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly typed: Typed;
  /** A fingerprint of the settings that the form was opened with. */
  readonly seen: string;
  readonly problems: readonly FieldProblem[];
  readonly lists: readonly List[];
  /** The number of people on each list, by its id. */
  readonly people: ReadonlyMap<string, number>;
  readonly images: readonly BulletinImage[];
  readonly history: readonly HistoryItem[];
  /** What Amazon SES says about the stored sender. */
  readonly sender: readonly StatusProblem[];
  /** The edition that waits for an approval, or for its date. */
  readonly proposed: Edition | undefined;
  /** The latest reading of the bulletin's feed. */
  readonly feed: FeedState | undefined;
  readonly isSaved?: boolean;
  /** The date of a waiting edition that the typed settings lack: the person has been told. */
  readonly without?: Date | undefined;
};

/** The parts of the page, by the id of their headings. */
const parts = {
  name: "Name and organisation",
  sender: "Sender and signatories",
  lists: "Lists",
  schedule: "Schedule",
  approval: "Approval and dates",
  letter: "Letter and rules of sending",
  feed: "Entries from a feed",
} as const;

function PartHeading({ id }: { readonly id: keyof typeof parts }): JSX.Element {
  return (
    <h2 class="govuk-heading-m" id={`part-${id}`}>
      {parts[id]}
    </h2>
  );
}

export function SettingsPage(props: Props): JSX.Element {
  const { room, bulletin, typed, problems, lists, images, history } = props;
  const here = `/bulletins/${bulletin.id}`;
  const step = { typed, problems };
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}Settings of ${bulletin.name}`}
      back={{ href: here, text: bulletin.name }}
    >
      <ErrorSummary problems={problems} />
      {props.isSaved && (
        <Banner>
          {bulletin.wantedRules
            ? "The settings are saved, except who approves: another person must confirm that."
            : "The settings are saved."}
        </Banner>
      )}
      <BulletinTabs room={room} bulletin={bulletin} current="settings" />
      <h1 class="govuk-heading-l">Settings of {bulletin.name}</h1>
      <WantedRulesNotice bulletin={bulletin} proposed={props.proposed} />
      <BulletinState bulletin={bulletin} latest={history} proposed={props.proposed} />
      <nav aria-label="On this page">
        <ul class="govuk-list">
          {Object.entries(parts).map(([id, text]) => (
            <li>
              <a class="govuk-link" href={`#part-${id}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form action={`${here}/settings`} method="post" novalidate>
        <input type="hidden" name="seen" value={props.seen} />
        {props.without && (
          <input type="hidden" name="without" value={props.without.toISOString()} />
        )}
        <PartHeading id="name" />
        <NameFields {...step} isNew={false} />
        <PartHeading id="sender" />
        <SenderStatus problems={props.sender} />
        <SenderFields {...step} domain={room.pipeline.senderDomain} images={images} />
        <PartHeading id="lists" />
        <ListChoice {...step} lists={lists} people={props.people} />
        <PartHeading id="schedule" />
        {one(typed, "frequency") === "" ? (
          <div class="govuk-inset-text">
            {saySchedule(bulletin)}. This page cannot show this schedule: change it with npm run
            bulletin -- set.
          </div>
        ) : (
          <ScheduleFields {...step} />
        )}
        <PartHeading id="approval" />
        <ApprovalFields {...step} />
        <PartHeading id="letter" />
        <LogoFields {...step} images={images} here={here} />
        <RuleFields {...step} />
        <PartHeading id="feed" />
        <FeedField {...step} bulletin={bulletin} state={props.feed} />
        <button type="submit" class="govuk-button">
          Save the settings
        </button>
      </form>
      <History items={history} zone={bulletin.zone} />
    </Layout>
  );
}

/** Whether the bulletin is paused or archived, by which person, and the buttons for that. */
function BulletinState({
  bulletin,
  latest,
  proposed,
}: {
  readonly bulletin: Bulletin;
  readonly proposed: Edition | undefined;
  readonly latest: readonly HistoryItem[];
}): JSX.Element {
  const { id, pausedAt, archivedAt, zone } = bulletin;
  const since = (what: HistoryItem["what"], at: string) => {
    const item = latest.find(each => each.what === what);
    return item ? sayWhoAndWhen(item, zone) : `on ${sayInstant(new Date(at), zone)}`;
  };
  return (
    <>
      {archivedAt !== undefined && (
        <div class="govuk-inset-text">
          Archived {since("bulletin-archived", archivedAt)}. Nothing is sent on its dates.
        </div>
      )}
      {archivedAt === undefined && pausedAt !== undefined && (
        <div class="govuk-inset-text">
          Paused {since("bulletin-paused", pausedAt)}. Nothing is sent on its dates until you
          resume. Dates that pass during the pause are not made up for.
        </div>
      )}
      {proposed && archivedAt === undefined && pausedAt === undefined && (
        <p class="govuk-body">
          The edition of {sayInstant(new Date(proposed.slot), zone)} waits for its date. If you
          pause or archive the bulletin, it is not sent then.
        </p>
      )}
      <form action={`/bulletins/${id}/state`} method="post">
        <div class="govuk-button-group">
          {archivedAt === undefined ? (
            <>
              {pausedAt === undefined ? (
                <StateButton value="pause" text="Pause the bulletin" />
              ) : (
                <StateButton value="resume" text="Resume the bulletin" />
              )}
              <StateButton value="archive" text="Archive the bulletin" />
            </>
          ) : (
            <StateButton value="restore" text="Restore the bulletin" />
          )}
          {archivedAt !== undefined && (
            <a class="govuk-link" href={`/bulletins/${id}/delete`}>
              Delete the bulletin…
            </a>
          )}
        </div>
      </form>
    </>
  );
}

function StateButton({
  value,
  text,
}: {
  readonly value: string;
  readonly text: string;
}): JSX.Element {
  return (
    <button type="submit" class="govuk-button govuk-button--secondary" name="state" value={value}>
      {text}
    </button>
  );
}
