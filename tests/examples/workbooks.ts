import { aZip } from "../a-zip.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A workbook of Excel. Text cells are shared strings, as Excel writes them; blank cells are left out. */
export function anXlsx(rows: readonly (readonly string[])[]): Buffer {
  const strings: string[] = [];
  const cell = (text: string, row: number, column: number) => {
    if (text === "") return "";
    const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
    if (/^\d+$/.test(text)) return `<c ${place}><v>${text}</v></c>`;
    strings.push(text);
    return `<c ${place} t="s"><v>${strings.length - 1}</v></c>`;
  };
  const sheet = rows
    .map((cells, row) => {
      const written = cells.map((text, column) => cell(text, row, column)).join("");
      return written === "" ? "" : `<row r="${row + 1}">${written}</row>`;
    })
    .join("");
  return aZip({
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="People" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
    "xl/worksheets/sheet2.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst>${strings.map(text => `<si><r><t>${escaped(text)}</t></r><rPh><t>guide</t></rPh></si>`).join("")}</sst>`,
  });
}

/** A workbook of LibreOffice, with the million blank rows that it writes to the end of a sheet. */
export function anOds(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) =>
    `<table:table-cell>${text === "" ? "" : `<text:p>${escaped(text)}</text:p>`}<office:annotation><text:p>a note</text:p></office:annotation></table:table-cell>`;
  const row = (cells: readonly string[]) =>
    `<table:table-row>${cells.map(cell).join("")}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`;
  const blank =
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
  const table = (content: string) => `<table:table>${content}</table:table>`;
  return aZip({
    "META-INF/manifest.xml": "<manifest/>",
    "content.xml": `<office:document-content><office:spreadsheet>${table(rows.map(row).join("") + blank)}${table(row(["other"]))}</office:spreadsheet></office:document-content>`,
  });
}
