import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Verdict } from "../../core/bulletins/entry.ts";
import type { DraftResult } from "../../steps/editions/draft-edition.ts";
import type { ListPage } from "../../store/list-page.ts";
import { PastEditions } from "../editions/past-editions.tsx";
import { whyHeld, whyNoLetter } from "../entries/draft-words.ts";
import { DataTable } from "../kit/data-table.tsx";
import { type EditorsRoom, nameOf, zoneOf } from "../kit/editors-room.ts";
import { Layout, May } from "../kit/layout.tsx";
import { sayNext } from "./bulletins-page.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly draft: DraftResult;
  /** The latest editions. */
  readonly editions: ListPage<Edition>;
  readonly now: Date;
  /** Id of the entry that the editor just saved. */
  readonly saved?: string | undefined;
};

export function BulletinPage({ room, bulletin, draft, editions, now, saved }: Props): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const justSaved = draft.verdicts.find(verdict => verdict.entry.id === saved);
  return (
    <Layout
      frame={room.frame}
      title={bulletin.name}
      back={{ href: "/", text: "All bulletins" }}
      wide
    >
      {justSaved && <SavedBanner verdict={justSaved} zone={zoneOf(bulletin)} />}
      <h1 class="govuk-heading-xl">{bulletin.name}</h1>
      <section aria-labelledby="next">
        <h2 class="govuk-heading-l" id="next">
          Next edition
        </h2>
        <p class="govuk-body">{sayNext(bulletin, now)}</p>
        {draft.kind === "draft" ? (
          <p class="govuk-body">
            Subject: <strong>{draft.content.subject}</strong>
          </p>
        ) : (
          <div class="govuk-inset-text">{whyNoLetter(draft)}</div>
        )}
        <NextEntries
          here={here}
          zone={zoneOf(bulletin)}
          verdicts={draft.verdicts.filter(verdict => verdict.kind !== "bound")}
        />
        <div class="govuk-button-group">
          <May permission="write" on={bulletin.id}>
            <a href={`${here}/entries/new`} class="govuk-button govuk-button--secondary">
              Add an entry
            </a>
          </May>
          {draft.kind === "draft" && (
            <May permission="send" on={bulletin.id}>
              <a href={`${here}/send`} class="govuk-button">
                Send now…
              </a>
            </May>
          )}
          <a class="govuk-link" href={`${here}/preview`}>
            Preview the letter
          </a>
          <a class="govuk-link" href={`${here}/entries`}>
            All entries
          </a>
        </div>
      </section>
      <section aria-labelledby="past">
        <h2 class="govuk-heading-l" id="past">
          Editions
        </h2>
        <PastEditions bulletin={bulletin} editions={editions} caption="Latest first" />
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

function NextEntries({
  here,
  verdicts,
  zone,
}: {
  readonly here: string;
  readonly verdicts: readonly Verdict[];
  readonly zone: string;
}): JSX.Element | null {
  if (verdicts.length === 0) return null;
  return (
    <DataTable caption="Entries" columns={["Entry", "In the next edition?"]}>
      {verdicts.map(verdict => (
        <tr class="govuk-table__row">
          <th scope="row" class="govuk-table__header dc-wrap">
            <a class="govuk-link" href={`${here}/entries/${verdict.entry.id}`}>
              {nameOf(verdict.entry)}
            </a>
          </th>
          <td class="govuk-table__cell">
            {verdict.kind === "in" ? (
              <strong class="govuk-tag govuk-tag--green">In</strong>
            ) : (
              <>
                <strong class="govuk-tag govuk-tag--grey">Not in</strong>{" "}
                {verdict.kind === "held" ? whyHeld(verdict.reason, zone) : ""}
              </>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
