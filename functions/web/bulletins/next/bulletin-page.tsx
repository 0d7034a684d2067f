import type { JSX } from "hono/jsx/jsx-runtime";
import { hasLostDate } from "../../../core/bulletins/approval/lost-date.ts";
import { needsApproval } from "../../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { List } from "../../../core/people/list.ts";
import type { CountedAudience } from "../../../core/people/list-count.ts";
import type { DraftResult } from "../../../steps/editions/draft-edition.ts";
import type { ListPage } from "../../../store/list-page.ts";
import type { RestoredTable } from "../../../store/sending/origins.ts";
import { RestoredNotice } from "../../clock/restored-notice.tsx";
import { StateTag } from "../../editions/edition-status.tsx";
import { PastEditions } from "../../editions/past-editions.tsx";
import { whyNoLetter } from "../../entries/draft-words.ts";
import { BulletinTabs } from "../../kit/bulletin-tabs.tsx";
import { type EditorsRoom, zoneOf } from "../../kit/editors-room.ts";
import { Layout, May, useMay } from "../../kit/layout.tsx";
import { sayDate, sayInstant } from "../../kit/say.ts";
import { WantedRulesNotice } from "../wanted-rules-notice.tsx";
import { DeletedBanner, ManyBanner, type ManyDone, SavedBanner } from "./bulletin-banners.tsx";
import { EditionSummary } from "./edition-summary.tsx";
import { EntryGroups, type ShownEntries } from "./entry-groups.tsx";
import { sayLastSent, sayWhatHappens } from "./say-what-happens.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly draft: DraftResult;
  /** Undefined if the lists are long and the clock has not counted them yet. */
  readonly audience: CountedAudience | undefined;
  /** The bulletin's lists. */
  readonly lists: readonly List[];
  /** The latest editions. */
  readonly editions: ListPage<Edition>;
  /** The edition that waits for an approval, or for its date. */
  readonly proposed: Edition | undefined;
  /** The date of the next edition, if there is one. */
  readonly slot: Date | undefined;
  /** A restore from a backup, if it waits for a decision. */
  readonly restored: RestoredTable | undefined;
  readonly now: Date;
  /** Id of the entry that the editor just saved. */
  readonly saved?: string | undefined;
  /** What was just done with many entries. */
  readonly done: ManyDone | undefined;
  /** Ids of the entries that were just deleted. */
  readonly deleted: readonly string[];
  readonly shown: ShownEntries;
};

export function BulletinPage({
  room,
  bulletin,
  draft,
  audience,
  lists,
  editions,
  proposed,
  slot,
  restored,
  now,
  saved,
  done,
  deleted,
  shown,
}: Props): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const isArchived = bulletin.archivedAt !== undefined;
  const canApprove = useMay("send", bulletin.id);
  const isLost = hasLostDate(bulletin, proposed);
  const isAsked = needsApproval(bulletin, proposed);
  const ofDate = slot ? `?date=${slot.toISOString()}` : "";
  const justSaved = draft.verdicts.find(verdict => verdict.entry.id === saved);
  return (
    <Layout frame={room.frame} title={bulletin.name} back={{ href: "/", text: "Home" }} wide>
      {done && done.to !== "deleted" && <ManyBanner done={done} />}
      {done?.to === "deleted" && done.skipped > 0 && <ManyBanner done={{ ...done, count: 0 }} />}
      {deleted.length > 0 && <DeletedBanner bulletin={bulletin.id} entries={deleted} />}
      {justSaved && <SavedBanner verdict={justSaved} zone={zoneOf(bulletin)} />}
      <h1 class="govuk-heading-l">{bulletin.name}</h1>
      <BulletinTabs room={room} bulletin={bulletin} current="next" />
      <RestoredNotice restored={restored} />
      <May permission="manage" on={bulletin.id}>
        <WantedRulesNotice bulletin={bulletin} proposed={proposed} />
      </May>
      <section aria-labelledby="next">
        <h2 class="govuk-heading-m" id="next">
          {slot ? `Edition of ${sayInstant(slot, zoneOf(bulletin))}` : "Next edition"}
        </h2>
        <p class="govuk-body">
          <StateTag edition={proposed} bulletin={bulletin} now={now} />
        </p>
        <p class="govuk-body">
          {sayWhatHappens(bulletin, proposed, slot, now)}
          {!slot && sayLastSent(editions.items, zoneOf(bulletin))}
        </p>
        {draft.kind === "draft" ? (
          <EditionSummary
            bulletin={bulletin}
            draft={draft}
            proposed={proposed}
            slot={slot}
            audience={audience}
            lists={lists}
          />
        ) : (
          <div class="govuk-inset-text">
            {draft.kind === "nothing-due" && slot
              ? `Nothing will be sent on ${sayDate(slot, zoneOf(bulletin))} unless an entry is marked ready.`
              : whyNoLetter(draft)}
          </div>
        )}
        <div class="govuk-button-group">
          {!isArchived && isAsked && slot && !isLost && (proposed || draft.kind === "draft") && (
            <a href={`${here}/approve${ofDate}`} class="govuk-button">
              {canApprove ? "Review and approve" : "Review the letter"}
            </a>
          )}
          {!isArchived && isAsked && slot && !proposed && draft.kind === "draft" && (
            <May permission="write" on={bulletin.id}>
              <form action={`${here}/propose`} method="post">
                <input type="hidden" name="date" value={slot.toISOString()} />
                <button type="submit" class="govuk-button govuk-button--secondary">
                  Ask for approval
                </button>
              </form>
            </May>
          )}
          {!isArchived && draft.kind === "draft" && (
            <May permission="send" on={bulletin.id}>
              <a
                href={`${here}/send`}
                class={`govuk-button${isAsked && slot ? " govuk-button--secondary" : ""}`}
              >
                Send now…
              </a>
            </May>
          )}
          {!isArchived && (
            <May permission="write" on={bulletin.id}>
              <a
                href={`${here}/entries/new`}
                class={`govuk-button${draft.kind === "draft" ? " govuk-button--secondary" : ""}`}
              >
                Add an entry
              </a>
            </May>
          )}
          {draft.verdicts.length > 0 && (
            <a
              class="govuk-link"
              href={`${here}/preview${ofDate}${draft.kind === "draft" ? "" : `${ofDate ? "&" : "?"}drafts=yes`}`}
            >
              {draft.kind === "draft" ? "Preview the letter" : "Preview the drafts"}
            </a>
          )}
        </div>
        <EntryGroups
          bulletin={bulletin.id}
          shown={shown}
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
