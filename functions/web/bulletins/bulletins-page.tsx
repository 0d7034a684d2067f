import type { JSX } from "hono/jsx/jsx-runtime";
import { everyBulletin } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { type Frame, Layout, May } from "../kit/layout.tsx";
import { sayInstant } from "../kit/say.ts";

export function BulletinsPage({
  frame,
  bulletins,
  now,
}: {
  readonly frame: Frame;
  readonly bulletins: readonly Bulletin[];
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
              {bulletin.organisation}. {sayNext(bulletin, now)}
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
  return `The next edition is sent on ${sayInstant(slot, bulletin.zone)}.`;
}
