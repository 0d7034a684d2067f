import type { JSX } from "hono/jsx/jsx-runtime";
import { needsApproval } from "../../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { isApproved, isSkipped } from "../../../core/bulletins/status.ts";
import { zoneOf } from "../../kit/editors-room.ts";
import { May } from "../../kit/layout.tsx";
import { sayInstant } from "../../kit/say.ts";
import { ReasonWords } from "../reason-words.tsx";

/** Who decides about an edition that waits for its date, or why it was skipped. */
export function ProposedEdition({
  edition,
  bulletin,
}: {
  readonly edition: Edition;
  readonly bulletin: Bulletin | undefined;
}): JSX.Element {
  const { approval, slot } = edition;
  const zone = zoneOf(bulletin);
  if (isSkipped(edition))
    return (
      <div class="govuk-inset-text">
        <ReasonWords reason={edition.reason} />
      </div>
    );
  const page = `/bulletins/${edition.bulletin}/approve?date=${slot}`;
  if (bulletin && !isApproved(edition) && !needsApproval(bulletin, edition))
    return (
      <p class="govuk-body">
        It is sent on {sayInstant(new Date(slot), zone)}. It needs no approval any more: the
        bulletin does not ask for one.
      </p>
    );
  const asked = edition.proposal?.asked;
  return (
    <>
      {asked && (
        <div class="govuk-inset-text">
          {asked.name} asked for changes: <span dir="auto">{asked.comment}</span>
        </div>
      )}
      {approval && isApproved(edition) && (
        <p class="govuk-body">
          Approved by {approval.name} on {sayInstant(new Date(approval.at), zone)}.
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={page}>
          {isApproved(edition) ? "See what was approved" : "Review and approve"}
        </a>
      </p>
      {isApproved(edition) && (
        <May permission="hold" on={edition.bulletin}>
          <form action={`/editions/${edition.id}/undo`} method="post">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Undo the approval
            </button>
          </form>
        </May>
      )}
    </>
  );
}
