import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { isOver, reachedNobody } from "../../../core/bulletins/status.ts";
import type { Account } from "../../../core/ledger/account.ts";
import { May } from "../../kit/layout.tsx";
import { sayDate, sayPeople } from "../../kit/say.ts";
import { StateTag } from "../edition-status.tsx";

type Props = {
  readonly edition: Edition;
  readonly account: Account;
  /** The edition that corrects this one. */
  readonly correction: Edition | undefined;
  readonly zone: string;
  readonly now: Date;
};

/** What the edition corrects, what corrects it, or the button that begins a correction. */
export function CorrectionLinks({ edition, account, correction, zone, now }: Props): JSX.Element {
  const { corrects } = edition;
  return (
    <>
      {corrects && (
        <p class="govuk-body">
          It corrects{" "}
          <a class="govuk-link" href={`/editions/${corrects.edition}`}>
            the letter of {sayDate(new Date(corrects.slot), zone)}
          </a>
          {corrects.to === "who-got-it" && ", and goes only to those who have that letter"}.
        </p>
      )}
      {correction && (
        <p class="govuk-body">
          Its letter is wrong:{" "}
          <a class="govuk-link" href={`/editions/${correction.id}`}>
            the correction of {sayDate(new Date(correction.slot), zone)}
          </a>{" "}
          <StateTag edition={correction} now={now} zone={zone} />
        </p>
      )}
      {mayBeCorrected(edition, account, correction) && (
        <May permission="write" on={edition.bulletin}>
          <form action={`/editions/${edition.id}/correction`} method="get">
            <button type="submit" class="govuk-button govuk-button--secondary">
              Correct the letter for {sayPeople(account.accepted + account.uncertain)}
            </button>
          </form>
        </May>
      )}
    </>
  );
}

/** Whether the page offers a correction. The step decides again. */
function mayBeCorrected(
  edition: Edition,
  { accepted, uncertain }: Account,
  correction: Edition | undefined,
): boolean {
  if (correction && !reachedNobody(correction)) return false;
  return isOver(edition) && edition.figures === undefined && accepted + uncertain > 0;
}
