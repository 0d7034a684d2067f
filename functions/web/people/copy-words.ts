import type { EditionStatus } from "../../core/bulletins/edition.ts";
import type { Figure } from "../../core/ledger/figure.ts";
import type { PersonOnEdition } from "../../steps/ledger/list-people.ts";
import type { Suppression } from "../../store/people/subscriptions.ts";
import { sayList, sayMoment } from "../kit/say.ts";

/** What the figures of an account are called on its page. Of an edition that was stopped the pending are those who were never mailed. */
export function wordOf(figure: Figure, status: EditionStatus): string {
  if (figure === "pending" && status === "stopped") return "Not mailed";
  return figure === "assumed" ? "Taken as delivered" : `${figure.charAt(0).toUpperCase()}${figure.slice(1)}`;
}

/** In a word or two what became of a copy. */
export function outcomeOf(copy: PersonOnEdition, status: EditionStatus): string {
  const figure = (["complained", "bounced", "deferred", "delivered", "assumed"] as const).find(each => copy[each]);
  return wordOf(figure ?? copy.standing, status);
}

/** Why an address is not written to. */
export const reasonWords: Readonly<Record<Suppression, string>> = {
  unsubscribed: "they have unsubscribed",
  bounced: "a letter to the address came back before",
  complained: "they have reported a letter as spam",
  erased: "they have been erased",
  deferred: "letters to the address came back, edition after edition",
  "ses-list": "the address is on Amazon SES’s own suppression list",
};

/** "on Wednesday 25 November 2026, 09:00:03 (London) under the message id 0102-abc"; for each message, where there are several. */
export function sayMessages({ messages }: Pick<PersonOnEdition, "messages">, zone: string): string {
  return sayList(
    messages.map(({ at, messageId }) =>
      at > 0 ? `on ${sayMoment(new Date(at), zone)} under the message id ${messageId}` : `under the message id ${messageId}`,
    ),
  );
}
