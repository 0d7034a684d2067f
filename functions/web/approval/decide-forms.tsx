import type { JSX } from "hono/jsx/jsx-runtime";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import { sayObstacle } from "../../core/bulletins/approval/say-obstacle.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { isApproved, isProposed } from "../../core/bulletins/status.ts";
import { TextArea } from "../kit/fields.tsx";
import { sayInstant, sayPeople } from "../kit/say.ts";
import type { ApproveProps, ApproveRefusal } from "./approve-page.tsx";

/** The buttons that approve the letter, ask for an approval of it, or ask for changes. */
export function DecideForms(props: ApproveProps): JSX.Element | null {
  const { bulletin, letter, here, refusal, mayPropose, sendNow, problems = [], comment } = props;
  const { edition, slot, hash } = letter;
  if ((edition && !isProposed(edition)) || hasLostDate(bulletin, edition)) return null;
  if (!needsApproval(bulletin, edition))
    return (
      <p class="govuk-body" id="approve" tabindex={-1}>
        {sayNoneNeeded(bulletin, slot)}{" "}
        {sendNow !== undefined && (
          <a class="govuk-link" href={sendNow}>
            Send now instead
          </a>
        )}
      </p>
    );
  const isDone = edition !== undefined && isApproved(edition);
  const isAtOnce = edition?.proposal?.unscheduled === true || slot <= props.now;
  const hidden = (
    <>
      <input type="hidden" name="date" value={slot.toISOString()} />
      <input type="hidden" name="hash" value={hash} />
    </>
  );
  return (
    <>
      {refusal && <p class="govuk-body">{sayRefusal(refusal)}</p>}
      <div class="govuk-button-group" id="approve" tabindex={-1}>
        {!refusal && !isDone && (
          <form action={here} method="post">
            {hidden}
            <button type="submit" class="govuk-button">
              {isAtOnce
                ? `Approve and send to ${props.audience ? sayPeople(props.audience.writtenTo) : "everyone"}`
                : `Approve for ${sayInstant(slot, bulletin.zone)}`}
            </button>
          </form>
        )}
        {!edition && mayPropose && (
          <form action={`/bulletins/${bulletin.id}/propose`} method="post">
            <input type="hidden" name="date" value={slot.toISOString()} />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Ask for approval
            </button>
          </form>
        )}
        {sendNow !== undefined && !isAtOnce && (
          <a class="govuk-link" href={sendNow}>
            Send now instead
          </a>
        )}
      </div>
      {edition &&
        (!refusal || refusal.kind === "approver-wrote" || refusal.kind === "errors-found") && (
          <form action={`${here}/changes`} method="post" novalidate>
            {hidden}
            <TextArea
              name="comment"
              label="What should change?"
              hint="The editors get your comment by email. The letter is not sent until someone approves it."
              value={comment ?? ""}
              rows={3}
              problems={problems}
            />
            <button type="submit" class="govuk-button govuk-button--secondary">
              Ask for changes
            </button>
          </form>
        )}
    </>
  );
}

/** Of a letter that no person needs to approve. */
export function sayNoneNeeded({ zone }: Bulletin, slot: Date): string {
  return `The bulletin asks for no approval. The letter is sent on ${sayInstant(slot, zone)}.`;
}

export function sayRefusal(refusal: ApproveRefusal): string {
  if (refusal.kind !== "not-an-approver") return sayObstacle(refusal);
  return refusal.approvers === ""
    ? "Nobody may approve this bulletin yet. An operator can give someone the role approver."
    : `You do not have permission to approve. ${refusal.approvers} can.`;
}
