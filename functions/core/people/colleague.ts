import * as z from "zod";
import { cleanLine } from "../text/clean-text.ts";
import { parseMailbox } from "./mailbox.ts";

/** One valid row of a colleagues.csv. */
export type Colleague = {
  readonly email: string;
  readonly name?: string | undefined;
  /** "Dear Dr Okafor,": replaces the letter's salutation. */
  readonly salutation?: string | undefined;
  /** BCP 47 */
  readonly language?: string | undefined;
};

const header = z.enum(["email", "name", "salutation", "language"]);
const line = (maxLength: number) =>
  z
    .string()
    .default("")
    .transform(cleanLine)
    .pipe(z.string().max(maxLength, `is longer than ${maxLength} characters`))
    .transform(text => text || undefined);
const details = z.object({
  name: line(200),
  salutation: line(200),
  language: line(35).refine(
    tag => tag === undefined || /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag),
    'is not a language tag such as "en" or "cy"',
  ),
});

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
): { kind: "colleague"; colleague: Colleague } | { kind: "invalid"; reason: string } {
  const cell = (name: string) => cells[columns.get(name) ?? -1];
  const mailbox = parseMailbox(cell("email") ?? "");
  if (mailbox.kind === "invalid") return mailbox;
  const rest = details.safeParse({
    name: cell("name"),
    salutation: cell("salutation"),
    language: cell("language"),
  });
  if (!rest.success) {
    const issue = rest.error.issues[0];
    return { kind: "invalid", reason: `its ${issue?.path.join(".")} ${issue?.message}` };
  }
  return { kind: "colleague", colleague: { email: mailbox.mailbox.address, ...rest.data } };
}
