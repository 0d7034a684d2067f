/** What Amazon SES's own suppression list of the account holds for an address. */
export type SesListing =
  | { readonly kind: "listed"; readonly reason: "bounced" | "complained"; readonly at: string }
  | { readonly kind: "not-listed" }
  /** SES does not answer, or is a stand-in without such a list. */
  | { readonly kind: "unknown" };
