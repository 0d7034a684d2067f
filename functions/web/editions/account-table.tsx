import type { JSX } from "hono/jsx/jsx-runtime";
import type { EditionStatus } from "../../core/bulletins/edition.ts";
import type { Account } from "../../core/ledger/account.ts";
import type { Figure } from "../../core/ledger/figure.ts";
import { wordOf } from "../people/copy-words.ts";

type Row = { readonly figure: Figure | "audience"; readonly meaning: string; readonly within?: boolean };

/** audience = accepted + suppressed + rejected + uncertain + pending; delivered, bounced, deferred, complained and assumed are of the accepted. */
const rows: readonly Row[] = [
  { figure: "audience", meaning: "everyone it is addressed to" },
  { figure: "accepted", meaning: "Amazon SES has taken the message" },
  { figure: "delivered", meaning: "the receiving server has taken it", within: true },
  { figure: "bounced", meaning: "it came back: the address does not work", within: true },
  { figure: "deferred", meaning: "it came back for now: a full mailbox, for example", within: true },
  { figure: "complained", meaning: "reported as spam", within: true },
  { figure: "assumed", meaning: "by an approver, without an answer from Amazon SES", within: true },
  {
    figure: "suppressed",
    meaning: "not mailed, for a reason: unsubscribed, came back before, complained, erased, or on Amazon SES’s own list",
  },
  { figure: "rejected", meaning: "Amazon SES refused the address, or threw the letter away" },
  { figure: "uncertain", meaning: "handed over, and no answer so far" },
  { figure: "pending", meaning: "not handed over yet" },
  { figure: "resent", meaning: "sent to a second time in doubt: they may have two letters" },
];

type Props = {
  readonly account: Account;
  readonly status: EditionStatus;
  /** Where the people are listed by name; `?standing=` is added. */
  readonly people: string;
  /** Whether the figures may still change. */
  readonly moves: boolean;
};

/** The account, each of whose figures leads to the people it counts. */
export function AccountTable({ account, status, people, moves }: Props): JSX.Element {
  // Nobody is assumed to have a letter unless somebody has said so.
  const shown = rows.filter(({ figure }) => (figure !== "assumed" && figure !== "resent") || account[figure] > 0);
  return (
    <table class="govuk-table dc-account">
      <caption class="govuk-table__caption govuk-table__caption--m">Account</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">
            What became of it
          </th>
          <th scope="col" class="govuk-table__header govuk-table__header--numeric">
            People
          </th>
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {shown.map(({ figure, meaning, within }) => {
          const word = figure === "audience" ? "Audience" : wordOf(figure, status);
          const never = figure === "pending" && status === "stopped";
          return (
            <tr class="govuk-table__row">
              <th scope="row" class={`govuk-table__header${within ? " dc-account__within" : ""}`}>
                {within && <span class="govuk-visually-hidden">Of the accepted: </span>}
                {account[figure] > 0 || moves ? (
                  <a class="govuk-link" href={figure === "audience" ? people : `${people}?standing=${figure}`}>
                    {word}
                  </a>
                ) : (
                  word
                )}{" "}
                <span class="dc-account__meaning">{never ? "the edition was stopped before their turn" : meaning}</span>
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
