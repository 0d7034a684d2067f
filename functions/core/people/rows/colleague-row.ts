import { cleanLine } from "../../text/clean-text.ts";
import { type Profile, profileSchema } from "../subscriber.ts";
import { readAddress } from "./address-cell.ts";
import type { Columns } from "./columns.ts";
import { readLanguage } from "./language-cell.ts";
import { readSalutation, type SalutationCell } from "./salutation-cell.ts";

const details = profileSchema.omit({ email: true });

export type ColleagueRead =
  | {
      readonly kind: "colleague";
      readonly colleague: Profile;
      /** How the row's salutation was read. */
      readonly salutation: Exclude<SalutationCell, { kind: "placeholder" }>;
    }
  | { readonly kind: "invalid"; readonly reason: string };

/** Reads a data row. */
export function readColleague(cells: readonly string[], columns: Columns): ColleagueRead {
  const cell = (field: keyof Columns) => cells[columns[field] ?? -1] ?? "";
  const mailbox = readAddress(cell("email"));
  if (mailbox.kind === "invalid") return mailbox;
  const language = readLanguage(cleanLine(cell("language"))) || undefined;
  const salutation = readSalutation(cell("salutation"), language);
  if (salutation.kind === "placeholder")
    return {
      kind: "invalid",
      reason: `its salutation contains “${salutation.placeholder}”, which was to be filled in`,
    };
  const parts = [cell("firstName"), cell("infix"), cell("lastName")]
    .map(cleanLine)
    .filter(part => part !== "");
  const read = details.safeParse({
    name:
      cleanLine(cell("name")) ||
      parts.join(" ") ||
      cleanLine(mailbox.name ?? "").slice(0, 200) ||
      undefined,
    salutation: salutation.kind === "own" ? salutation.salutation : undefined,
    language,
  });
  if (read.success)
    return {
      kind: "colleague",
      colleague: { email: mailbox.mailbox.address, ...read.data },
      salutation,
    };
  const issue = read.error.issues[0];
  return { kind: "invalid", reason: `its ${issue?.path.join(".")} ${issue?.message}` };
}
