import * as z from "zod";
import { exactText, type Read, textLine, textLines } from "../text/schema-parts.ts";

/** A named set of people. People may join a public list themselves. */
export const listSchema = z.object({
  id: exactText.min(1).max(200, "must be 200 characters or fewer"),
  name: textLine.min(1, "must not be empty").max(200, "must be 200 characters or fewer"),
  description: textLines.max(2_000, "must be 2,000 characters or fewer").optional(),
  visibility: z.enum(["public", "private"]),
});
export type List = Read<typeof listSchema>;

/** A list that is known by its id alone, because an import named it first. */
export function newList(id: string): List {
  return { id, name: id, visibility: "private" };
}
