import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../../core/access/member.ts";
import { RestoredNotice } from "../../clock/restored-notice.tsx";
import { StateTag } from "../../editions/edition-status.tsx";
import { ReasonWords } from "../../editions/reason-words.tsx";
import { DataTable } from "../../kit/data-table.tsx";
import { type Frame, Layout, May } from "../../kit/layout.tsx";
import { sayInstant } from "../../kit/say.ts";
import { BulletinsList } from "./bulletins-list.tsx";
import type { Coming, Home, OfBulletin } from "./find-home.ts";

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
      <ComingUp coming={home.coming} now={now} />
      <Recent recent={home.recent} now={now} />
      <section aria-labelledby="bulletins">
        <h2 class="govuk-heading-m" id="bulletins">
          Bulletins
        </h2>
        <May permission="manage" on={everyBulletin}>
          <a href="/bulletins/new" class="govuk-button govuk-button--secondary">
            New bulletin
          </a>
        </May>
        <BulletinsList bulletins={home.bulletins} now={now} />
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

function ComingUp({
  coming,
  now,
}: {
  readonly coming: readonly Coming[];
  readonly now: Date;
}): JSX.Element | null {
  if (coming.length === 0) return null;
  return (
    <section aria-labelledby="coming-up">
      <h2 class="govuk-heading-m" id="coming-up">
        Coming up
      </h2>
      <DataTable caption="The next dates" columns={["Bulletin", "Date", "Copy deadline", "State"]}>
        {coming.map(({ bulletin, slot, deadline, edition }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header dc-wrap">
              <a class="govuk-link" href={`/bulletins/${bulletin.id}`}>
                {bulletin.name}
              </a>
            </th>
            <td class="govuk-table__cell">{sayInstant(slot, bulletin.zone)}</td>
            <td class="govuk-table__cell">
              {deadline ? sayInstant(deadline, bulletin.zone) : "None: it needs no approval"}
            </td>
            <td class="govuk-table__cell">
              <StateTag edition={edition} now={now} zone={bulletin.zone} />
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function Recent({
  recent,
  now,
}: {
  readonly recent: readonly OfBulletin[];
  readonly now: Date;
}): JSX.Element | null {
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 class="govuk-heading-m" id="recent">
        Recent
      </h2>
      <DataTable caption="The latest editions" columns={["Edition", "Bulletin", "Date", "State"]}>
        {recent.map(({ bulletin, edition }) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header dc-wrap">
              <a class="govuk-link" href={`/editions/${edition.id}`}>
                {edition.subject || "Without a letter"}
              </a>
            </th>
            <td class="govuk-table__cell dc-wrap">{bulletin.name}</td>
            <td class="govuk-table__cell">{sayInstant(new Date(edition.slot), bulletin.zone)}</td>
            <td class="govuk-table__cell">
              <StateTag edition={edition} now={now} zone={bulletin.zone} />
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
