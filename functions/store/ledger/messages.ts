import { getItem, getItems, type Item, type Key, type Table, updateItem } from "../table.ts";

export const messagesKey = (edition: string, batch: string): Key => ({ PK: `EDITION#${edition}`, SK: `MESSAGES#${batch}` });

/** A message that SES took: its id there, and when it was taken (epoch milliseconds). */
export type KeptMessage = { readonly messageId: string; readonly at: number };

/** Keeps the message ids of a batch's positions. They lie beside the progress, which every event rewrites and must stay small. */
export async function keepMessages(
  table: Table,
  edition: string,
  batch: string,
  messages: ReadonlyMap<number, KeptMessage>,
): Promise<void> {
  if (messages.size === 0) return;
  const kept = [...messages].map(([position, { messageId, at }]) => [position, new Set([`${at} ${messageId}`])] as const);
  await updateItem(table, messagesKey(edition, batch), {
    // Sets: who was sent to twice has two ids, and keeping one again changes nothing.
    UpdateExpression: `ADD ${kept.map(([position]) => `p${position} :${position}`).join(", ")}`,
    values: Object.fromEntries(kept.map(([position, set]) => [`:${position}`, set])),
  });
}

/** The messages of each position of a batch, earliest first; one for nearly everybody, none where SES never answered. */
export async function getMessages(table: Table, edition: string, batch: string): Promise<Map<number, KeptMessage[]>> {
  return readMessages((await getItem(table, messagesKey(edition, batch), { consistent: true })) ?? {});
}

/** The messages of many batches, by batch. */
export async function getMessagesOf(
  table: Table,
  edition: string,
  batches: readonly string[],
): Promise<Map<string, Map<number, KeptMessage[]>>> {
  const items = await getItems(
    table,
    batches.map(batch => messagesKey(edition, batch)),
  );
  return new Map(items.map(item => [String(item.SK).slice("MESSAGES#".length), readMessages(item)]));
}

/** What an item of a batch's messages says. */
export function readMessages(item: Item): Map<number, KeptMessage[]> {
  const messages = new Map<number, KeptMessage[]>();
  for (const [name, value] of Object.entries(item)) {
    if (!(value instanceof Set)) continue;
    const byId = new Map<string, KeptMessage>();
    for (const text of value) {
      const [at = "", messageId = ""] = String(text).split(" ");
      const known = byId.get(messageId);
      // An answer and an event may each tell of one message.
      if (!known || known.at > Number(at)) byId.set(messageId, { messageId, at: Number(at) });
    }
    messages.set(
      Number(name.slice(1)),
      [...byId.values()].sort((a, b) => a.at - b.at),
    );
  }
  return messages;
}
