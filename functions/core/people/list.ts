import * as z from "zod";
import { instant, type Read, textLine, textLines } from "../text/schema-parts.ts";

/** A list's id. It stands in keys, URLs and commands. */
export const listId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/,
    "must be 1 to 60 letters, digits, hyphens and underscores, such as harbour-staff",
  )
  .refine(id => id !== "new", 'must not be "new"');

/** The grounds of article 6(1) of the GDPR for writing to the people on a list. */
export const lawfulBases = [
  "consent",
  "contract",
  "legal-obligation",
  "public-task",
  "legitimate-interests",
] as const;
export type LawfulBasis = (typeof lawfulBases)[number];

/** A named set of people. People may join a public list themselves. */
export const listSchema = z.object({
  id: listId,
  name: textLine.min(1, "must not be empty").max(200, "must be 200 characters or fewer"),
  description: textLines.max(2_000, "must be 2,000 characters or fewer").optional(),
  visibility: z.enum(["public", "private"]),
  /** "double": people who join confirm by email. People added by an operator never confirm. */
  optIn: z.enum(["single", "double"]),
  lawfulBasis: z.enum(lawfulBases).optional(),
  /** Why people get letters, in words for them: "because you work at Harbour Health Trust". */
  purpose: textLines.max(1_000, "must be 1,000 characters or fewer").optional(),
  /** The text of the letter that welcomes people who join. Without it they get none. */
  welcome: textLines.max(20_000, "must be 20,000 characters or fewer").optional(),
  /** An archived list takes nobody on. Bulletins that use it still write to its people. */
  archivedAt: instant.optional(),
  /** Each change gives a new version. */
  version: z.int().positive(),
});
export type List = Read<typeof listSchema>;

/** The part of a list that people decide about. */
export type ListSettings = Omit<List, "id" | "version">;

/** Returns a new list. Nobody can join it before someone makes it public. */
export function newList({ id, name }: Pick<List, "id" | "name">): List {
  return { id, name, visibility: "private", optIn: "double", version: 1 };
}
