import type { JSX } from "hono/jsx/jsx-runtime";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
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
import { zoneOf } from "../kit/editors-room.ts";
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

type Shown = Pick<
  Edition,
  "status" | "rounds" | "addressAfter" | "entries" | "hash" | "corrects" | "proposal"
>;

/**
 * Whether editors still collect the entries of a date: nothing is stored, or an edition that waits has
 * lost its entries, or its bulletin no longer asks for an approval. It is sent at its date then.
 */
export function isCollecting(edition: Shown | undefined, bulletin: Bulletin | undefined): boolean {
  if (edition === undefined) return true;
  if (!isWaiting(edition)) return false;
  return edition.entries.length === 0 || (!!bulletin && !needsApproval(bulletin, edition));
}

/** The state of a date's edition, in the same words on every page. Undefined: nothing is stored. */
export function StateTag({
  edition,
  bulletin,
  now,
}: {
  readonly edition: Shown | undefined;
  readonly bulletin: Bulletin | undefined;
  readonly now: Date;
}): JSX.Element {
  if (!edition || isCollecting(edition, bulletin))
    return (
      <strong class="govuk-tag govuk-tag--grey" data-status="collecting">
        Collecting
      </strong>
    );
  return (
    <strong class={tagClass(edition.status)} data-status={edition.status}>
      {isInWindow(edition) && new Date(edition.addressAfter) > now
        ? `Sends at ${sayUntil(new Date(edition.addressAfter), now, zoneOf(bulletin))}`
        : statusText(edition.status)}
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
