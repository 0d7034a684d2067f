import * as z from "zod";
import { getItem, type Key, type Table } from "../table.ts";

/** The bytes of an image are apart from what the pages list (`images.ts`). */
export const imageBytesKey = (id: string): Key => ({ PK: `IMAGE#${id}`, SK: "IMAGE" });

const bytesItem = z.object({ bytes: z.instanceof(Uint8Array) });

/** Returns the bytes of an image; undefined if there is none with this id. */
export async function getImageBytes(table: Table, id: string): Promise<Uint8Array | undefined> {
  const item = await getItem(table, imageBytesKey(id));
  return item && bytesItem.parse(item).bytes;
}
