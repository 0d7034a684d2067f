import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { isOver, isUnderWay, reachedNobody } from "../../../core/bulletins/status.ts";
import type { Account } from "../../../core/ledger/account.ts";
import { zoneOf } from "../../kit/editors-room.ts";
import { May } from "../../kit/layout.tsx";
import { sayDate, sayPeople } from "../../kit/say.ts";
import { StateTag } from "../edition-status.tsx";

type Props = {
  readonly edition: Edition;
  readonly account: Account;
  /** The edition that corrects this one. */
  readonly correction: Edition | undefined;
  readonly bulletin: Bulletin | undefined;
  readonly now: Date;
};

/** What the edition corrects, and what corrects it. */
export function CorrectionLinks({
  edition,
  correction,
  bulletin,
  now,
}: Omit<Props, "account">): JSX.Element {
  const { corrects } = edition;
  const zone = zoneOf(bulletin);
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
          It was corrected: see{" "}
          <a class="govuk-link" href={`/editions/${correction.id}`}>
            the correction of {sayDate(new Date(correction.slot), zone)}
          </a>{" "}
          <StateTag edition={correction} bulletin={bulletin} now={now} />
        </p>
      )}
    </>
  );
}

/**
 * The button that begins a correction, if the letter can be corrected. While it is sent, the button
 * waits for the browser module to show it.
 */
export function CorrectButton({
  edition,
  account,
  correction,
}: Omit<Props, "bulletin" | "now">): JSX.Element | null {
  const isOffered = mayBeCorrected(edition, account, correction);
  if (!isOffered && !(isUnderWay(edition) && edition.correctedBy === undefined)) return null;
  return (
    <May permission="write" on={edition.bulletin}>
      <form
        action={`/editions/${edition.id}/correction`}
        method="get"
        data-correct=""
        hidden={!isOffered}
      >
        <button type="submit" class="govuk-button govuk-button--secondary">
          {sayCorrect(account)}
        </button>
      </form>
    </May>
  );
}

/** The words of the button that begins a correction. */
export function sayCorrect({ accepted, uncertain }: Account): string {
  return `Correct the letter for ${sayPeople(accepted + uncertain)}`;
}

/** Whether the page offers a correction. The step decides again. */
export function mayBeCorrected(
  edition: Edition,
  { accepted, uncertain }: Account,
  correction: Edition | undefined,
): boolean {
  if (correction && !reachedNobody(correction)) return false;
  return isOver(edition) && edition.figures === undefined && accepted + uncertain > 0;
}
