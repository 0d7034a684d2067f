import type { JSX } from "hono/jsx/jsx-runtime";
import type { Edition } from "../../core/bulletins/edition.ts";
import {
  type EditionStatus,
  isFinished,
  isOver,
  isStopped,
  isUnderWay,
} from "../../core/bulletins/status.ts";
import { type Account, isSettled } from "../../core/ledger/account.ts";

const words: Readonly<Record<EditionStatus, { readonly text: string; readonly colour: string }>> = {
  composing: { text: "Preparing", colour: "blue" },
  addressing: { text: "Preparing", colour: "blue" },
  sending: { text: "Sending", colour: "blue" },
  held: { text: "Paused", colour: "orange" },
  finished: { text: "Sent", colour: "green" },
  stopped: { text: "Stopped", colour: "red" },
  empty: { text: "Nothing to send", colour: "grey" },
};

export function EditionStatusTag({ status }: { readonly status: EditionStatus }): JSX.Element {
  return (
    <strong class={tagClass(status)} data-status={status}>
      {statusText(status)}
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
export function controlsOf(edition: Pick<Edition, "status">): string {
  return isUnderWay(edition) || isFinished(edition) ? "figures" : edition.status;
}

/**
 * True if the figures are final: every accepted letter was delivered, bounced or marked as
 * delivered.
 */
export function isAtRest(edition: Pick<Edition, "status">, account: Account): boolean {
  if (isUnderWay(edition)) return false;
  const over = isStopped(edition) || (isFinished(edition) && isSettled(account));
  if (!over) return !isOver(edition);
  return account.delivered + account.bounced + account.assumed >= account.accepted;
}
