import { sayCount } from "../../text/say-count.ts";
import type { Obstacle } from "./may-go-out.ts";

/** Returns why a letter may not go out, for the person who wants to approve or send it. */
export function sayObstacle(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case "approver-gone":
      return "You are not among the approvers of this bulletin.";
    case "approver-wrote":
      return "You changed an entry, a setting or a list of this bulletin. Another person must approve it.";
    case "not-approved":
      return "This bulletin asks for an approval. Ask for it first.";
    case "errors-found":
      return "The checks found an error in the letter. Correct it first.";
    case "changed":
      return "The letter has changed since you saw it. Review it again.";
    case "audience-grew":
      return `The audience has grown from ${people(obstacle.before)} to ${people(obstacle.after)}. Review it again.`;
  }
}

const people = (count: number) => sayCount(count, "person", "people");
