import type { JSX } from "hono/jsx/jsx-runtime";
import {
  type StatusProblem,
  sayStatusProblem,
} from "../../../core/people/senders/sending-status.ts";

/** What Amazon SES says about a bulletin's sender, as the doctor would. Nothing if all is well. */
export function SenderStatus({
  problems,
}: {
  readonly problems: readonly StatusProblem[];
}): JSX.Element | null {
  if (problems.length === 0) return null;
  return (
    <div class="govuk-warning-text">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text dc-wrap">
        <span class="govuk-visually-hidden">Warning</span>
        {problems.map(sayStatusProblem).join(" ")} The people who run this site can fix it: npm run
        doctor says how.
      </strong>
    </div>
  );
}
