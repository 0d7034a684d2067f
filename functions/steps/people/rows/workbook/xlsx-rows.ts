import { UnreadableColleagues } from "../unreadable-colleagues.ts";
import { readXml, type XmlReader } from "./read-xml.ts";
import { createStringTable, type StringTable } from "./string-table.ts";
import type { Entries } from "./zip-entries.ts";

/** Excel's own limit. */
const maxRows = 1_048_576;
const maxColumns = 1_000;

/** Yields the rows of the first visible sheet (ECMA-376 part 1, section 18.3). */
export async function* xlsxRows(entries: Entries): AsyncGenerator<string[]> {
  const sheet = await findSheet(entries);
  const strings = createStringTable();
  if (entries.has("xl/sharedStrings.xml"))
    for await (const text of readXml(entries.read("xl/sharedStrings.xml"), stringsReader()))
      strings.add(text);
  let row = 1;
  for await (const { number, cells } of readXml(entries.read(sheet), sheetReader(strings))) {
    // Rows without cells may be missing.
    for (; row < number; row++) yield [];
    yield cells;
    row = number + 1;
  }
}

async function findSheet(entries: Entries): Promise<string> {
  const sheets: { id: string; isHidden: boolean }[] = [];
  const targets = new Map<string, string>();
  const visit = async (
    name: string,
    open: (name: string, given: Readonly<Record<string, string>>) => void,
  ) => {
    const reader: XmlReader<never> = { open, text: () => {}, close: () => {}, out: [] };
    await Array.fromAsync(readXml(entries.read(name), reader));
  };
  await visit("xl/workbook.xml", (name, { state, ...given }) => {
    const id = Object.entries(given).find(([key]) => key.endsWith(":id"))?.[1];
    if (name === "sheet" && id !== undefined)
      sheets.push({ id, isHidden: state === "hidden" || state === "veryHidden" });
  });
  await visit("xl/_rels/workbook.xml.rels", (name, { Id, Target }) => {
    if (name === "Relationship" && Id !== undefined && Target !== undefined)
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  });
  const target = targets.get((sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])?.id ?? "");
  if (target === undefined) throw new UnreadableColleagues("the workbook has no sheet");
  return target;
}

/** Reads `<si>`: the texts in it, without the phonetic guides `<rPh>`. */
function stringsReader(): XmlReader<string> {
  const out: string[] = [];
  let text = "";
  let isText = false;
  let guides = 0;
  return {
    out,
    open: name => {
      if (name === "si") text = "";
      if (name === "rPh") guides++;
      isText = name === "t" && guides === 0;
    },
    text: part => {
      if (isText) text += part;
    },
    close: name => {
      if (name === "rPh") guides--;
      if (name === "t") isText = false;
      if (name === "si") out.push(text);
    },
  };
}

function sheetReader(strings: StringTable): XmlReader<{ number: number; cells: string[] }> {
  const out: { number: number; cells: string[] }[] = [];
  let row = { number: 0, cells: [] as string[] };
  let column = 0;
  let kind = "";
  let value = "";
  let isValue = false;
  return {
    out,
    open: (name, { r, t }) => {
      if (name === "row") {
        row = { number: r === undefined ? row.number + 1 : Number(r), cells: [] };
        if (!(row.number > 0 && row.number <= maxRows))
          throw new UnreadableColleagues("the workbook has a row beyond Excel's last one");
        column = 0;
      }
      if (name === "c") {
        column = r === undefined ? column + 1 : columnOf(r);
        kind = t ?? "n";
        value = "";
      }
      isValue = name === "v" || name === "t";
    },
    text: part => {
      if (isValue) value += part;
    },
    close: name => {
      if (name === "v" || name === "t") isValue = false;
      if (name === "c" && column >= 1 && column <= maxColumns) {
        while (row.cells.length < column - 1) row.cells.push("");
        row.cells[column - 1] = kind === "s" ? strings.get(Number(value)) : value;
      }
      if (name === "row") out.push(row);
    },
  };
}

/** "AB12" → 28 */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "")
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}
