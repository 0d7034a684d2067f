import { type DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { addressEdition } from "../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { changeEdition } from "../../functions/store/bulletins/change-edition.ts";
import { stopWatching } from "../../functions/store/bulletins/due-editions.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { type Item, queryItems, type Table } from "../../functions/store/table.ts";
import { countUnits } from "../benchmarks/count-units.ts";
import { ann } from "../examples/builders.ts";
import { isFullSize } from "../size.ts";
import { allEditions } from "../stored-lists.ts";
import { aSite, bulletin, type Site, storeEntry } from "./a-served-site.ts";

/** Past editions and sent entries, besides those that the test sends itself. */
const few = { entries: 10, editions: 10 };
const many = isFullSize ? { entries: 10_000, editions: 2_000 } : { entries: 1_000, editions: 200 };

/** Items on one page of a list. */
const perPage = 50;

const here = `/bulletins/${bulletin.id}`;
const lists = [here, `${here}/entries`, `${here}/editions`];
const others = [`${here}/preview`, `${here}/preview/letter.html`, `${here}/send`];

describe("the reads of a bulletin", () => {
  it(`are the same number with ${many.entries} sent entries and ${many.editions} editions as with 10 of each`, async () => {
    const site = await aSite();
    const { table } = site.pipeline;
    const cost = costOf(table.client);
    await storeEntry(site);
    const sent = await finish(site, await compose(site, "2026-11-03"));
    await storeEntry(site);
    // Composing the next edition closes the entries that this one keeps.
    await finish(site, await compose(site, "2026-11-10"));
    const past = await modelOf(table, sent);
    await storeEntry(site, { title: "Open", status: "draft" });

    let minutes = 0;
    const measure = async (day: string): Promise<Record<string, Cost>> => {
      const seen: Record<string, Cost> = {};
      for (const path of [...lists, ...others])
        seen[path] = await cost(async () => expect((await site.request(path)).status).toBe(200));
      // A minute after the tick before, as on a stage: a tick notes each minute that it listens.
      minutes++;
      const later = { ...site.pipeline, now: () => Date.now() + minutes * 60_000 };
      seen.tick = await cost(() => runClock(later, site.template));
      await storeEntry(site);
      let edition = "";
      seen.compose = await cost(async () => {
        edition = await compose(site, day);
      });
      await finish(site, edition);
      return seen;
    };
    await storeEntry(site);
    // The first tick stores in which table it runs.
    await runClock(site.pipeline, site.template);
    await addHistory(table, past, few);
    const withFew = await measure("2026-11-17");
    await addHistory(table, past, many);
    const withMany = await measure("2026-11-24");

    expect(await allEditions(table, bulletin.id)).toHaveLength(4 + many.editions);
    expect(requestsOf(withMany)).toEqual(requestsOf(withFew));
    // Reading an item consistently costs one unit for each 4 kB, and a full page has 50 items. The
    // page of editions also reads two items with the figures of each.
    for (const [what, { units }] of Object.entries(withMany))
      expect(units - (withFew[what]?.units ?? 0), what).toBeLessThanOrEqual(
        what === `${here}/editions` ? 3 * perPage : lists.includes(what) ? perPage : 1,
      );
    // On a busy machine, the history takes more than two minutes to write.
  }, 600_000);
});

type Cost = { readonly requests: number; readonly units: number };

function requestsOf(seen: Readonly<Record<string, Cost>>): Record<string, number> {
  return Object.fromEntries(Object.entries(seen).map(([what, { requests }]) => [what, requests]));
}

/** Counts the requests to DynamoDB during some work, and the read units that they cost. */
function costOf(client: DynamoDBClient): (work: () => Promise<unknown>) => Promise<Cost> {
  let requests = 0;
  client.middlewareStack.add(
    next => args => {
      requests++;
      return next(args);
    },
    { step: "initialize" },
  );
  const units = countUnits(client);
  return async work => {
    const before = { requests, units: units().readUnits };
    await work();
    return { requests: requests - before.requests, units: units().readUnits - before.units };
  };
}

/** Composes the edition of a day; returns its id. */
async function compose(site: Site, day: string): Promise<string> {
  const slot = new Date(`${day}T09:00:00Z`);
  const result = await composeEdition(site.pipeline, site.template, { bulletin, slot, by: ann });
  if (result.kind !== "composed" || result.edition.entries.length === 0)
    throw new Error(`no edition of ${day}: ${JSON.stringify(result)}`);
  return result.edition.id;
}

/** Ends an edition, as if everyone had its letter and all events had come. Returns its id. */
async function finish({ pipeline }: Site, id: string): Promise<string> {
  await addressEdition(pipeline, { edition: id, round: 0 }, () => false);
  const sending = await getEdition(pipeline.table, id);
  if (sending?.status !== "sending") throw new Error(`the edition is ${sending?.status}`);
  await changeEdition(pipeline.table, { ...sending, status: "sending" }, { kind: "finish" });
  await stopWatching(pipeline.table, { ...sending, status: "finished" });
  return id;
}

/** What the table has of a past edition with one entry. */
type Model = {
  readonly edition: string;
  readonly slot: string;
  readonly entry: string;
  readonly ofEntry: readonly Item[];
  readonly ofEdition: readonly Item[];
};

async function modelOf(table: Table, id: string): Promise<Model> {
  const edition = await getEdition(table, id);
  const entry = edition?.entries[0];
  if (!edition || entry === undefined) throw new Error(`${id} has no entry`);
  const partition = async (pk: string) =>
    Array.fromAsync(
      queryItems(table, { KeyConditionExpression: "PK = :pk", values: { ":pk": pk } }),
    );
  const ofBulletin = await partition(`BULLETIN#${bulletin.id}`);
  return {
    edition: id,
    slot: edition.slot,
    entry,
    ofEntry: ofBulletin.filter(({ SK }) => String(SK).endsWith(`#${entry}`)),
    ofEdition: [
      ...ofBulletin.filter(({ SK }) => String(SK).endsWith(`#${edition.slot}`)),
      ...(await partition(`EDITION#${id}`)).filter(({ SK }) => SK === "EDITION"),
    ],
  };
}

/** Adds past editions and their entries, older than all others. */
async function addHistory(
  table: Table,
  model: Model,
  { entries, editions }: { readonly entries: number; readonly editions: number },
): Promise<void> {
  const dayMs = 86_400_000;
  const slotOf = (index: number) => new Date((index + 1) * dayMs).toISOString();
  const editionOf = (index: number) => `${bulletin.id}_past${index}`;
  const copy = (items: readonly Item[], index: number) =>
    items.map(item => {
      const text = JSON.stringify(item)
        .replaceAll(model.edition, editionOf(index % editions))
        .replaceAll(model.slot, slotOf(index % editions))
        .replaceAll(model.entry, `${index}`.padStart(26, "0"));
      return { Put: { TableName: table.name, Item: marshall(JSON.parse(text)) } };
    });
  const all = [
    ...Array.from({ length: entries }, (_, index) => copy(model.ofEntry, index)),
    ...Array.from({ length: editions }, (_, index) => copy(model.ofEdition, index)),
  ].flat();
  // The local DynamoDB waits for the disk once per transaction, but once per item of a batch.
  for (let at = 0; at < all.length; at += 100) {
    const TransactItems = all.slice(at, at + 100);
    await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
  }
}
