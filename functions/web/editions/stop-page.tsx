import type { Child } from "hono/jsx";
import type { JSX } from "hono/jsx/jsx-runtime";
import { type Edition, isAddressing, isBeforeSending } from "../../core/bulletins/edition.ts";
import type { Account } from "../../core/ledger/account.ts";
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

/** Asks whether an edition is to be stopped for good, and says who has it and who would never get it. */
export function StopPage({ room, edition, account, problem }: Props): JSX.Element {
  const here = `/editions/${edition.id}`;
  const problems = problem === undefined ? [] : [{ field: "reason", message: problem }];
  return (
    <Layout
      frame={room.frame}
      title={`${problem === undefined ? "" : "Error: "}Stop for good`}
      back={{ href: here, text: "The edition" }}
    >
      <ErrorSummary problems={problems} />
      <span class="govuk-caption-l dc-wrap" dir="auto">
        {edition.subject}
      </span>
      <h1 class="govuk-heading-l">Stop this edition for good?</h1>
      <dl class="govuk-summary-list">
        <Row term="Have it">{sayPeople(account.accepted)}</Row>
        {account.uncertain > 0 && <Row term="May have it">{sayPeople(account.uncertain)}</Row>}
        <Row term="Would never get it">
          {sayPeople(account.pending)}
          {isAddressing(edition) && ", and whoever else on its lists is not addressed yet"}
        </Row>
      </dl>
      <p class="govuk-body">
        {edition.status === "sending" && "It is being sent at this moment: a few more may get it before the stop takes hold. "}
        {isBeforeSending(edition) &&
          `Nobody has it yet, so ${edition.entries.length === 1 ? "its entry becomes a draft" : "its entries become drafts"} again. `}
        Stopping cannot be undone.{edition.status !== "held" && " To look first and decide then, pause it instead."}
      </p>
      <form action={`${here}/stop`} method="post" novalidate>
        <TextField name="reason" label="Why is it stopped?" hint="Stays on the edition’s page" value="" problems={problems} />
        <div class="govuk-button-group">
          <button type="submit" class="govuk-button govuk-button--warning">
            Stop for good
          </button>
          <a class="govuk-link" href={here}>
            Do not stop it
          </a>
        </div>
      </form>
    </Layout>
  );
}

function Row({ term, children }: { readonly term: string; readonly children?: Child }): JSX.Element {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{term}</dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
  );
}
