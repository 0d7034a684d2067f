import * as z from "zod";
import type { Edition, EditionStatus, FrozenContent } from "../../core/bulletins/edition.ts";
import type { RefusalRun } from "../../core/bulletins/refusal-run.ts";
import {
  getItem,
  type Key,
  type OnUnreadable,
  parseItems,
  putIfAbsent,
  putItem,
  queryItems,
  type Table,
  updateItem,
} from "../table.ts";

const editionKey = (id: string): Key => ({ PK: `EDITION#${id}`, SK: "EDITION" });
const contentKey = (id: string, variant: string): Key => ({
  PK: `EDITION#${id}`,
  SK: `CONTENT#${variant}`,
});
const slotKey = (bulletin: string, slot: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `SLOT#${slot}`,
});

/** The only variant: the letter in its own language. */
const variant = "letter";

const editionStatus = z.enum([
  "composing",
  "addressing",
  "sending",
  "held",
  "finished",
  "stopped",
  "empty",
]);
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
  heard: z.object({ batch: z.string(), through: z.number() }).optional(),
  holds: z.number().optional(),
  returns: z.object({ began: z.number(), at: z.number() }).optional(),
  broken: z.boolean().optional(),
  refusals: z
    .object({
      mark: z.string(),
      reason: z.string(),
      held: z.boolean().optional(),
      looked: z.string().optional(),
      places: z.array(z.object({ batch: z.string(), position: z.number() })),
    })
    .optional(),
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

/**
 * An edition's key in the index "due": EDITION is under way, HELD waits for a person, EVENTS is
 * over and may still get events from SES. An edition with nothing to wait for is not in the index.
 */
const dueOf: Readonly<Partial<Record<EditionStatus, "EDITION" | "HELD" | "EVENTS">>> = {
  composing: "EDITION",
  addressing: "EDITION",
  sending: "EDITION",
  held: "HELD",
  finished: "EVENTS",
  stopped: "EVENTS",
};
const dueFields = ({ status, slot }: Pick<Edition, "status" | "slot">) => {
  const due = dueOf[status];
  return due === undefined ? {} : { due, dueAt: slot };
};

export async function getEdition(table: Table, id: string): Promise<Edition | undefined> {
  const item = await getItem(table, editionKey(id), { consistent: true });
  return item && stored.parse(item);
}

/** Opens an edition once; later calls return the edition that was stored first. */
export async function openEdition(table: Table, edition: Edition): Promise<Edition> {
  // Write the pointer first.
  // A crash in between may leave a pointer without an edition, but no edition without a pointer.
  await putItem(table, { ...slotKey(edition.bulletin, edition.slot), edition: edition.id });
  if (await putIfAbsent(table, { ...editionKey(edition.id), ...edition, ...dueFields(edition) }))
    return edition;
  const open = await getEdition(table, edition.id);
  if (!open)
    throw new Error(
      `edition ${edition.id} disappeared between a failed put and the read that followed`,
    );
  return open;
}

/**
 * Yields up to `maxEditions` of a bulletin's editions, latest slot first.
 * Reads each only when it is needed.
 */
export async function* latestEditions(
  table: Table,
  bulletin: string,
  maxEditions: number,
): AsyncGenerator<Edition> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :slot)",
    ScanIndexForward: false,
    Limit: maxEditions,
    values: { ":pk": `BULLETIN#${bulletin}`, ":slot": "SLOT#" },
  };
  let read = 0;
  for await (const item of queryItems(table, query)) {
    const edition = await getEdition(table, z.object({ edition: z.string() }).parse(item).edition);
    if (edition) yield edition;
    if (++read === maxEditions) return;
  }
}

/** Returns a bulletin's editions, latest slot first. */
export async function listEditions(table: Table, bulletin: string): Promise<Edition[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :slot)",
    ScanIndexForward: false,
    values: { ":pk": `BULLETIN#${bulletin}`, ":slot": "SLOT#" },
  };
  const ids = await Array.fromAsync(
    queryItems(table, query),
    item => z.object({ edition: z.string() }).parse(item).edition,
  );
  return (await Promise.all(ids.map(id => getEdition(table, id)))).filter(
    edition => edition !== undefined,
  );
}

/** Returns the editions under way. */
export function unfinishedEditions(table: Table, onUnreadable?: OnUnreadable): Promise<Edition[]> {
  return editionsDue(table, "EDITION", onUnreadable);
}

/** Returns the editions that wait for a person. */
export function heldEditions(table: Table): Promise<Edition[]> {
  return editionsDue(table, "HELD");
}

/** Returns the editions that are over and may still get events from SES. */
export function overEditions(table: Table): Promise<Edition[]> {
  return editionsDue(table, "EVENTS");
}

function editionsDue(
  table: Table,
  due: "EDITION" | "HELD" | "EVENTS",
  onUnreadable?: OnUnreadable,
): Promise<Edition[]> {
  const query = { IndexName: "due", KeyConditionExpression: "due = :due", values: { ":due": due } };
  return parseItems(queryItems(table, query), item => stored.parse(item), onUnreadable);
}

/** Removes an edition that is over from the index, because it has nothing left to wait for. */
export async function stopWatching(table: Table, edition: Edition): Promise<void> {
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: "REMOVE due, dueAt",
    ConditionExpression: "#status = :status AND rounds = :rounds AND due = :events",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":status": edition.status, ":rounds": edition.rounds, ":events": "EVENTS" },
  });
}

