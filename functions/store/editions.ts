import * as z from "zod";
import type { Edition, EditionStatus, FrozenContent } from "../core/edition.ts";
import { getItem, type Key, putIfAbsent, putItem, queryItems, type Table, updateItem } from "./table.ts";

const editionKey = (id: string): Key => ({ PK: `EDITION#${id}`, SK: "EDITION" });
const contentKey = (id: string, variant: string): Key => ({ PK: `EDITION#${id}`, SK: `CONTENT#${variant}` });
const slotKey = (bulletin: string, slot: string): Key => ({ PK: `BULLETIN#${bulletin}`, SK: `SLOT#${slot}` });

/** The only variant so far: the letter in its own language. */
const variant = "letter";

const editionStatus = z.enum(["composing", "addressing", "sending", "held", "finished", "stopped", "empty"]);
const stored = z.object({
  id: z.string(),
  bulletin: z.string(),
  slot: z.string(),
  status: editionStatus,
  reason: z.string().optional(),
  heldFrom: editionStatus.optional(),
  entries: z.array(z.string()),
  lists: z.array(z.string()),
  sender: z.object({ from: z.string(), replyTo: z.string().optional() }),
  subject: z.string(),
  hash: z.string(),
  audience: z.number(),
  rounds: z.number(),
  settled: z.object({ batch: z.string(), through: z.number() }).optional(),
  returns: z.object({ began: z.number(), at: z.number() }).optional(),
  broken: z.boolean().optional(),
  restUntil: z.string().optional(),
  plan: z.object({ from: z.string(), days: z.array(z.number()) }).optional(),
  addressAfter: z.string().optional(),
  approved: z.string().optional(),
  listVersion: z.string().optional(),
});
const storedContent = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  salutation: z.string(),
  language: z.string(),
});

/** Editions that the clock looks after stand in the index of what is due. */
const unfinished: readonly EditionStatus[] = ["composing", "addressing", "sending"];
const dueFields = (edition: Pick<Edition, "status" | "slot">) =>
  unfinished.includes(edition.status) ? { due: "EDITION", dueAt: edition.slot } : {};

export async function getEdition(table: Table, id: string): Promise<Edition | undefined> {
  const item = await getItem(table, editionKey(id), { consistent: true });
  return item && stored.parse(item);
}

/** Opens an edition, unless it is open: gives what is stored, the same to whoever asks. */
export async function openEdition(table: Table, edition: Edition): Promise<Edition> {
  // The pointer goes first: an edition that nobody can list would be worse than a pointer to one that is about to be.
  await putItem(table, { ...slotKey(edition.bulletin, edition.slot), edition: edition.id });
  if (await putIfAbsent(table, { ...editionKey(edition.id), ...edition, ...dueFields(edition) })) return edition;
  const open = await getEdition(table, edition.id);
  if (!open) throw new Error(`edition ${edition.id} is neither absent nor there`);
  return open;
}

/** A bulletin's editions, latest slot first. */
export async function listEditions(table: Table, bulletin: string): Promise<Edition[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :slot)",
    ScanIndexForward: false,
    values: { ":pk": `BULLETIN#${bulletin}`, ":slot": "SLOT#" },
  };
  const ids = await Array.fromAsync(queryItems(table, query), item => z.object({ edition: z.string() }).parse(item).edition);
  return (await Promise.all(ids.map(id => getEdition(table, id)))).filter(edition => edition !== undefined);
}

/** The editions that are under way. */
export async function unfinishedEditions(table: Table): Promise<Edition[]> {
  const query = { IndexName: "due", KeyConditionExpression: "due = :due", values: { ":due": "EDITION" } };
  return Array.fromAsync(queryItems(table, query), item => stored.parse(item));
}

/**
 * Changes an edition that has the status `from`; says whether it had. Of an edition that was seen in a round, only in that round: it comes back
 * to the same status in the next.
 */
export async function changeEdition(
  table: Table,
  id: string,
  from: EditionStatus | Pick<Edition, "status" | "rounds">,
  change: Partial<Omit<Edition, "id" | "bulletin" | "slot">>,
): Promise<boolean> {
  const seen = typeof from === "string" ? { status: from } : from;
  const fields = Object.entries(change);
  const names = Object.fromEntries([...fields.map(([name], index) => [`#${index}`, name]), ["#status", "status"]]);
  const settles = change.status !== undefined && !unfinished.includes(change.status);
  const resumes = change.status !== undefined && !settles;
  const sets = fields.map((_, index) => `#${index} = :${index}`);
  const changed = await updateItem(table, editionKey(id), {
    UpdateExpression: `SET ${[...sets, ...(resumes ? ["due = :due, dueAt = slot"] : [])].join(", ")}${settles ? " REMOVE due, dueAt" : ""}`,
    ConditionExpression: `#status = :from${"rounds" in seen ? " AND rounds = :seenRounds" : ""}`,
    ExpressionAttributeNames: names,
    values: {
      ...Object.fromEntries(fields.map(([, value], index) => [`:${index}`, value])),
      ":from": seen.status,
      ...("rounds" in seen && { ":seenRounds": seen.rounds }),
      ...(resumes && { ":due": "EDITION" }),
    },
  });
  return changed !== undefined;
}

/** Moves the end of an edition's settled run, unless somebody else has meanwhile. */
export async function moveSettled(table: Table, edition: Edition, settled: NonNullable<Edition["settled"]>): Promise<void> {
  const from = edition.settled?.batch;
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: "SET settled = :settled",
    ConditionExpression: from === undefined ? "attribute_exists(PK) AND attribute_not_exists(settled)" : "settled.#batch = :from",
    ...(from !== undefined && { ExpressionAttributeNames: { "#batch": "batch" } }),
    values: { ":settled": settled, ...(from !== undefined && { ":from": from }) },
  });
}

/** Has the clock look at all of an edition's batches again: somebody in a settled one is to be sent to once more. */
export async function forgetSettled(table: Table, id: string): Promise<void> {
  await updateItem(table, editionKey(id), {
    UpdateExpression: "REMOVE settled",
    ConditionExpression: "attribute_exists(PK)",
    values: {},
  });
}

/** Freezes the content. Whoever comes second finds it frozen: gives what is stored. */
export async function freezeContent(table: Table, edition: string, content: FrozenContent): Promise<FrozenContent> {
  if (await putIfAbsent(table, { ...contentKey(edition, variant), ...content })) return content;
  return getContent(table, edition);
}

export async function getContent(table: Table, edition: string): Promise<FrozenContent> {
  return storedContent.parse(await getItem(table, contentKey(edition, variant), { consistent: true }));
}

/**
 * Notes how far an edition is; gives since when (epoch milliseconds) it has been there. A note of the future, by a clock that was ahead,
 * counts from now.
 */
export async function noteProgress(table: Table, id: string, mark: string, now: number): Promise<number> {
  const moved = await updateItem(table, editionKey(id), {
    UpdateExpression: "SET mark = :mark, markedAt = :now",
    ConditionExpression: "attribute_exists(PK) AND (attribute_not_exists(mark) OR mark <> :mark OR markedAt > :now)",
    values: { ":mark": mark, ":now": now },
  });
  if (moved) return now;
  return Number((await getItem(table, editionKey(id), { consistent: true }))?.markedAt ?? now);
}
