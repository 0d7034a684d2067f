import { parseMailbox } from "../../core/people/mailbox.ts";
import { matcherOf } from "../../core/people/match-person.ts";
import type { Subscription } from "../../core/people/subscription.ts";
import type { Suppression } from "../../core/people/suppression.ts";
import { getSuppression } from "../../store/people/find-suppressions.ts";
import { addressHash, findSubscriberIds } from "../../store/people/subscribers.ts";
import { type RowRead, readRows } from "../../store/people/subscriptions.ts";
import type { Pipeline } from "../pipeline.ts";

/** Where a search goes on: after a person of a list. */
export type SearchCursor = { readonly list: string; readonly after: string };

export type FoundPerson = Pick<Subscription, "id" | "email" | "name" | "suppressed"> & {
  readonly list: string;
};

export type FoundPeople =
  | { readonly kind: "person"; readonly subscriber: string }
  /** The text is an address, and nobody has it. */
  | { readonly kind: "nobody"; readonly suppression: Suppression }
  /** `next`: the rows read are the most that one search reads, and more are left. */
  | {
      readonly kind: "people";
      readonly people: readonly FoundPerson[];
      readonly read: number;
      readonly next: SearchCursor | undefined;
    };

/** The most rows that one search reads, and the most people that it shows. */
const mostInOneSearch = { rows: 20_000, people: 50 };

/**
 * Searches lists for a name, or a part of an address. A whole address is one read, by its hash. Other
 * texts read the rows of the lists one after another, up to a limit: a search costs the same however
 * long the lists are, and goes on from where it stopped.
 */
export async function findPeople(
  pipeline: Pick<Pipeline, "table" | "addressKey">,
  {
    text,
    lists,
    from,
  }: { text: string; lists: readonly string[]; from?: SearchCursor | undefined },
  limits = mostInOneSearch,
): Promise<FoundPeople> {
  const { table } = pipeline;
  const parsed = parseMailbox(text);
  if (parsed.kind === "mailbox") {
    const hash = addressHash(parsed.mailbox.address, pipeline.addressKey);
    const subscriber = (await findSubscriberIds(table, [hash])).get(hash);
    return subscriber === undefined
      ? { kind: "nobody", suppression: await getSuppression(table, hash) }
      : { kind: "person", subscriber };
  }
  const isFound = matcherOf(text);
  const people: FoundPerson[] = [];
  const seen = new Set<string>();
  let read = 0;
  const begin = from ? lists.indexOf(from.list) : 0;
  for (const list of lists.slice(Math.max(begin, 0))) {
    const after = from?.list === list ? from.after : undefined;
    for await (const row of readRows(table, list, { after })) {
      read++;
      if (isOn(row) && !seen.has(row.id) && isFound(row)) {
        seen.add(row.id);
        const { id, email, name, suppressed } = row;
        people.push({ id, email, name, suppressed, list });
      }
      if (read >= limits.rows || people.length === limits.people)
        return { kind: "people", people, read, next: { list, after: row.id } };
    }
  }
  return { kind: "people", people, read, next: undefined };
}

function isOn(row: RowRead): row is RowRead & { readonly email: string } {
  return row.email !== undefined;
}
