import type { JSX } from "hono/jsx/jsx-runtime";
import type { HistoryItem } from "../../../core/access/history-item.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { isHeldInComposing } from "../../../core/bulletins/status.ts";
import type { Account } from "../../../core/ledger/account.ts";
import { sayWhoAndWhen } from "../../kit/history.tsx";
import { sayPeople } from "../../kit/say.ts";
import { ReasonWords } from "../reason-words.tsx";

type Props = {
  readonly here: string;
  readonly edition: Edition;
  readonly account: Account;
  readonly history: readonly HistoryItem[];
  readonly zone: string;
};

/** Why the edition is held, and what resuming does. */
export function Held({ edition, account, history, zone }: Omit<Props, "here">): JSX.Element {
  const held = history.find(({ what }) => what === "edition-held");
  // A person who pauses gives no reason: their name says it.
  const isSaid = held?.by.kind === "person" && edition.reason?.code === "paused";
  return (
    <>
      <div class="govuk-warning-text">
        <span class="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong class="govuk-warning-text__text">
          <span class="govuk-visually-hidden">Warning:</span> Paused{decidedBy(held, zone)}.{" "}
          {!isSaid && <ReasonWords reason={edition.reason} />}
        </strong>
      </div>
      <p class="govuk-body">
        {account.audience > 0 && sayWhoHasIt(account)} Nothing more is sent until someone resumes
        it.
      </p>
      {isHeldInComposing(edition) && (
        <p class="govuk-body">
          If you resume, we compose the letter from the current text of{" "}
          {edition.entries.map((entry, index) => (
            <>
              {index > 0 && ", "}
              <a class="govuk-link" href={`/bulletins/${edition.bulletin}/entries/${entry}`}>
                {edition.entries.length === 1 ? "its entry" : `entry ${index + 1}`}
              </a>
            </>
          ))}{" "}
          and send it.
        </p>
      )}
    </>
  );
}

/** "575 people have it, 2,423 are waiting." */
function sayWhoHasIt({ accepted, pending }: Account): string {
  const have = accepted === 1 ? "has" : "have";
  const waiting = pending === 1 ? "is" : "are";
  return `${sayPeople(accepted)} ${have} it, ${pending.toLocaleString("en-GB")} ${waiting} waiting.`;
}

/** Who stopped it, why, and who did not get the letter. */
export function Stopped({ here, edition, account, history, zone }: Props): JSX.Element {
  const stopped = history.find(({ what }) => what === "edition-stopped");
  return (
    <div class="govuk-inset-text">
      Stopped permanently{decidedBy(stopped, zone)}. <ReasonWords reason={edition.reason} />
      {account.pending > 0 && (
        <>
          <br />
          <a class="govuk-link" href={`${here}/people?standing=pending`}>
            {sayPeople(account.pending)}
          </a>{" "}
          did not get it.
        </>
      )}
    </div>
  );
}

const decidedBy = (item: HistoryItem | undefined, zone: string) =>
  item ? ` ${sayWhoAndWhen(item, zone)}` : "";
