import * as z from "zod";
import { exactText, instant, type Read } from "../text/schema-parts.ts";

/**
 * Why we do not write to a person. "deferred": too many soft bounces in a row. "ses-list": Amazon
 * SES has the address on its own suppression list and sends nothing to it.
 */
export const suppressionReasonSchema = z.enum([
  "unsubscribed",
  "bounced",
  "complained",
  "erased",
  "deferred",
  "ses-list",
]);
export type SuppressionReason = z.infer<typeof suppressionReasonSchema>;

/** The letters that a suppression covers: all, or the editions of one bulletin. */
export type Scope = "everywhere" | { readonly bulletin: string };

const since = z.object({ reason: suppressionReasonSchema, at: instant });

/** Everything that keeps letters from a person: in all bulletins, and in single ones. */
export const suppressionSchema = z.object({
  everywhere: since.optional(),
  bulletins: z.record(exactText.min(1), since),
});
export type Suppression = Read<typeof suppressionSchema>;

export const noSuppression: Suppression = { bulletins: {} };

/** Returns why a bulletin does not write to a person. "Everywhere" wins over the bulletin alone. */
export function reasonIn(
  { everywhere, bulletins }: Suppression,
  bulletin: string,
): SuppressionReason | undefined {
  return (everywhere ?? bulletins[bulletin])?.reason;
}

/**
 * Returns what two records say together; the first one itself if the second adds nothing. The first
 * reason stays; only an erasure replaces it.
 */
export function bothSuppressions(first: Suppression, second: Suppression): Suppression {
  const everywhere =
    second.everywhere?.reason === "erased" && first.everywhere?.reason !== "erased"
      ? second.everywhere
      : (first.everywhere ?? second.everywhere);
  const bulletins = { ...second.bulletins, ...first.bulletins };
  const isSame =
    everywhere === first.everywhere &&
    Object.keys(bulletins).length === Object.keys(first.bulletins).length;
  return isSame ? first : { everywhere, bulletins };
}
