import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { nextSlot } from "../../../core/bulletins/schedule/next-slot.ts";
import { sayInstant } from "../../kit/say.ts";

export function BulletinsList({
  bulletins,
  now,
}: {
  readonly bulletins: readonly Bulletin[];
  readonly now: Date;
}): JSX.Element {
  if (bulletins.length === 0) return <p class="govuk-body">No bulletins yet.</p>;
  return (
    <ul class="govuk-list dc-bulletins">
      {bulletins.map(bulletin => (
        <li>
          <h3 class="govuk-heading-m">
            <a class="govuk-link" href={`/bulletins/${bulletin.id}`}>
              {bulletin.name}
            </a>
          </h3>
          <p class="govuk-body">
            {bulletin.organisation}. {sayNext(bulletin, now)}
          </p>
        </li>
      ))}
    </ul>
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
