import type { ProposalChange } from "./approval.ts";

/** Returns one difference of a proposed letter as a sentence. */
export function sayChange(change: ProposalChange): string {
  switch (change.what) {
    case "entry-added":
      return `“${change.title}” was added${sayBy(change.by)}.`;
    case "entry-changed":
      return `“${change.title}” was changed${sayBy(change.by)}.`;
    case "entry-removed":
      return `“${change.title}” is no longer in it.`;
    case "order":
      return "The entries have another order.";
    case "subject":
      return `The subject was “${change.before}” and is now “${change.after}”.`;
    case "sender":
      return "The sender has changed.";
    case "lists":
      return "The lists have changed.";
    case "audience":
      return `It goes to ${number(change.after)} people. At the approval it was ${number(change.before)}.`;
    case "approver-gone":
      return "The person who approved it may no longer approve it.";
    case "approver-wrote":
      return "The person who approved it has changed a part of it. Another person must approve it.";
    case "look":
      return "The bulletin’s settings or the template have changed.";
  }
}

const sayBy = (name: string | undefined) => (name === undefined ? "" : ` by ${name}`);
const number = (count: number) => count.toLocaleString("en-GB");
