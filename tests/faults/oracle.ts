import { DynamoDBClient, paginateQuery } from "@aws-sdk/client-dynamodb";
import type { Outbox } from "../../infra/local/ses/outbox.ts";

/** What is wrong with an edition, by counts. All are 0 where nobody is doubled, nobody missing and the account is true. */
export type Verdict = { readonly missing: number; readonly doubled: number; readonly accountErrors: number };

/** What the campaign knows of an edition because it made it so. */
export type Truth = {
  readonly edition: string;
  /** Who must have the letter. */
  readonly must: ReadonlySet<string>;
  /** Who left a list while it was being sent: may have it, or may not. */
  readonly may: ReadonlySet<string>;
  /** Whose address SES cannot carry. */
  readonly never: ReadonlySet<string>;
};

/** The account that the product gives of the edition. */
export type Claimed = Readonly<Record<"audience" | "accepted" | "suppressed" | "rejected" | "uncertain" | "pending", number>>;

/**
 * Judges an edition from the outbox and the list alone. It shares no code with the ledger: the batches are read off the table
 * by their keys, only to know who was addressed at all.
 */
export async function judge(truth: Truth, outbox: Outbox, claimed: Claimed, addressed: number): Promise<Verdict> {
  const copies = new Map<string, number>();
  for (const { destinations, tags } of outbox.list({ limit: 10_000_000 })) {
    if (tags.edition !== truth.edition) continue;
    for (const address of destinations) copies.set(address, (copies.get(address) ?? 0) + 1);
  }
  const doubled = [...copies.values()].filter(count => count > 1).length;
  const missing = [...truth.must].filter(address => !copies.has(address)).length;
  const strangers = [...copies.keys()].filter(address => !truth.must.has(address) && !truth.may.has(address)).length;
  const sum = claimed.accepted + claimed.suppressed + claimed.rejected + claimed.uncertain + claimed.pending;
  const wrong = [
    claimed.audience !== addressed,
    sum !== claimed.audience,
    claimed.accepted !== copies.size,
    claimed.rejected !== truth.never.size,
    claimed.uncertain + claimed.pending !== 0,
    claimed.suppressed !== addressed - copies.size - truth.never.size,
    strangers > 0,
  ];
  return { missing, doubled, accountErrors: wrong.filter(Boolean).length };
}

/** How many people stand on the edition's batches, counted off the raw items; each must stand there once. */
export async function countAddressed(
  endpoint: string,
  table: string,
  edition: string,
): Promise<{ people: number; distinct: number }> {
  const client = new DynamoDBClient({ endpoint, region: "eu-west-2", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  const query = {
    TableName: table,
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :sk)",
    ExpressionAttributeValues: { ":pk": { S: `EDITION#${edition}` }, ":sk": { S: "BATCH#" } },
    ConsistentRead: true,
  };
  const ids: string[] = [];
  for await (const page of paginateQuery({ client }, query))
    for (const item of page.Items ?? []) ids.push(...(item.subscribers?.L ?? []).map(each => each.S ?? ""));
  client.destroy();
  return { people: ids.length, distinct: new Set(ids).size };
}
