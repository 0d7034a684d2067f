import type { Edition } from "../../core/bulletins/edition.ts";
import { type EditionStatus, isBeingCounted, isUnderWay } from "../../core/bulletins/status.ts";
import type { Account } from "../../core/ledger/account.ts";
import { sayCount } from "../../core/text/say-count.ts";
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
  /** "18 of 30 people done" */
  readonly progress: string;
  /** Quarters done, 0 to 4, and the sentence for the last of them. */
  readonly quarter: number;
  readonly announcement: string;
  readonly atRest: boolean;
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

export function stateOf(edition: Edition, account: Account): EditionState {
  const counted = account.audience > 0 && !isBeingCounted(edition);
  const done = counted ? account.audience - account.pending - account.uncertain : undefined;
  const quarter = done === undefined ? 0 : Math.floor((4 * done) / account.audience);
  return {
    status: edition.status,
    controls: controlsOf(edition),
    statusText: statusText(edition.status),
    tagClass: tagClass(edition.status),
    account,
    done,
    progress:
      done === undefined
        ? `${sayCount(account.audience, "person", "people")} counted so far`
        : `${done.toLocaleString("en-GB")} of ${sayCount(account.audience, "person", "people")} done`,
    quarter,
    announcement:
      quarter === 0
        ? ""
        : `${quarters[quarter]} of ${sayCount(account.audience, "person", "people")} done.`,
    atRest: isAtRest(edition, account),
    askAgainMs: Math.min(
      maxPollMs,
      Math.max(isUnderWay(edition) ? activePollMs : idlePollMs, account.audience / 10),
    ),
  };
}
