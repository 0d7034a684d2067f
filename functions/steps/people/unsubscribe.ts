import type { Actor } from "../../core/access/actor.ts";
import { bulletinIn } from "../../core/bulletins/edition.ts";
import type { LinkBearer } from "../../core/people/link-token.ts";
import type { Pipeline } from "../pipeline.ts";
import { changeLetters } from "./change-letters.ts";

/**
 * Ends the letters of an edition's bulletin to a person, on every list that they are on and will
 * be. Other bulletins go on, also those on the same lists. Repeating this changes nothing. The
 * edition itself need not exist any more.
 */
export async function unsubscribe(
  pipeline: Pipeline,
  { edition, subscriber }: LinkBearer,
  by: Actor,
): Promise<"unsubscribed" | "unknown"> {
  const leave = [{ bulletin: bulletinIn(edition) }];
  const person = await changeLetters(pipeline, subscriber, { leave, edition }, by);
  return person ? "unsubscribed" : "unknown";
}
