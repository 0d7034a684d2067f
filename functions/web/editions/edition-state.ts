import type { Edition, EditionStatus } from "../../core/bulletins/edition.ts";
import type { Account } from "../../core/ledger/account.ts";
import { sayCount } from "../kit/say.ts";
import { isAtRest, isUnderWay, statusText, tagClass } from "./edition-status.tsx";

/** How an edition stands: what its page shows, and what the browser module asks for while it goes on. */
export type EditionState = {
  readonly status: EditionStatus;
  readonly statusText: string;
  readonly tagClass: string;
  readonly account: Account;
  /** People dealt with; undefined while the audience is still being addressed. */
  readonly done: number | undefined;
  /** "18 of 30 people dealt with" */
  readonly progress: string;
  /** Quarters that are done, 0 to 4, and the sentence that tells of the last of them. */
  readonly quarter: number;
  readonly announcement: string;
  readonly atRest: boolean;
  /** Milliseconds after which asking again is worth while. */
  readonly askAgain: number;
};

/** Milliseconds. An account is read in about a second for each 10,000 people: nobody is to ask for it all the time. */
const longest = 60_000;

const quarters = ["", "A quarter", "Half", "Three quarters", "All"];

export function stateOf(edition: Edition, account: Account): EditionState {
  const counted = account.audience > 0 && edition.status !== "composing" && edition.status !== "addressing";
  const done = counted ? account.audience - account.pending - account.uncertain : undefined;
  const quarter = done === undefined ? 0 : Math.floor((4 * done) / account.audience);
  return {
    status: edition.status,
    statusText: statusText(edition.status),
    tagClass: tagClass(edition.status),
    account,
    done,
    progress:
      done === undefined
        ? `${sayCount(account.audience, "person", "people")} addressed so far`
        : `${done.toLocaleString("en-GB")} of ${sayCount(account.audience, "person", "people")} dealt with`,
    quarter,
    announcement: quarter === 0 ? "" : `${quarters[quarter]} of ${sayCount(account.audience, "person", "people")} dealt with.`,
    atRest: isAtRest(edition, account),
    askAgain: Math.min(longest, Math.max(isUnderWay(edition) ? 1_000 : 5_000, account.audience / 10)),
  };
}
