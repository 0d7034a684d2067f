import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCells } from "../../../../functions/steps/people/rows/read-cells.ts";
import { UnreadableColleagues } from "../../../../functions/steps/people/rows/unreadable-colleagues.ts";
import { isZip, keepRows } from "../../../../functions/steps/people/rows/workbook/kept-rows.ts";
import { aZip } from "../../../a-zip.ts";
import { anOds, anXlsx } from "../../../examples/workbooks.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "workbooks-"));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function read(content: Buffer): Promise<string[][]> {
  const path = join(directory, "people.csv");
  await writeFile(path, content);
  return Array.fromAsync(readCells(path, {}));
}

async function refusalOf(content: Buffer): Promise<string> {
  const error = await read(content).catch(error => error);
  expect(error).toBeInstanceOf(UnreadableColleagues);
  return error.message;
}

const rows = [
  ["email", "name", "room"],
  [],
  ["siân@example.org", "Siân & Co", "12"],
  ["a@example.org", "", "7"],
];

describe("a workbook", () => {
  it("is the same once its rows are kept, whatever its cells look like", async () => {
    const odd = [...rows, ["sep=;", '"a\nb"', "x,y\u2028z"], ["\r\n", "=1+1", "\t"]];
    const path = join(directory, "rows");
    await writeFile(join(directory, "people.xlsx"), anXlsx(odd));
    expect(await isZip(join(directory, "people.xlsx"))).toBe(true);
    const read = await Array.fromAsync(readCells(join(directory, "people.xlsx"), {}));
    await keepRows(readCells(join(directory, "people.xlsx"), {}), path);
    expect(await isZip(path)).toBe(false);
    expect(await Array.fromAsync(readCells(path, { isKeptRows: true }))).toEqual(read);
    expect(read).toEqual(odd);
  });

  it("of Excel has the rows of its first visible sheet, with their numbers", async () => {
    expect(await read(anXlsx(rows))).toEqual(rows);
  });

  it("of LibreOffice has the rows of its first sheet, without notes and blank ends", async () => {
    const cells = (await read(anOds(rows))).map(row => row.slice(0, 3));
    expect(cells.map(row => row.join("|").replace(/\|+$/, ""))).toEqual([
      "email|name|room",
      "",
      "siân@example.org|Siân & Co|12",
      "a@example.org||7",
    ]);
  });

  it("may have its texts in the cells", async () => {
    const sheet =
      '<worksheet><row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row></worksheet>';
    expect(await read(xlsxOf(sheet))).toEqual([["email"]]);
  });

  it("expands no entities", async () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><row r="1"><c r="A1" t="str"><v>&a;&a;</v></c></row></worksheet>';
    expect(await read(xlsxOf(sheet))).toEqual([["&a;&a;"]]);
  });
});

describe("a workbook that cannot be read", () => {
  it("is a ZIP bomb, also with a false size", async () => {
    const bomb = Buffer.alloc(60_000_000, " ");
    const tooLarge = "the workbook is too large: save the sheet as CSV UTF-8";
    expect(await refusalOf(xlsxOf(bomb))).toBe(tooLarge);
    const sheet = "xl/worksheets/sheet2.xml";
    expect(await refusalOf(xlsxOf(bomb, { [sheet]: 1_000 }))).toMatch(/damaged|too large/);
  });

  it.each([
    ["another ZIP file", aZip({ "readme.txt": "x" }), "no workbook of Excel or LibreOffice"],
    ["a damaged file", anXlsx(rows).subarray(0, 300), "or it is damaged"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "save it as .xlsx"],
    [
      "a workbook with a password",
      aZip({ "META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "x" }),
      "the workbook has a password",
    ],
    [
      "a row beyond the last",
      xlsxOf('<worksheet><row r="99999999"></row></worksheet>'),
      "a row beyond Excel's last one",
    ],
  ])("is %s", async (_, content, message) => {
    expect(await refusalOf(content)).toContain(message);
  });
});

function xlsxOf(sheet: string | Buffer, claims?: Readonly<Record<string, number>>): Buffer {
  return aZip(
    {
      "xl/workbook.xml":
        '<workbook xmlns:r="r"><sheets><sheet name="People" sheetId="2" r:id="a"/></sheets></workbook>',
      "xl/_rels/workbook.xml.rels":
        '<Relationships><Relationship Id="a" Target="worksheets/sheet2.xml"/></Relationships>',
      "xl/worksheets/sheet2.xml": sheet,
    },
    claims,
  );
}
