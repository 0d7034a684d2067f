import * as z from "zod";

/** Who someone is, as the issuer says: see `Member` for what they may do. */
export const personSchema = z.object({
  /**
   * The issuer's permanent id for the person (OpenID Connect Core section 2):
   * at most 255 characters.
   */
  sub: z.string().min(1).max(255),
  name: z.string().min(1).max(255),
});
export type Person = Readonly<z.infer<typeof personSchema>>;
