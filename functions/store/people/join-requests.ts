import * as z from "zod";
import type { Read } from "../../core/text/schema-parts.ts";
import { deleteItem, getItem, type Key, type Table, updateItem } from "../table.ts";

/**
 * One item for each address that asked to join, with an attribute for each bulletin. It has the
 * address itself, so it is deleted when it expires.
 */
const joinRequestKey = (hash: string): Key => ({ PK: `JOINING#${hash}`, SK: `JOINING#${hash}` });
const attributeOf = (bulletin: string) => `BULLETIN#${bulletin}`;

const stored = z.object({
  id: z.string(),
  list: z.string(),
  email: z.string(),
  language: z.string(),
  /** The sentence that the form showed. */
  wording: z.string(),
  askedAt: z.iso.datetime(),
});
/** A form that was sent and is not confirmed yet. */
export type JoinRequest = Read<typeof stored>;

/** Stores a request; it replaces an earlier one for the same bulletin. `expires`: epoch seconds. */
export async function putJoinRequest(
  table: Table,
  hash: string,
  bulletin: string,
  { expires, ...request }: JoinRequest & { readonly expires: number },
): Promise<void> {
  await updateItem(table, joinRequestKey(hash), {
    UpdateExpression: "SET #bulletin = :request, expires = :expires",
    ExpressionAttributeNames: { "#bulletin": attributeOf(bulletin) },
    values: { ":request": request, ":expires": expires },
  });
}

export async function getJoinRequest(
  table: Table,
  hash: string,
  bulletin: string,
): Promise<JoinRequest | undefined> {
  const item = await getItem(table, joinRequestKey(hash), { consistent: true });
  const request = item?.[attributeOf(bulletin)];
  return request === undefined ? undefined : stored.parse(request);
}

/** Ends a request, unless another one has replaced it. */
export async function endJoinRequest(
  table: Table,
  hash: string,
  bulletin: string,
  id: string,
): Promise<void> {
  await updateItem(table, joinRequestKey(hash), {
    UpdateExpression: "REMOVE #bulletin",
    ConditionExpression: "#bulletin.id = :id",
    ExpressionAttributeNames: { "#bulletin": attributeOf(bulletin) },
    values: { ":id": id },
  });
}

/** Deletes all requests of an address. */
export async function deleteJoinRequests(table: Table, hash: string): Promise<void> {
  await deleteItem(table, joinRequestKey(hash));
}
