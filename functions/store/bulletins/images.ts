import type { HistoryItem } from "../../core/access/history-item.ts";
import { type BulletinImage, imageSchema } from "../../core/letter/images/image.ts";
import { historyWrite } from "../history/histories.ts";
import { deleteItem, getItem, type Key, queryItems, type Table, updateItem } from "../table.ts";
import { isNew, transact } from "../transact.ts";
import { imageBytesKey } from "./image-bytes.ts";

const imageKey = (bulletin: string, id: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `IMAGE#${id}`,
});
/** Returns the images of a bulletin, the latest first. */
export async function listImages(table: Table, bulletin: string): Promise<BulletinImage[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :image)",
    ConsistentRead: true,
    values: { ":pk": `BULLETIN#${bulletin}`, ":image": "IMAGE#" },
  };
  const images = await Array.fromAsync(queryItems(table, query), item => imageSchema.parse(item));
  return images.sort((a, b) => (a.addedAt < b.addedAt ? 1 : -1));
}

export async function getImage(
  table: Table,
  bulletin: string,
  id: string,
): Promise<BulletinImage | undefined> {
  const item = await getItem(table, imageKey(bulletin, id), { consistent: true });
  return item && imageSchema.parse(item);
}

/** Stores a new image; returns false if the bulletin has it. */
export async function insertImage(
  table: Table,
  bulletin: string,
  { image, bytes }: { readonly image: BulletinImage; readonly bytes: Uint8Array },
  history: HistoryItem,
): Promise<boolean> {
  const item = { ...imageKey(bulletin, image.id), ...image };
  const put = { kind: "put", item, condition: isNew } as const;
  const stored = { kind: "put", item: { ...imageBytesKey(image.id), bytes } } as const;
  const written = await transact(table, [put, stored, historyWrite(history)], history.id);
  return written.kind === "written";
}

/** Changes what an image shows, in words; returns false if it is gone. */
export async function changeAlt(
  table: Table,
  bulletin: string,
  { id, alt }: Pick<BulletinImage, "id" | "alt">,
  history: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "SET alt = :alt",
    ConditionExpression: "attribute_exists(PK)",
    values: { ":alt": alt },
  };
  const change = { kind: "update", key: imageKey(bulletin, id), update } as const;
  const written = await transact(table, [change, historyWrite(history)], history.id);
  return written.kind === "written";
}

/** Deletes an image that no letter shows; returns false if one does, or the image is gone. */
export async function deleteImage(
  table: Table,
  bulletin: string,
  id: string,
  history: HistoryItem,
): Promise<boolean> {
  const condition = { expression: "attribute_exists(PK) AND attribute_not_exists(edition)" };
  const removed = { kind: "delete", key: imageKey(bulletin, id), condition } as const;
  const bytes = { kind: "delete", key: imageBytesKey(id) } as const;
  const written = await transact(table, [removed, bytes, historyWrite(history)], history.id);
  return written.kind === "written";
}

/** Deletes the images of a bulletin of which no letter was sent. */
export async function deleteImages(table: Table, bulletin: string): Promise<void> {
  for (const { id } of await listImages(table, bulletin)) {
    await deleteItem(table, imageBytesKey(id));
    await deleteItem(table, imageKey(bulletin, id));
  }
}

/**
 * Notes that the letter of an edition shows an image, so that nobody deletes it. Returns false if it is
 * gone.
 */
export async function keepImage(
  table: Table,
  bulletin: string,
  id: string,
  edition: string,
): Promise<boolean> {
  const kept = await updateItem(table, imageKey(bulletin, id), {
    UpdateExpression: "SET edition = if_not_exists(edition, :edition)",
    ConditionExpression: "attribute_exists(PK)",
    values: { ":edition": edition },
  });
  return kept !== undefined;
}
