import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import {
  type EditionStatus,
  isFinished,
  isHeld,
  isInWindow,
  isOver,
  isUnderWay,
  isWaiting,
} from "../../core/bulletins/status.ts";
import { type Account, isSettled } from "../../core/ledger/account.ts";
import { sayUntil } from "../kit/say.ts";

const words: Readonly<Record<EditionStatus, { readonly text: string; readonly colour: string }>> = {
  waiting: { text: "Waiting for approval", colour: "yellow" },
  approved: { text: "Approved", colour: "turquoise" },
  composing: { text: "Preparing", colour: "blue" },
  addressing: { text: "Preparing", colour: "blue" },
  sending: { text: "Sending", colour: "blue" },
  held: { text: "Paused", colour: "orange" },
  finished: { text: "Sent", colour: "green" },
  stopped: { text: "Stopped", colour: "red" },
  empty: { text: "Nothing to send", colour: "grey" },
  skipped: { text: "Skipped", colour: "grey" },
};

type Shown = Pick<Edition, "status" | "rounds" | "addressAfter" | "entries" | "hash">;

/** The state of a date's edition, in the same words on every page. Undefined: nothing is stored. */
export function stateText(edition: Shown | undefined, now: Date, zone: string): string {
  if (!edition || isCollecting(edition)) return "Collecting";
  if (isInWindow(edition) && new Date(edition.addressAfter) > now)
    return `Sends at ${sayUntil(new Date(edition.addressAfter), now, zone)}`;
  return statusText(edition.status);
}

/** Whether an edition that was proposed has lost its entries since. */
const isCollecting = (edition: Shown) => isWaiting(edition) && edition.entries.length === 0;

export function StateTag({
  edition,
  now,
  zone,
}: {
  readonly edition: Shown | undefined;
  readonly now: Date;
  readonly zone: string;
}): JSX.Element {
  const colour =
    !edition || isCollecting(edition) ? "govuk-tag govuk-tag--grey" : tagClass(edition.status);
  return (
    <strong class={colour} data-status={edition?.status ?? "collecting"}>
      {stateText(edition, now, zone)}
    </strong>
  );
}

export function statusText(status: EditionStatus): string {
  return words[status].text;
}

export function tagClass(status: EditionStatus): string {
  return `govuk-tag govuk-tag--${words[status].colour}`;
}

/**
 * Returns the name of the controls that an edition's page has. Figures change in place until the
 * controls change.
 */
export function controlsOf(edition: Pick<Edition, "status" | "rounds" | "addressAfter">): string {
  if (isInWindow(edition)) return "undo";
  return isUnderWay(edition) || isFinished(edition) ? "figures" : edition.status;
}

/**
 * True if the figures are final: every accepted letter was delivered, came back or was marked as
 * delivered.
 */
export function isAtRest(edition: Pick<Edition, "status">, account: Account): boolean {
  if (isUnderWay(edition)) return false;
  if (isFinished(edition) && !isSettled(account)) return false;
  if (!isOver(edition) && !isHeld(edition)) return true;
  // Letters that were sent before a pause still arrive.
  const { delivered, bounced, deferred, assumed, accepted } = account;
  return delivered + bounced + deferred + assumed >= accepted;
}
