import type { JSX } from "hono/jsx/jsx-runtime";
import type { Account } from "../core/account.ts";

type Row = { readonly figure: keyof Account; readonly word: string; readonly meaning: string; readonly within?: boolean };

/** audience = accepted + suppressed + rejected + uncertain + pending; delivered, bounced and complained are of the accepted. */
const rows: readonly Row[] = [
  { figure: "audience", word: "Audience", meaning: "everyone it is addressed to" },
  { figure: "accepted", word: "Accepted", meaning: "Amazon SES has taken the message" },
  { figure: "delivered", word: "Delivered", meaning: "the receiving server has taken it", within: true },
  { figure: "bounced", word: "Bounced", meaning: "the receiving server refused it", within: true },
  { figure: "complained", word: "Complained", meaning: "reported as spam", within: true },
  { figure: "suppressed", word: "Suppressed", meaning: "rightly not mailed: unsubscribed, bounced before, complained or erased" },
  { figure: "rejected", word: "Rejected", meaning: "the address was refused for good" },
  { figure: "uncertain", word: "Uncertain", meaning: "handed over, and no answer so far" },
  { figure: "pending", word: "Pending", meaning: "not handed over yet" },
];

export function AccountTable({ account }: { readonly account: Account }): JSX.Element {
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
        {rows.map(({ figure, word, meaning, within }) => (
          <tr class="govuk-table__row">
            <th scope="row" class={`govuk-table__header${within ? " dc-account__within" : ""}`}>
              {within && <span class="govuk-visually-hidden">Of the accepted: </span>}
              {word} <span class="dc-account__meaning">{meaning}</span>
            </th>
            <td class="govuk-table__cell govuk-table__cell--numeric" data-figure={figure}>
              {account[figure].toLocaleString("en-GB")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
