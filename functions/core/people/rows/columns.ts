import {
  type ColumnField,
  columnFields,
  fieldNamedBy,
  hasEmailWords,
  isPlainName,
} from "./column-names.ts";

/** The index of the column of each field. Other columns are ignored. */
export type Columns = Readonly<Partial<Record<ColumnField, number | undefined>>>;

/** What a person has chosen for some headers: "Adresse" → "email", "Greeting" → "ignore". */
export type ColumnMap = ReadonlyMap<string, ColumnField | "ignore">;

export type HeaderRead =
  | {
      readonly kind: "columns";
      readonly columns: Columns;
      /** Columns that look as if they had a salutation or a title, and are ignored. */
      readonly ignored: readonly string[];
    }
  | {
      readonly kind: "invalid";
      readonly code: "no-email" | "no-column" | "two-columns" | "no-header";
      readonly reason: string;
    };

type Found = { readonly index: number; readonly header: string; readonly rank: number };

/**
 * Reads the header row. Recognises the names of columns in 13 languages. `map` decides first.
 */
export function readHeader(cells: readonly string[], map: ColumnMap = new Map()): HeaderRead {
  const headers = cells.map(cell => cell.replace(/[\p{Cc}\p{Cf}]/gu, "").trim());
  const found: Partial<Record<ColumnField, Found | undefined>> = {};
  const ignored: string[] = [];
  const chosen = new Map([...map].map(([header, field]) => [keyOf(header), field]));
  for (const header of map.keys())
    if (!headers.some(each => keyOf(each) === keyOf(header)))
      return {
        kind: "invalid",
        code: "no-column",
        reason: `there is no column "${header}" (the header row has ${sayHeaders(headers)})`,
      };
  for (const [index, header] of headers.entries()) {
    const mapped = chosen.get(keyOf(header));
    const named = mapped ? { field: mapped, rank: -1 } : fieldNamedBy(header);
    if (named?.field === "title") ignored.push(header);
    if (named === undefined || named.field === "title" || named.field === "ignore") continue;
    const before = found[named.field];
    if (before && before.rank === named.rank && (named.field === "email" || named.rank <= 0))
      return {
        kind: "invalid",
        code: "two-columns",
        reason: sayTwo(before.header, header, named.field),
      };
    if (before && named.field === "salutation")
      ignored.push(before.rank <= named.rank ? header : before.header);
    if (!before || named.rank < before.rank)
      found[named.field] = { index, header, rank: named.rank };
  }
  found.email ??= onlyEmail(headers, chosen);
  const columns = Object.fromEntries(
    columnFields.flatMap(field => {
      const column = found[field];
      return column ? [[field, column.index]] : [];
    }),
  );
  if (found.email === undefined)
    return {
      kind: "invalid",
      code: "no-email",
      reason: `the header row has no column "email" (it has ${sayHeaders(headers) || "nothing"})`,
    };
  return { kind: "columns", columns: withNameParts(columns, found.name), ignored };
}

/** "E-Mail-Adresse dienstl.": the one column that has the words of an address among others. */
function onlyEmail(
  headers: readonly string[],
  chosen: ReadonlyMap<string, ColumnField | "ignore">,
): Found | undefined {
  const all = headers.flatMap((header, index) =>
    !chosen.has(keyOf(header)) && hasEmailWords(header) ? [{ index, header, rank: 2 }] : [],
  );
  return all.length === 1 ? all[0] : undefined;
}

/** Beside "Vorname", "Name" is the last name; beside "Cognome", "Nome" is the first name. */
function withNameParts(columns: Columns, name: Found | undefined): Columns {
  if (name === undefined || name.rank < 0 || !isPlainName(name.header)) return columns;
  const { name: index, ...others } = columns;
  if (columns.firstName !== undefined && columns.lastName === undefined)
    return Object.assign(others, { lastName: index });
  if (columns.lastName !== undefined && columns.firstName === undefined)
    return Object.assign(others, { firstName: index });
  return columns;
}

const keyOf = (header: string) => header.trim().toLowerCase();

function sayHeaders(headers: readonly string[]): string {
  return headers.map(header => `"${header.slice(0, 40)}"`).join(", ");
}

function sayTwo(one: string, other: string, field: ColumnField): string {
  return keyOf(one) === keyOf(other)
    ? `the header row has two columns "${keyOf(one)}"`
    : `the header row has two columns for "${field}": "${one}" and "${other}"`;
}
