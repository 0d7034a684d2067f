import { getItems } from "../batch-requests.ts";
import { getItem, type Item, type Key, queryItems, type Table, updateItem } from "../table.ts";

export const messagesKey = (edition: string, batch: string): Key => ({
  PK: `EDITION#${edition}`,
  SK: `MESSAGES#${batch}`,
});

/** A message that SES accepted: SES's id for it, and when SES accepted it (epoch milliseconds). */
export type KeptMessage = { readonly messageId: string; readonly at: number };

/**
 * Stores message ids of a batch's positions.
 * They have their own item: every event rewrites the progress, so it must stay small.
 */
export async function keepMessages(
  table: Table,
  edition: string,
  batch: string,
  messages: ReadonlyMap<number, KeptMessage>,
): Promise<void> {
  if (messages.size === 0) return;
  const kept = [...messages].map(
    ([position, { messageId, at }]) => [position, new Set([`${at} ${messageId}`])] as const,
  );
  await updateItem(table, messagesKey(edition, batch), {
    // Sets: a person with two copies has two ids, and storing an id twice changes nothing.
    UpdateExpression: `ADD ${kept.map(([position]) => `p${position} :${position}`).join(", ")}`,
    values: Object.fromEntries(kept.map(([position, set]) => [`:${position}`, set])),
  });
}

/**
 * Returns the messages of each position of a batch, earliest first.
 * Most have one. Without an answer from SES there is none.
 */
export async function getMessages(
  table: Table,
  edition: string,
  batch: string,
): Promise<Map<number, KeptMessage[]>> {
  return readMessages(
    (await getItem(table, messagesKey(edition, batch), { consistent: true })) ?? {},
  );
}

/** Returns the messages of many batches, by batch. */
export async function getMessagesOf(
  table: Table,
  edition: string,
  batches: readonly string[],
): Promise<Map<string, Map<number, KeptMessage[]>>> {
  const items = await getItems(
    table,
    batches.map(batch => messagesKey(edition, batch)),
  );
  return new Map(
    items.map(item => [String(item.SK).slice("MESSAGES#".length), readMessages(item)]),
  );
}

/** Yields the messages of an edition by batch, in the order of the batches, in pages. */
export async function* listMessages(
  table: Table,
  edition: string,
): AsyncGenerator<{ readonly batch: string; readonly messages: Map<number, KeptMessage[]> }> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :messages)",
    ConsistentRead: true,
    values: { ":pk": `EDITION#${edition}`, ":messages": "MESSAGES#" },
  };
  for await (const item of queryItems(table, query))
    yield { batch: String(item.SK).slice("MESSAGES#".length), messages: readMessages(item) };
}

/** Reads an item of a batch's messages. */
export function readMessages(item: Item): Map<number, KeptMessage[]> {
  const messages = new Map<number, KeptMessage[]>();
  for (const [name, value] of Object.entries(item)) {
    if (!(value instanceof Set)) continue;
    const byId = new Map<string, KeptMessage>();
    for (const text of value) {
      const [at = "", messageId = ""] = String(text).split(" ");
      const known = byId.get(messageId);
      // SES's answer and an event may both report one message.
      if (!known || known.at > Number(at)) byId.set(messageId, { messageId, at: Number(at) });
    }
    messages.set(
      Number(name.slice(1)),
      [...byId.values()].sort((a, b) => a.at - b.at),
    );
  }
  return messages;
}
