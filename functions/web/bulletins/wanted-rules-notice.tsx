import type { JSX } from "hono/jsx/jsx-runtime";
import { keysOf } from "../../core/access/approver.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { ApprovalRules } from "../../core/bulletins/approval/wanted-rules.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isWaiting } from "../../core/bulletins/status.ts";
import { usePerson } from "../kit/layout.tsx";
import { sayInstant, sayList } from "../kit/say.ts";

/** Weaker rules of approval that wait for a second member, with the buttons to decide. */
export function WantedRulesNotice({
  bulletin,
  proposed,
}: {
  readonly bulletin: Bulletin;
  /** The edition that waits for an approval, or for its date. */
  readonly proposed: Edition | undefined;
}): JSX.Element | null {
  const { id, wantedRules, zone } = bulletin;
  const person = usePerson();
  if (!wantedRules) return null;
  const isOwn = person !== undefined && keysOf(person).includes(wantedRules.by);
  return (
    <section class="govuk-inset-text" aria-labelledby="wanted-rules">
      <h2 class="govuk-heading-m" id="wanted-rules">
        New rules of approval wait for a second person
      </h2>
      <p class="govuk-body">
        {isOwn ? (
          "You asked for them on "
        ) : (
          <>
            <bdi>{wantedRules.name}</bdi> asked for them on{" "}
          </>
        )}
        {sayInstant(new Date(wantedRules.at), zone)}. Until another person confirms them, the old
        rules count.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li class="dc-wrap">New: {sayRules(wantedRules)}</li>
        <li class="dc-wrap">Old: {sayRules(bulletin)}</li>
      </ul>
      {proposed && isWaiting(proposed) && (
        <p class="govuk-body">{sayEffect(wantedRules, proposed, zone)}</p>
      )}
      <form action={`/bulletins/${id}/rules`} method="post">
        <div class="govuk-button-group">
          {!isOwn && (
            <button class="govuk-button" type="submit" name="go" value="confirm">
              Confirm the new rules
            </button>
          )}
          <button
            class="govuk-button govuk-button--secondary"
            type="submit"
            name="go"
            value="refuse"
          >
            {isOwn ? "Withdraw the new rules" : "Refuse the new rules"}
          </button>
        </div>
      </form>
    </section>
  );
}

/** What the new rules do to the edition that waits. */
function sayEffect(wanted: ApprovalRules, edition: Edition, zone: string): string {
  const date = sayInstant(new Date(edition.slot), zone);
  return needsApproval(wanted, edition)
    ? `The edition of ${date} waits for an approval. By the new rules it still needs one.`
    : `The edition of ${date} waits for an approval. By the new rules it needs none: it is sent at that time.`;
}

function sayRules({ approval, approvers = [], approveByLink }: ApprovalRules): string {
  const rule = {
    none: "nobody approves",
    one: "one approver",
    another: "an approver who changed nothing",
  }[approval];
  const who = approvers.flatMap(({ address, deputy }) =>
    deputy === undefined ? [address] : [`${address} (deputy: ${deputy})`],
  );
  const people = who.length > 0 ? `, of ${sayList(who)}` : "";
  return `${rule}${people}${approveByLink === true ? ", also by the link in their email" : ""}`;
}
