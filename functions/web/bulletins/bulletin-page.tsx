import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Verdict } from "../../core/bulletins/entry.ts";
import type { DraftResult } from "../../steps/editions/draft-edition.ts";
import type { ListPage } from "../../store/list-page.ts";
import type { RestoredTable } from "../../store/sending/origins.ts";
import { RestoredNotice } from "../clock/restored-notice.tsx";
import { StateTag } from "../editions/edition-status.tsx";
import { PastEditions } from "../editions/past-editions.tsx";
import { whyHeld, whyNoLetter } from "../entries/draft-words.ts";
import { BulletinTabs } from "../kit/bulletin-tabs.tsx";
import { type EditorsRoom, nameOf, zoneOf } from "../kit/editors-room.ts";
import { Layout, May } from "../kit/layout.tsx";
import { EntryGroups } from "./entry-groups.tsx";
import { sayNext } from "./home/bulletins-list.tsx";
import { WantedRulesNotice } from "./wanted-rules-notice.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly draft: DraftResult;
  /** The latest editions. */
  readonly editions: ListPage<Edition>;
  /** The edition that waits for an approval, or for its date. */
  readonly proposed: Edition | undefined;
  /** A restore from a backup, if it waits for a decision. */
  readonly restored: RestoredTable | undefined;
  readonly now: Date;
  /** Id of the entry that the editor just saved. */
  readonly saved?: string | undefined;
  /** Id of the entry that the editor just deleted. */
  readonly deleted?: string | undefined;
};

export function BulletinPage({
  room,
  bulletin,
  draft,
  editions,
  proposed,
  restored,
  now,
  saved,
  deleted,
}: Props): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const isArchived = bulletin.archivedAt !== undefined;
  const justSaved = draft.verdicts.find(verdict => verdict.entry.id === saved);
  return (
    <Layout frame={room.frame} title={bulletin.name} back={{ href: "/", text: "Home" }} wide>
      {deleted !== undefined && <DeletedBanner bulletin={bulletin.id} entry={deleted} />}
      {justSaved && <SavedBanner verdict={justSaved} zone={zoneOf(bulletin)} />}
      <h1 class="govuk-heading-l">{bulletin.name}</h1>
      <BulletinTabs room={room} bulletin={bulletin} current="next" />
      <RestoredNotice restored={restored} />
      <May permission="manage" on={bulletin.id}>
        <WantedRulesNotice bulletin={bulletin} />
      </May>
      <section aria-labelledby="next">
        <h2 class="govuk-heading-m" id="next">
          Next edition
        </h2>
        <p class="govuk-body">
          <StateTag edition={proposed} now={now} zone={zoneOf(bulletin)} /> {sayNext(bulletin, now)}
        </p>
        {draft.kind === "draft" ? (
          <p class="govuk-body">
            Subject: <strong>{draft.content.subject}</strong>
          </p>
        ) : (
          <div class="govuk-inset-text">{whyNoLetter(draft)}</div>
        )}
        <div class="govuk-button-group">
          {!isArchived && (
            <May permission="write" on={bulletin.id}>
              <a href={`${here}/entries/new`} class="govuk-button govuk-button--secondary">
                Add an entry
              </a>
            </May>
          )}
          {!isArchived && bulletin.approval !== "none" && (proposed || draft.kind === "draft") && (
            <a
              href={`${here}/approve${proposed ? `?date=${proposed.slot}` : ""}`}
              class="govuk-button"
            >
              Review and approve
            </a>
          )}
          {!isArchived && draft.kind === "draft" && (
            <May permission="send" on={bulletin.id}>
              <a
                href={`${here}/send`}
                class={`govuk-button${bulletin.approval === "none" ? "" : " govuk-button--secondary"}`}
              >
                Send now…
              </a>
            </May>
          )}
          <a class="govuk-link" href={`${here}/preview`}>
            Preview the letter
          </a>
        </div>
        <EntryGroups
          zone={zoneOf(bulletin)}
          verdicts={draft.verdicts.filter(verdict => verdict.kind !== "bound")}
        />
      </section>
      <section aria-labelledby="past">
        <h2 class="govuk-heading-m" id="past">
          Editions
        </h2>
        <PastEditions bulletin={bulletin} editions={editions} caption="Latest first" now={now} />
      </section>
    </Layout>
  );
}

function SavedBanner({
  verdict,
  zone,
}: {
  readonly verdict: Verdict;
  readonly zone: string;
}): JSX.Element {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="saved-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="saved-title">
          Saved
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <p class="govuk-notification-banner__heading">
          “{nameOf(verdict.entry)}” is saved.{" "}
          {verdict.kind === "in"
            ? "It is in the next edition."
            : verdict.kind === "held"
              ? `It is not in the next edition. ${whyHeld(verdict.reason, zone)}`
              : ""}
        </p>
      </div>
    </div>
  );
}

function DeletedBanner({
  bulletin,
  entry,
}: {
  readonly bulletin: string;
  readonly entry: string;
}): JSX.Element {
  return (
    <div
      class="govuk-notification-banner govuk-notification-banner--success"
      role="alert"
      aria-labelledby="deleted-title"
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id="deleted-title">
          Deleted
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        <form action={`/bulletins/${bulletin}/entries/${entry}/restore`} method="post">
          <p class="govuk-notification-banner__heading">The entry is deleted.</p>
          <button type="submit" class="govuk-button govuk-button--secondary">
            Undo the deletion
          </button>
        </form>
      </div>
    </div>
  );
}
