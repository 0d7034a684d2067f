import { UnreadableColleagues } from "../unreadable-colleagues.ts";
import { readXml, type XmlReader } from "./read-xml.ts";
import type { Entries } from "./zip-entries.ts";

const maxColumns = 1_000;
const maxRows = 1_048_576;

/** Yields the rows of the first sheet (OpenDocument 1.3 part 3, section 9). */
export async function* odsRows(entries: Entries): AsyncGenerator<string[]> {
  let blank = 0;
  let rows = 0;
  for await (const { cells, repeated } of readXml(entries.read("content.xml"), tableReader())) {
    // The blank rows to the sheet's end are one row that is repeated a million times.
    if (cells.every(cell => cell === "")) {
      blank += repeated;
      continue;
    }
    rows += blank + repeated;
    if (rows > maxRows) throw new UnreadableColleagues("the workbook has too many rows");
    for (; blank > 0; blank--) yield [];
    for (let times = 0; times < repeated; times++) yield cells;
  }
}

function tableReader(): XmlReader<{ cells: string[]; repeated: number }> {
  const out: { cells: string[]; repeated: number }[] = [];
  let tables = 0;
  let row = { cells: [] as string[], repeated: 1 };
  let cell = { text: "", repeated: 1, paragraphs: 0 };
  let notes = 0;
  let isText = 0;
  const times = (given: string | undefined) =>
    Math.max(1, Math.min(Number(given ?? 1) || 1, maxRows));
  return {
    out,
    open: (name, given) => {
      if (name === "table") tables++;
      if (name === "annotation") notes++;
      if (name === "table-row")
        row = { cells: [], repeated: times(given["table:number-rows-repeated"]) };
      if (name === "table-cell" || name === "covered-table-cell")
        cell = { text: "", repeated: times(given["table:number-columns-repeated"]), paragraphs: 0 };
      if (name === "p" && notes === 0) {
        isText++;
        if (cell.paragraphs++ > 0) cell.text += "\n";
      }
      if (name === "s" && isText > 0 && notes === 0)
        cell.text += " ".repeat(Math.min(times(given["text:c"]), 100));
      if (name === "tab" || name === "line-break") cell.text += " ";
    },
    text: part => {
      if (isText > 0 && notes === 0) cell.text += part;
    },
    close: name => {
      if (name === "annotation") notes--;
      if (name === "p" && notes === 0) isText--;
      if (name === "table-cell" || name === "covered-table-cell") {
        const room = maxColumns - row.cells.length;
        // The blank cells to the row's end are one cell that is repeated.
        const repeated = Math.min(cell.repeated, cell.text === "" ? 50 : 5, room);
        for (let count = 0; count < repeated; count++) row.cells.push(cell.text);
      }
      if (name === "table-row" && tables === 1) out.push(row);
    },
  };
}
