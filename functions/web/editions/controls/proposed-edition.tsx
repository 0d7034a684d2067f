import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { isApproved, isSkipped } from "../../../core/bulletins/status.ts";
import { May } from "../../kit/layout.tsx";
import { sayInstant } from "../../kit/say.ts";
import { ReasonWords } from "../reason-words.tsx";

/** Who decides about an edition that waits for its date, or why it was skipped. */
export function ProposedEdition({
  edition,
  zone,
}: {
  readonly edition: Edition;
  readonly zone: string;
}): JSX.Element {
  const { approval, bulletin, slot } = edition;
  if (isSkipped(edition))
    return (
      <div class="govuk-inset-text">
        <ReasonWords reason={edition.reason} />
      </div>
    );
  const page = `/bulletins/${bulletin}/approve?date=${slot}`;
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
        <May permission="hold" on={bulletin}>
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
