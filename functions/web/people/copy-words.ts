import { type EditionStatus, leavesPending } from "../../core/bulletins/status.ts";
import type { Figure } from "../../core/ledger/figure.ts";
import type { KeptOutReason } from "../../core/people/subscription.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import { sayList, sayMoment } from "../kit/say.ts";

/** The word for a figure on the pages. In a stopped edition, the pending letters are never sent. */
export function wordOf(figure: Figure, status: EditionStatus): string {
  if (figure === "pending" && leavesPending({ status })) return "Not sent";
  return figure === "assumed"
    ? "Marked as delivered"
    : `${figure.charAt(0).toUpperCase()}${figure.slice(1)}`;
}

/** The outcome of a copy, in a word or two. */
export function outcomeOf(copy: PersonOnEdition, status: EditionStatus): string {
  const figure = (["complained", "bounced", "deferred", "delivered", "assumed"] as const).find(
    each => copy[each],
  );
  return wordOf(figure ?? copy.standing, status);
}

/** Why we do not send to an address. */
export const reasonWords: Readonly<Record<KeptOutReason, string>> = {
  unsubscribed: "they unsubscribed",
  bounced: "an earlier letter to this address came back",
  complained: "they reported a letter as spam",
  erased: "they were erased",
  deferred: "letters to this address came back several times",
  "ses-list": "the address is on Amazon SES’s own suppression list",
  paused: "they have paused their letters for a while",
};

/**
 * Lists a copy's messages: "on Wednesday 25 November 2026, 09:00:03 (London) under the message id
 * 0102-abc".
 */
export function sayMessages({ messages }: Pick<PersonOnEdition, "messages">, zone: string): string {
  return sayList(
    messages.map(({ at, messageId }) =>
      at > 0
        ? `on ${sayMoment(new Date(at), zone)} under the message id ${messageId}`
        : `under the message id ${messageId}`,
    ),
  );
}
