import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isAddressing, isBeforeSending, isSending } from "../../core/bulletins/status.ts";
import { allows } from "../../core/bulletins/transitions/transition.ts";
import type { Account } from "../../core/ledger/account.ts";
import { SummaryRow } from "../kit/data-table.tsx";
import type { EditorsRoom } from "../kit/editors-room.ts";
import { ErrorSummary, TextField } from "../kit/fields.tsx";
import { Layout } from "../kit/layout.tsx";
import { sayPeople } from "../kit/say.ts";

type Props = {
  readonly room: EditorsRoom;
  readonly edition: Edition;
  readonly account: Account;
  readonly problem: string | undefined;
};

/**
 * Asks for confirmation and a reason, and shows how many people have the letter and how many will
 * not get it.
 */
export function StopPage({ room, edition, account, problem }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const problems = problem === undefined ? [] : [{ field: "reason", message: problem }];
  return (
    <Layout
      frame={room.frame}
      title={`${problem === undefined ? "" : "Error: "}Stop permanently`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">Stop this edition permanently?</h1>
      <dl class="govuk-summary-list">
        <SummaryRow term="Have it">{sayPeople(account.accepted)}</SummaryRow>
        {account.uncertain > 0 && (
          <SummaryRow term="May have it">{sayPeople(account.uncertain)}</SummaryRow>
        )}
        <SummaryRow term="Will not get it">
          {sayPeople(account.pending)}
          {isAddressing(edition) && ", and people on the lists who are not addressed yet"}
        </SummaryRow>
      </dl>
      <p class="govuk-body">
        {isSending(edition) &&
          "The edition is being sent: a few more people may get it before it stops. "}
        {isBeforeSending(edition) &&
          `Nobody has it yet, so ${edition.entries.length === 1 ? "its entry becomes a draft" : "its entries become drafts"} again. `}
        You cannot undo this.
        {allows("hold", edition) && " To decide later, pause the edition instead."}
      </p>
      <form action={`${here}/stop`} method="post" novalidate>
        <TextField
          name="reason"
          label="Why are you stopping it?"
          hint="The edition’s page shows your reason"
          value=""
          problems={problems}
        />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            Stop permanently
          </button>
          <a class="govuk-link" href={here}>
            Do not stop
          </a>
        </div>
      </form>
    </Layout>
  );
}
