import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { StateTag } from "../editions/edition-status.tsx";
import { type Frame, Layout, May } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";

export function BulletinsPage({
  frame,
  bulletins,
  proposed,
  now,
}: {
  readonly frame: Frame;
  readonly bulletins: readonly Bulletin[];
  /** The editions that wait for an approval or for their date, earliest first. */
  readonly proposed: readonly Edition[];
  readonly now: Date;
}): JSX.Element {
  return (
    <Layout frame={frame} title="Bulletins">
      <h1 class="govuk-heading-xl">Bulletins</h1>
      <May permission="manage" on={everyBulletin}>
        <a href="/bulletins/new" class="govuk-button govuk-button--secondary">
          New bulletin
        </a>
      </May>
      {bulletins.length === 0 && <p class="govuk-body">No bulletins yet.</p>}
      <ul class="govuk-list dc-bulletins">
        {bulletins.map(bulletin => (
          <li>
            <h2 class="govuk-heading-m">
              <a class="govuk-link" href={`/bulletins/${bulletin.id}`}>
                {bulletin.name}
              </a>
            </h2>
            <p class="govuk-body">
              {bulletin.organisation}. {sayNext(bulletin, now)}{" "}
              <StateTag
                edition={proposed.find(edition => edition.bulletin === bulletin.id)}
                now={now}
                zone={bulletin.zone}
              />
            </p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}

/** When the next edition of a bulletin is sent. */
export function sayNext(bulletin: Bulletin, now: Date): string {
  if (bulletin.archivedAt !== undefined) return "Archived. Nothing is sent on its dates.";
  if (bulletin.pausedAt !== undefined)
    return "Paused. Nothing is sent on its dates until a person resumes it.";
  const slot = nextSlot(bulletin, now);
  if (!slot) return "No schedule. An approver sends each edition.";
  const date = sayInstant(slot, bulletin.zone);
  return bulletin.approval === "none"
    ? `The next edition is sent on ${date}.`
    : `The next edition is due on ${date}. It is sent if an approver approves it.`;
}
