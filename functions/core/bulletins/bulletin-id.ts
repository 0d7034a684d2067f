import * as z from "zod";

/** A bulletin's id. Edition ids contain it, so SES message tags and URLs on the site do too. */
export const bulletinId = z
  .string()
  .regex(
    /^[a-z0-9](-?[a-z0-9]){1,39}$/,
    "must be 2 to 40 small letters, digits and single hyphens, such as care-weekly",
  )
  .refine(id => id !== "new", "must not be “new”: the pages use that word");

/** "Care Weekly: news" → "care-weekly-news". It may be too short for an id. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}