/**
 * Changes an edition if its status is `from`; returns whether it was. If `from` has a round, the
 * round must be the same too: an edition returns to the same status in its next round.
 */
export async function changeEdition(
  table: Table,
  id: string,
  from: EditionStatus | Pick<Edition, "status" | "rounds">,
  change: Partial<Omit<Edition, "id" | "bulletin" | "slot">>,
): Promise<boolean> {
  const seen = typeof from === "string" ? { status: from } : from;
  const fields = Object.entries(change);
  const names = Object.fromEntries([
    ...fields.map(([name], index) => [`#${index}`, name]),
    ["#status", "status"],
  ]);
  const due = change.status && dueOf[change.status];
  const sets = fields.map((_, index) => `#${index} = :${index}`);
  const isHold = change.status === "held";
  const clauses = [
    `SET ${[...sets, ...(due ? ["due = :due, dueAt = slot"] : [])].join(", ")}`,
    ...(change.status !== undefined && !due ? ["REMOVE due, dueAt"] : []),
    ...(isHold ? ["ADD holds :one"] : []),
  ];
  const changed = await updateItem(table, editionKey(id), {
    UpdateExpression: clauses.join(" "),
    ConditionExpression: `#status = :from${"rounds" in seen ? " AND rounds = :seenRounds" : ""}`,
    ExpressionAttributeNames: names,
    values: {
      ...Object.fromEntries(fields.map(([, value], index) => [`:${index}`, value])),
      ":from": seen.status,
      ...("rounds" in seen && { ":seenRounds": seen.rounds }),
      ...(due && { ":due": due }),
      ...(isHold && { ":one": 1 }),
    },
  });
  return changed !== undefined;
}

/** Moves the end of an edition's settled run, unless another process has moved it since. */
export function moveSettled(
  table: Table,
  edition: Edition,
  settled: NonNullable<Edition["settled"]>,
): Promise<void> {
  return moveRun(table, edition, "settled", settled);
}

/** Moves the end of an edition's heard run, unless another process has moved it since. */
export function moveHeard(
  table: Table,
  edition: Edition,
  heard: NonNullable<Edition["heard"]>,
): Promise<void> {
  return moveRun(table, edition, "heard", heard);
}

async function moveRun(
  table: Table,
  edition: Edition,
  run: "settled" | "heard",
  to: { readonly batch: string; readonly through: number },
): Promise<void> {
  const from = edition[run]?.batch;
  await updateItem(table, editionKey(edition.id), {
    UpdateExpression: `SET ${run} = :to`,
    ConditionExpression:
      from === undefined
        ? `attribute_exists(PK) AND attribute_not_exists(${run})`
        : `${run}.#batch = :from`,
    ...(from !== undefined && { ExpressionAttributeNames: { "#batch": "batch" } }),
    values: { ":to": to, ...(from !== undefined && { ":from": from }) },
  });
}

/**
 * Makes the clock read all batches of an edition again,
 * because a person in a settled batch gets another copy.
 */
export async function forgetSettled(table: Table, id: string): Promise<void> {
  await updateItem(table, editionKey(id), {
    UpdateExpression: "REMOVE settled, heard",
    ConditionExpression: "attribute_exists(PK)",
    values: {},
  });
}

/**
 * Changes an edition's run of refusals,
 * unless another process changed it since `seen`; returns whether it did.
 */
export async function changeRefusals(
  table: Table,
  id: string,
  seen: Edition["refusals"],
  run: RefusalRun | undefined,
  mark: string,
): Promise<boolean> {
  const changed = await updateItem(table, editionKey(id), {
    UpdateExpression: run ? "SET refusals = :run" : "REMOVE refusals",
    ConditionExpression: `attribute_exists(PK) AND ${seen ? "refusals.#mark = :seen" : "attribute_not_exists(refusals)"}`,
    ...(seen && { ExpressionAttributeNames: { "#mark": "mark" } }),
    values: { ...(run && { ":run": { ...run, mark } }), ...(seen && { ":seen": seen.mark }) },
  });
  return changed !== undefined;
}

/** Stores the content once; later calls return the content that was stored first. */
export async function freezeContent(
  table: Table,
  edition: string,
  content: FrozenContent,
): Promise<FrozenContent> {
  if (await putIfAbsent(table, { ...contentKey(edition, variant), ...content })) return content;
  return getContent(table, edition);
}

export async function getContent(table: Table, edition: string): Promise<FrozenContent> {
  return storedContent.parse(
    await getItem(table, contentKey(edition, variant), { consistent: true }),
  );
}

/** Stores how far an edition is; returns since when it is that far (epoch milliseconds). */
export async function noteProgress(
  table: Table,
  id: string,
  mark: string,
  now: number,
): Promise<number> {
  const moved = await updateItem(table, editionKey(id), {
    UpdateExpression: "SET mark = :mark, markedAt = :now",
    // A mark from the future comes from a clock that was ahead, so it counts from now.
    ConditionExpression:
      "attribute_exists(PK) AND (attribute_not_exists(mark) OR mark <> :mark OR markedAt > :now)",
    values: { ":mark": mark, ":now": now },
  });
  if (moved) return now;
  return Number((await getItem(table, editionKey(id), { consistent: true }))?.markedAt ?? now);
}
