import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../../functions/core/text/csv-line.ts";

describe("a line of a CSV file", () => {
  it("is read back as it was written", () => {
    const cell = fc.string().filter(text => !/^\s*[=+\-@\t\r＝＋－＠]/.test(text));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), cells => {
        expect(parse(csvLine(cells), { relax_column_count: true })).toEqual([cells]);
      }),
    );
  });

  it.each([
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+44 20",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1+1",
  ])("gives a spreadsheet no formula to run: %j", cell => {
    expect(parse(csvLine([cell, "x"]))).toEqual([[`'${cell}`, "x"]]);
  });

  it("leaves names and addresses as they are", () => {
    expect(csvLine(["Siân O’Brien", "sian-o=b@example.org", "Smith, Jo", 'A "b"'])).toBe(
      'Siân O’Brien,sian-o=b@example.org,"Smith, Jo","A ""b"""\r\n',
    );
  });
});
