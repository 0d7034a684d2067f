import type { SesListing } from "../../../core/people/ses-listing.ts";
import type { Scope, Since } from "../../../core/people/suppression.ts";
import { sayDate } from "../../kit/say.ts";
import { reasonWords } from "../copy-words.ts";
import type { Names } from "./person-page.tsx";

/** "All letters", "The bulletin Care Weekly", "The list Harbour staff" */
export function sayScope(scope: Scope, names: Names): string {
  if (typeof scope === "string") return "All letters";
  return "bulletin" in scope
    ? `The bulletin ${names.bulletins.get(scope.bulletin) ?? scope.bulletin}`
    : `The list ${names.lists.get(scope.list) ?? scope.list}`;
}

/** "they reported a letter as spam, since Tuesday 24 November 2026" */
export function saySince({ reason, at }: Since): string {
  return `${reasonWords[reason]}, since ${sayDate(new Date(at), "UTC")}`;
}

/** What SES's own list holds, as a sentence. */
export function sayListing(listing: SesListing): string {
  switch (listing.kind) {
    case "listed": {
      const why = listing.reason === "bounced" ? "a letter came back" : "they reported spam";
      return `Amazon SES’s own suppression list has the address since ${sayDate(new Date(listing.at), "UTC")}: ${why}.`;
    }
    case "not-listed":
      return "Amazon SES’s own suppression list does not have the address.";
    case "unknown":
      return "Amazon SES does not say whether its own suppression list has the address.";
  }
}
