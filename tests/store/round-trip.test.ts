import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { bulletinSchema } from "../../functions/core/bulletins/bulletin.ts";
import { contentSchema, editionSchema } from "../../functions/core/bulletins/edition.ts";
import { entrySchema } from "../../functions/core/bulletins/entry.ts";
import { listSchema } from "../../functions/core/people/list.ts";
import { subscriberSchema } from "../../functions/core/people/subscriber.ts";
import { subscriptionSchema } from "../../functions/core/people/subscription.ts";
import {
  type Scope,
  type SuppressionReason,
  suppressionReasonSchema,
  suppressionSchema,
} from "../../functions/core/people/suppression.ts";
import { exactText, instant } from "../../functions/core/text/schema-parts.ts";
import { getBulletin, putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { freezeContent, getContent } from "../../functions/store/bulletins/edition-content.ts";
import { getEdition, openEdition } from "../../functions/store/bulletins/editions.ts";
import { addEntry, getEntry } from "../../functions/store/bulletins/entries.ts";
import { getSuppression } from "../../functions/store/people/find-suppressions.ts";
import { getList, insertList } from "../../functions/store/people/lists.ts";
import { projectNew } from "../../functions/store/people/projections.ts";
import { createSubscribers, getSubscriber } from "../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../functions/store/people/subscriptions.ts";
import { suppress } from "../../functions/store/people/suppressions.ts";
import type { Table } from "../../functions/store/table.ts";
import { arbitraryOf } from "../examples/arbitrary-of.ts";
import { aDecision } from "../examples/builders.ts";
import { runs } from "../size.ts";
import { aTable } from "./a-table.ts";

type Entity = {
  readonly name: string;
  readonly schema: z.ZodObject;
  /** Stores a value under keys that no other has, and returns what is read then. */
  readonly roundTrip: (table: Table, value: never, place: string) => Promise<unknown>;
};

function entity<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
  roundTrip: (table: Table, value: z.output<Schema>, place: string) => Promise<unknown>,
): Entity {
  return { name, schema, roundTrip };
}

const since = z.object({ reason: suppressionReasonSchema, at: instant });
const perId = z.record(exactText.min(1), since);
/** Suppressions that were never lifted: steps alone make the others. */
const newSuppressionSchema = suppressionSchema.extend({
  everywhere: since.optional(),
  allLetters: since.optional(),
  bulletins: perId,
  lists: perId.optional(),
});

const entities: readonly Entity[] = [
  entity("bulletin", bulletinSchema, async (table, bulletin) => {
    await putBulletin(table, bulletin, new Date("2026-11-27T00:00:00Z"), aDecision());
    return getBulletin(table, bulletin.id);
  }),
  entity("entry", entrySchema, async (table, entry, place) => {
    await addEntry(table, { ...entry, id: place }, aDecision());
    const stored = await getEntry(table, entry.bulletin, place);
    return stored && { ...stored, id: entry.id };
  }),
  entity("edition", editionSchema, async (table, edition, place) => {
    await openEdition(table, { ...edition, id: place }, aDecision());
    const stored = await getEdition(table, place);
    return stored && { ...stored, id: edition.id };
  }),
  entity("frozen content", contentSchema, async (table, content, place) => {
    const letter = { id: place, hash: "abc" };
    await freezeContent(table, letter, content);
    return getContent(table, letter);
  }),
  entity("list", listSchema, async (table, list, place) => {
    await insertList(table, { ...list, id: place }, aDecision());
    const stored = await getList(table, place);
    return stored && { ...stored, id: list.id };
  }),
  entity("subscriber", subscriberSchema, async (table, person, place) => {
    await createSubscribers(table, [{ ...person, id: place }]);
    const stored = await getSubscriber(table, place);
    return stored && { ...stored, id: person.id };
  }),
  entity("subscription", subscriptionSchema, async (table, subscription, place) => {
    const { id, version, joinedAt: at, how, source, suppressed, ...rest } = subscription;
    const { optOuts = [], pausedUntil, plainText, ...profile } = rest;
    const person = {
      ...profile,
      id: place,
      version,
      lists: { [place]: { at, how, source, version } },
      suppression: {
        everywhere: suppressed && { reason: suppressed, at },
        bulletins: Object.fromEntries(
          optOuts.map(bulletin => [bulletin, { reason: "unsubscribed", at } as const]),
        ),
      },
      preferences: { pausedUntil, plainText },
    } as const;
    await projectNew(table, place, [person]);
    const [stored] = await getSubscriptions(table, place, [place]);
    // The bulletins that a person has left are a set.
    expect(new Set(stored?.optOuts)).toEqual(new Set(optOuts));
    return stored && { ...stored, id, optOuts: subscription.optOuts };
  }),
  entity("suppression", newSuppressionSchema, async (table, suppression, place) => {
    const { everywhere, allLetters, bulletins, lists = {} } = suppression;
    const add = (scope: Scope, { reason, at }: { reason: SuppressionReason; at: string }) =>
      suppress(table, place, { reason, now: new Date(at), scope });
    if (everywhere) await add("everywhere", everywhere);
    if (allLetters) await add("all-letters", allLetters);
    for (const [bulletin, since] of Object.entries(bulletins)) await add({ bulletin }, since);
    for (const [list, since] of Object.entries(lists)) await add({ list }, since);
    const stored = await getSuppression(table, place);
    return suppression.lists ? { ...stored, lists: stored.lists ?? {} } : stored;
  }),
];

describe("a store", () => {
  it.each(entities)("gives back every $name that the schema admits", async entity => {
    const table = await aTable();
    let places = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryOf(entity.schema), async value => {
        const place = `place-${++places}`;
        expect(await entity.roundTrip(table, value as never, place)).toEqual(value);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("a schema", () => {
  it.each(entities)("reads what it admitted of a $name without a change", ({ schema }) => {
    fc.assert(
      fc.property(arbitraryOf(schema), value => {
        expect(schema.parse(value)).toEqual(value);
      }),
      { numRuns: runs(200) },
    );
  });
});
