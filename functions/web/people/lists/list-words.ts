import type { LawfulBasis, List } from "../../../core/people/list.ts";
import type { ListCount } from "../../../core/people/list-count.ts";
import type { JoinedHow } from "../../../core/people/subscriber.ts";
import { sayDate, sayPeople } from "../../kit/say.ts";

export const basisWords: Readonly<Record<LawfulBasis, string>> = {
  consent: "They have agreed to it",
  contract: "A contract with them",
  "legal-obligation": "The law requires it",
  "public-task": "A public task",
  "legitimate-interests": "A legitimate interest, such as telling staff about their work",
};

export const joinedWords: Readonly<Record<JoinedHow, string>> = {
  import: "Imported from a file",
  added: "Added one by one",
  joined: "Joined with the form",
  returned: "Came back themselves",
  reconfirmed: "Said that they still want letters",
};

/** "Public" or "Private", and whether it is archived. */
export function sayKind({ visibility, archivedAt }: List): string {
  const kind = visibility === "public" ? "Public" : "Private";
  return archivedAt === undefined ? kind : `${kind}, archived`;
}

/** "3,012 people", with the date if the count is not of now. */
export function sayListCount(count: ListCount | undefined, now: Date): string {
  if (!count) return "Not counted yet. A long list is counted within some minutes.";
  const people = sayPeople(count.people);
  const at = new Date(count.at);
  const isNow = now.getTime() - at.getTime() < 60_000;
  return isNow ? people : `${people} on ${sayDate(at, "UTC")}`;
}
