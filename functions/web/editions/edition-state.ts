import type { Edition } from "../../core/bulletins/edition.ts";
import {
  type EditionStatus,
  isBeingCounted,
  isSending,
  isUnderWay,
} from "../../core/bulletins/status.ts";
import type { Account } from "../../core/ledger/account.ts";
import { paceOf } from "../../core/ledger/account-sample.ts";
import { sayCount } from "../../core/text/say-count.ts";
import type { Delivery } from "../../steps/control/find-delivery.ts";
import { mayBeCorrected, sayCorrect } from "./correction/correction-links.tsx";
import { controlsOf, isAtRest, statusText, tagClass } from "./edition-status.tsx";

/** An edition's progress: its page shows it, and the browser module polls it. */
export type EditionState = {
  readonly status: EditionStatus;
  /** Names the controls on the page. If they differ, the page must be loaded again. */
  readonly controls: string;
  readonly statusText: string;
  readonly tagClass: string;
  readonly account: Account;
  /** People who are neither pending nor uncertain; undefined until addressing ends. */
  readonly done: number | undefined;
  /** "288 of 2,998 sent, 12 a second, about 3 minutes left" */
  readonly progress: string;
  /** Quarters done, 0 to 4, and the sentence for the last of them. */
  readonly quarter: number;
  readonly announcement: string;
  readonly atRest: boolean;
  /** The words of the button that corrects the letter, once that can be done. */
  readonly correct: string | undefined;
  /** Milliseconds until the next poll. */
  readonly askAgainMs: number;
};

/**
 * Reading an account takes about a second for each 10,000 people, so large editions are polled less
 * often.
 */
const maxPollMs = 60_000;
const activePollMs = 1_000;
const idlePollMs = 5_000;

const quarters = ["", "A quarter", "Half", "Three quarters", "All"];

/** What is known of the delivery: see `findDelivery`. `now` in epoch milliseconds. */
export type Followed = Pick<Delivery, "samples" | "began" | "graceEnds" | "isWorkedOn"> & {
  readonly now: number;
};
const unfollowed: Followed = {
  samples: [],
  began: undefined,
  graceEnds: 0,
  isWorkedOn: false,
  now: 0,
};

export function stateOf(
  edition: Edition,
  account: Account,
  followed: Followed = unfollowed,
): EditionState {
  const isInGrace = account.uncertain > 0 && followed.graceEnds > followed.now;
  const counted = account.audience > 0 && !isBeingCounted(edition);
  const done = counted ? account.audience - account.pending - account.uncertain : undefined;
  const quarter = done === undefined ? 0 : Math.floor((4 * done) / account.audience);
  return {
    status: edition.status,
    // Once the grace is over, the page offers a decision about what is unconfirmed.
    controls: `${controlsOf(edition)}${isInGrace ? " in grace" : ""}`,
    statusText: statusText(edition.status),
    tagClass: tagClass(edition.status),
    account,
    done,
    progress:
      done === undefined
        ? `${sayCount(account.audience, "person", "people")} counted so far`
        : sayProgress(edition, account, followed),
    quarter,
    announcement:
      quarter === 0
        ? ""
        : `${quarters[quarter]} of ${sayCount(account.audience, "person", "people")} done.`,
    correct:
      edition.correctedBy === undefined && mayBeCorrected(edition, account, undefined)
        ? sayCorrect(account)
        : undefined,
    atRest: isAtRest(edition, account) && !isInGrace && !followed.isWorkedOn,
    askAgainMs: Math.min(
      maxPollMs,
      Math.max(isUnderWay(edition) ? activePollMs : idlePollMs, account.audience / 10),
    ),
  };
}

/** "288 of 2,998 sent, 12 a second, about 3 minutes left". Suppressed people are not sent to. */
function sayProgress(
  edition: Edition,
  account: Account,
  { samples, began, now }: Followed,
): string {
  const toSend = account.audience - account.suppressed;
  const sent = `${account.accepted.toLocaleString("en-GB")} of ${toSend.toLocaleString("en-GB")} sent`;
  if (!isSending(edition) || account.pending === 0 || began === undefined) return sent;
  const pace = paceOf(account, samples, { began, now });
  return pace ? `${sent}, ${sayPace(pace)}` : sent;
}

function sayPace({
  perSecond,
  leftMs,
}: {
  readonly perSecond: number;
  readonly leftMs: number;
}): string {
  const rate = perSecond.toLocaleString("en-GB", { maximumFractionDigits: perSecond < 10 ? 1 : 0 });
  const minutes = Math.ceil(leftMs / 60_000);
  const left =
    minutes < 120
      ? sayCount(minutes, "minute", "minutes")
      : sayCount(Math.round(minutes / 60), "hour", "hours");
  return `${rate} a second, about ${left} left`;
}
