import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../../core/access/member.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { RestoredNotice } from "../../clock/restored-notice.tsx";
import { sayShare } from "../../editions/delivery/edition-figures.ts";
import { ReasonWords } from "../../editions/reason-words.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import { sayInstant, sayShortInstant, sayZone } from "../../kit/say.ts";
import { BulletinsList } from "./bulletins-list.tsx";
import { type EditionLine, EditionLines } from "./edition-lines.tsx";
import type { Coming, Home } from "./find-home.ts";

/** What needs the member, what comes up, what went out, and the bulletins. */
export function HomePage({
  frame,
  home,
  now,
}: {
  readonly frame: Frame;
  readonly home: Home;
  readonly now: Date;
}): JSX.Element {
  return (
    <Layout frame={frame} title="Home" wide>
      <h1 class="govuk-heading-l">Home</h1>
      <RestoredNotice restored={home.restored} />
      <NeedsYou home={home} />
      <EditionLines
        id="coming-up"
        title="Coming up"
        caption="The next dates"
        columns={["Bulletin", "Date", "Copy deadline"]}
        lines={comingLines(home.coming)}
        now={now}
      />
      <EditionLines
        id="recent"
        title="Recent"
        caption="The latest editions"
        columns={["Edition", "Date", "People", "Delivered", "Returned", "Unsubscribed"]}
        lines={recentLines(home)}
        now={now}
      />
      <section aria-labelledby="bulletins">
        <h2 class="govuk-heading-m" id="bulletins">
          Bulletins
        </h2>
        <BulletinsList bulletins={home.bulletins} now={now} />
        <May permission="manage" on={everyBulletin}>
          <a href="/bulletins/new" class="govuk-button govuk-button--secondary">
            New bulletin
          </a>
        </May>
      </section>
    </Layout>
  );
}

function NeedsYou({ home: { toApprove, paused } }: { readonly home: Home }): JSX.Element | null {
  if (toApprove.length + paused.length === 0) return null;
  return (
    <section aria-labelledby="needs-you">
      <h2 class="govuk-heading-m" id="needs-you">
        Needs you
      </h2>
      <ul class="govuk-list govuk-list--spaced">
        {toApprove.map(({ bulletin, edition }) => (
          <li class="dc-wrap">
            <a class="govuk-link" href={`/bulletins/${bulletin.id}/approve?date=${edition.slot}`}>
              Approve “{edition.subject}”
            </a>{" "}
            of {bulletin.name}, due on {sayInstant(new Date(edition.slot), bulletin.zone)}
          </li>
        ))}
        {paused.map(({ bulletin, edition }) => (
          <li class="dc-wrap">
            <a class="govuk-link" href={`/editions/${edition.id}`}>
              Paused: “{edition.subject || bulletin.name}”
            </a>{" "}
            of {bulletin.name}. <ReasonWords reason={edition.reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function comingLines(coming: readonly Coming[]): EditionLine[] {
  return coming.map(({ bulletin, slot, deadline, edition }) => ({
    href: `/bulletins/${bulletin.id}`,
    name: bulletin.name,
    cells: [
      sayIn(slot, bulletin),
      deadline ? sayIn(deadline, bulletin) : "None: it needs no approval",
    ],
    bulletin,
    edition,
  }));
}

/** "Tue 1 Dec 2026, 09:00 (London)" */
function sayIn(instant: Date, { zone }: Bulletin): string {
  return `${sayShortInstant(instant, zone)} (${sayZone(zone)})`;
}

function recentLines({ recent, figures }: Home): EditionLine[] {
  return recent.map(({ bulletin, edition }) => {
    const { figures: known, left = 0 } = figures.get(edition.id) ?? {};
    return {
      href: `/editions/${edition.id}`,
      name: edition.subject || "Without a letter",
      cells: [
        sayIn(new Date(edition.slot), bulletin),
        known ? known.audience.toLocaleString("en-GB") : "",
        sayShare(known, "delivered"),
        sayShare(known, "returned"),
        known ? left.toLocaleString("en-GB") : "",
      ],
      bulletin,
      edition,
    };
  });
}
