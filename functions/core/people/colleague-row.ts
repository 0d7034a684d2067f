import * as z from "zod";
import { cleanLine } from "../text/clean-text.ts";
import { parseMailbox } from "./mailbox.ts";
import { type Profile, profileSchema } from "./subscriber.ts";

const header = z.enum(["email", "name", "salutation", "language"]);
const details = profileSchema.omit({ email: true });

/** The index of each known column. Other columns are ignored. */
export type Columns = ReadonlyMap<string, number>;

/** Reads the header row. Case, and blanks around a name, do not matter. */
export function readHeader(
  cells: readonly string[],
): { kind: "columns"; columns: Columns } | { kind: "invalid"; reason: string } {
  const columns = new Map<string, number>();
  for (const [index, cell] of cells.entries()) {
    const name = header.safeParse(cell.trim().toLowerCase()).data;
    if (name === undefined) continue;
    if (columns.has(name))
      return { kind: "invalid", reason: `the header row has two columns "${name}"` };
    columns.set(name, index);
  }
  if (columns.has("email")) return { kind: "columns", columns };
  const found = cells.map(cell => `"${cell.trim().slice(0, 40)}"`).join(", ");
  return {
    kind: "invalid",
    reason: `the header row has no column "email" (it has ${found || "nothing"})`,
  };
}

/** Reads a data row. */
export function readColleague(
  cells: readonly string[],
  columns: Columns,
): { kind: "colleague"; colleague: Profile } | { kind: "invalid"; reason: string } {
  const cell = (name: string) => cells[columns.get(name) ?? -1] ?? "";
  const mailbox = parseMailbox(cell("email"));
  if (mailbox.kind === "invalid") return mailbox;
  const read = details.safeParse({
    name: cleanLine(cell("name")) || undefined,
    salutation: cleanLine(cell("salutation")) || undefined,
    language: cleanLine(cell("language")) || undefined,
  });
  if (read.success)
    return { kind: "colleague", colleague: { email: mailbox.mailbox.address, ...read.data } };
  const issue = read.error.issues[0];
  return { kind: "invalid", reason: `its ${issue?.path.join(".")} ${issue?.message}` };
}
