import type { JSX } from "hono/jsx/jsx-runtime";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import { type EditionStatus, leavesPending } from "../../core/bulletins/status.ts";
import type { Account } from "../../core/ledger/account.ts";
import type { Figure } from "../../core/ledger/figure.ts";
import { wordOf } from "../people/copy-words.ts";

type Row = {
  readonly figure: Figure | "audience";
  readonly meaning: string;
  readonly within?: boolean;
};

/**
 * audience = accepted + suppressed + rejected + uncertain + pending.
 * delivered, bounced, deferred, complained and assumed are parts of accepted (`within`).
 */
const rows: readonly Row[] = [
  { figure: "audience", meaning: "" },
  { figure: "accepted", meaning: "Amazon SES accepted the letter" },
  { figure: "delivered", meaning: "the receiving server accepted it", within: true },
  { figure: "bounced", meaning: "it came back: the address does not work", within: true },
  {
    figure: "deferred",
    meaning: "it came back this time: for example, the mailbox is full",
    within: true,
  },
  { figure: "complained", meaning: "they reported it as spam", within: true },
  { figure: "assumed", meaning: "by an approver: Amazon SES did not confirm it", within: true },
  {
    figure: "suppressed",
    meaning:
      "not sent: unsubscribed, erased, an earlier letter bounced or was reported as spam, or on Amazon SES’s own list",
  },
  { figure: "rejected", meaning: "Amazon SES rejected the address or the letter" },
  { figure: "uncertain", meaning: "Amazon SES has not confirmed it: it may have arrived" },
  { figure: "pending", meaning: "not sent yet" },
  {
    figure: "resent",
    meaning: "sent again without confirmation of the first: they may have two letters",
  },
];

function sayAudience(corrects: Correction | undefined): string {
  if (!corrects) return "everyone on the edition’s lists";
  return corrects.to === "who-got-it"
    ? "those who have the wrong letter, or may have it"
    : "those who have the wrong letter or may have it, and everyone else on the edition’s lists";
}

type Props = {
  readonly account: Account;
  readonly status: EditionStatus;
  /** What the edition corrects, if it is a correction. */
  readonly corrects: Correction | undefined;
  /** The address of the people's page; `?standing=` is added. */
  readonly people: string;
  /** True if the figures may still change. */
  readonly moves: boolean;
};

/** The account as a table. Each figure links to its people. */
export function AccountTable({ account, status, corrects, people, moves }: Props): JSX.Element {
  // Two rare figures, shown only if they count people.
  const shown = rows.filter(
    ({ figure }) => (figure !== "assumed" && figure !== "resent") || account[figure] > 0,
  );
  return (
    <table class="govuk-table dc-account">
      <caption class="govuk-table__caption govuk-table__caption--m">Account</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            Outcome
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            People
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {shown.map(({ figure, meaning, within }) => {
          const word = figure === "audience" ? "Audience" : wordOf(figure, status);
          const never = figure === "pending" && leavesPending({ status });
          return (
            <tr class="govuk-table__row">
              <th scope="row" class={`govuk-table__header${within ? " dc-account__within" : ""}`}>
                {within && <span class="govuk-visually-hidden">Of the accepted: </span>}
                {account[figure] > 0 || moves ? (
                  <a
                    class="govuk-link"
                    href={figure === "audience" ? people : `${people}?standing=${figure}`}
                  >
                    {word}
                  </a>
                ) : (
                  word
                )}{" "}
                <span class="dc-account__meaning">
                  {never
                    ? "the edition was stopped first"
                    : figure === "audience"
                      ? sayAudience(corrects)
                      : meaning}
                </span>
              </th>
              <td class="govuk-table__cell govuk-table__cell--numeric" data-figure={figure}>
                {account[figure].toLocaleString("en-GB")}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
