import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Account } from "../../core/ledger/account.ts";
import { sayCount } from "../../core/text/say-count.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { May } from "../kit/layout.tsx";
import { correctPath, whyReturned } from "./correct-page.tsx";

type Props = {
  readonly edition: Edition;
  readonly account: Account;
  /** The first of them. */
  readonly people: readonly PersonOnEdition[];
};

/** The people whose address needs a correction, each with a link to it. */
export function ReturnedPeople({ edition, account, people }: Props): JSX.Element | null {
  if (people.length === 0) return null;
  const { rejected, bounced } = account;
  const shown = people.length;
  return (
    <May permission="send" on={edition.bulletin}>
      <section aria-labelledby="returned">
        <h2 class="govuk-heading-m" id="returned">
          {[
            rejected > 0 && `${sayCount(rejected, "address was", "addresses were")} rejected`,
            bounced > 0 && `${sayCount(bounced, "letter", "letters")} came back`,
          ]
            .filter(Boolean)
            .join(", ")}
        </h2>
        <p class="govuk-body">
          Correct the address, then send to this person. Nobody else gets the letter again.
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {people.map(copy => (
            <li class="dc-wrap">
              {copy.person?.name && (
                <>
                  <bdi>{copy.person.name}</bdi>,{" "}
                </>
              )}
              <bdi>{copy.person?.email}</bdi>. {whyReturned(copy)}{" "}
              <a class="govuk-link" href={correctPath(edition.id, copy.subscriber)}>
                Correct the address
                <span class="govuk-visually-hidden"> of {copy.person?.email}</span>
              </a>
            </li>
          ))}
        </ul>
        {rejected + bounced > shown && (
          <p class="govuk-body">
            See everyone:{" "}
            {(["rejected", "bounced"] as const)
              .filter(figure => account[figure] > 0)
              .map((figure, index) => (
                <>
                  {index > 0 && ", "}
                  <a class="govuk-link" href={`/editions/${edition.id}/people?standing=${figure}`}>
                    {account[figure].toLocaleString("en-GB")} {figure}
                  </a>
                </>
              ))}
          </p>
        )}
      </section>
    </May>
  );
}
