import { columnFields } from "../../functions/core/people/rows/column-names.ts";
import type { ColumnMap } from "../../functions/core/people/rows/columns.ts";
import { textEncodings } from "../../functions/core/people/rows/text-encoding.ts";
import type { TableOptions } from "../../functions/steps/people/rows/read-cells.ts";
import type { UnreadableColleagues } from "../../functions/steps/people/rows/unreadable-colleagues.ts";
import { BadInput } from "./bad-input.ts";

/** The options of every command that reads a table of people. */
export const tableOptions = { map: { type: "string" }, encoding: { type: "string" } } as const;

export const tableUsage = '[--map "Header=field,…"] [--encoding windows-1252]';

type Given = { readonly map?: string | undefined; readonly encoding?: string | undefined };

/** Reads how a table is to be read. Throws BadInput. */
export function tableIn({ map, encoding }: Given, usage: string): TableOptions {
  const known = textEncodings.find(each => each === encoding?.toLowerCase());
  if (encoding !== undefined && known === undefined)
    throw new BadInput(`--encoding must be one of ${textEncodings.join(", ")}.`, usage);
  return { map: map === undefined ? undefined : columnMapIn(map, usage), encoding: known };
}

const fields = [...columnFields, "ignore"] as const;

/** Reads "Adresse=email,Nom de famille=lastName". A header may contain commas. */
function columnMapIn(text: string, usage: string): ColumnMap {
  const map = new Map<string, (typeof fields)[number]>();
  let rest = text.trim();
  while (rest !== "") {
    const [whole = "", header = "", name = ""] =
      /^(.+?)=\s*([\w -]+?)\s*(?:,\s*|$)/.exec(rest) ?? [];
    const field = fields.find(
      each => each.toLowerCase() === name.replace(/[ _-]/g, "").toLowerCase(),
    );
    if (field === undefined)
      throw new BadInput(
        `--map: "${rest}" does not name a field. Write "Header=field", with a field of ${fields.join(", ")}.`,
        usage,
      );
    map.set(header.trim(), field);
    rest = rest.slice(whole.length);
  }
  return map;
}

/** A column that is ignored, although it looks like a salutation. */
export function sayIgnored(column: string): string {
  return `the column “${column}” is ignored. To greet people with it, add --map "${column}=salutation"`;
}

/** Why a file cannot be read, and the option that may help. */
export function sayUnreadable(
  path: string,
  { message, windows1252 }: UnreadableColleagues,
): BadInput {
  const lines = [`${path}: ${message}.`];
  if (windows1252.length > 0)
    lines.push(
      `Read as Windows-1252, it has the words ${windows1252.map(word => `“${word}”`).join(", ")}. If they are right, add --encoding windows-1252.`,
    );
  const [, column] = /(Column \d+) has the address/.exec(message) ?? [];
  if (column !== undefined)
    lines.push(`To name the columns yourself, add --map "${column}=email", with the others.`);
  if (/has no column "email"|two columns for/.test(message))
    lines.push('To name a column yourself, add --map "Header=email".');
  return new BadInput(...lines);
}
