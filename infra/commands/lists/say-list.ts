import type { List } from "../../../functions/core/people/list.ts";
import { sayCount } from "../../../functions/core/text/say-count.ts";

/** A list as the command shows it. */
/** `notWrittenTo`: those of the people who get no letter at all. */
export type Listed = List & { readonly people: number; readonly notWrittenTo: number };

/** "Harbour staff (harbour-staff): private, 3,012 people" */
export function sayListed({ id, name, visibility, people, archivedAt }: Listed): string {
  const archived = archivedAt === undefined ? "" : `, archived on ${archivedAt.slice(0, 10)}`;
  return `${name} (${id}): ${visibility}, ${sayCount(people, "person", "people")}${archived}`;
}
