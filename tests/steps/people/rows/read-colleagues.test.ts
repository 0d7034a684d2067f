import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TableOptions } from "../../../../functions/steps/people/rows/read-cells.ts";
import {
  type ColleagueRow,
  readColleagues,
} from "../../../../functions/steps/people/rows/read-colleagues.ts";
import { UnreadableColleagues } from "../../../../functions/steps/people/rows/unreadable-colleagues.ts";

let directory: string;
let files = 0;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "colleagues-"));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

type Row = Exclude<ColleagueRow, { kind: "header" }>;

async function read(content: string | Uint8Array, options: TableOptions = {}): Promise<Row[]> {
  const path = join(directory, `${files++}.csv`);
  await writeFile(path, content);
  const rows = await Array.fromAsync(readColleagues(path, options));
  return rows.filter(row => row.kind !== "header");
}

/** "2 jane@example.org", "3 bad", "4 = 2" */
async function rowsOf(content: string | Uint8Array, options?: TableOptions): Promise<string[]> {
  const rows = await read(content, options);
  return rows.map(row => {
    if (row.kind === "colleague") return `${row.row} ${row.colleague.email}`;
    return row.kind === "bad" ? `${row.row} bad` : `${row.row} = ${row.first}`;
  });
}

async function refusalOf(content: string | Uint8Array): Promise<string> {
  const error = await read(content).catch(error => error);
  expect(error).toBeInstanceOf(UnreadableColleagues);
  return error.message;
}

const latin1 = (text: string) => Buffer.from(text, "latin1");
const two = ["2 jane@example.org", "3 joe@example.org"];
const needsHeader =
  'the first row must name the columns, "email" and optionally "name", "salutation" and "language"';

describe("a colleagues.csv", () => {
  it("is read with all its columns; unknown columns are ignored", async () => {
    const rows = await read(
      "dept,Name,EMAIL,salutation,language\nx,Jane Smith,jane@example.org,Dear Jane,cy\n",
    );
    expect(rows).toEqual([
      {
        kind: "colleague",
        row: 2,
        colleague: {
          email: "jane@example.org",
          name: "Jane Smith",
          salutation: "Dear Jane",
          language: "cy",
        },
        salutation: { kind: "own", salutation: "Dear Jane" },
      },
    ]);
  });

  it.each([
    ["Jak się zwracać", "Szanowna Pani Anno", "Jak się zwracać"],
    ["Cell 7", "Annwyl Siân,", "Cell 7"],
    ["نمبر", "محترم ڈاکٹر خان", "نمبر"],
    ["Dept", "Wards", undefined],
    ["Note", "", undefined],
  ])("names an unknown column whose cells greet people: %s", async (column, cell, ignored) => {
    const path = join(directory, `${files++}.csv`);
    await writeFile(path, `email,${column}\njane@example.org,${cell}\njoe@example.org,\n`);
    for await (const row of readColleagues(path))
      if (row.kind === "header") expect(row.ignored).toEqual(ignored ? [ignored] : []);
  });

  it.each([
    ["LF", "email\njane@example.org\njoe@example.org\n"],
    ["CRLF", "email\r\njane@example.org\r\njoe@example.org\r\n"],
    ["CR", "email\rjane@example.org\rjoe@example.org\r"],
    ["no line end at its end", "email\njane@example.org\njoe@example.org"],
    ["line ends of all kinds", "email\r\njane@example.org\njoe@example.org\r"],
    ["a byte-order mark", "\ufeffemail,name\njane@example.org,\njoe@example.org,"],
    [
      "a byte-order mark before a quotation mark",
      '\ufeff"email"\n"jane@example.org"\n"joe@example.org"',
    ],
    ["semicolons", "name;email\nSmith, Jane;jane@example.org\n;joe@example.org"],
    ["tabs", "name\temail\nSmith, Jane; J.\tjane@example.org\n\tjoe@example.org"],
    [
      "a line that names the delimiter",
      "sep=;\nname;email\nSmith, J;jane@example.org\n;joe@example.org",
    ],
    [
      "a delimiter in a quoted header",
      '"Name, of the person",email\nx,jane@example.org\ny,joe@example.org',
    ],
    ["bars", "email|name\njane@example.org|Smith, Jane; J.\njoe@example.org|"],
    ["another delimiter", "name^E-Mail-Adresse\nJ^jane@example.org\n^joe@example.org"],
    ["an end-of-file mark", "email\r\njane@example.org\r\njoe@example.org\r\n\u001a"],
    [
      "an end-of-file mark after a quotation mark",
      'email\njane@example.org\n"joe@example.org"\u001a\0\0',
    ],
    [
      "UTF-16 with a mark",
      Buffer.from("\ufeffemail\njane@example.org\njoe@example.org", "utf16le"),
    ],
    ["UTF-16 without one", Buffer.from("email\njane@example.org\njoe@example.org", "utf16le")],
    [
      "UTF-16 in the other order",
      Buffer.from("\ufeffemail\njane@example.org\njoe@example.org", "utf16le").swap16(),
    ],
    ["cells that are missing", "email,name,language\njane@example.org\njoe@example.org,"],
    ["cells that are too many", "email,name\njane@example.org,Jane,x,y\njoe@example.org,,,"],
  ])("may have %s", async (_, content) => {
    expect(await rowsOf(content)).toEqual(two);
  });

  it("keeps quoted text together, with line breaks made blanks", async () => {
    const [row] = await read('email,name\njane@example.org,"Smith, ""J""\r\nJane"\n');
    expect(row).toMatchObject({ colleague: { name: 'Smith, "J" Jane' } });
  });

  it("counts rows as a spreadsheet does: blank ones count, a line break within a cell does not", async () => {
    const content = 'email,name\n\njane@example.org,"a\nb\nc"\n , \nbroken\njoe@example.org,\n\n';
    expect(await rowsOf(content)).toEqual(["3 jane@example.org", "5 bad", "6 joe@example.org"]);
  });

  it("may begin with blank rows", async () => {
    expect(await rowsOf("\r\n;\r\nname;email\r\n;jane@example.org\r\n")).toEqual([
      "4 jane@example.org",
    ]);
  });

  it("names the first row of an address that is repeated in another case or with another spelling of its domain", async () => {
    const content =
      "email\njane@example.org\nJANE@Example.org\njo@münchen.example\njo@xn--mnchen-3ya.example\njane@example.org\n";
    expect(await rowsOf(content)).toEqual([
      "2 jane@example.org",
      "3 = 2",
      "4 jo@xn--mnchen-3ya.example",
      "5 = 4",
      "6 = 2",
    ]);
  });

  it("says what is wrong with a row, and goes on", async () => {
    expect(
      await read("email,language\njane,en\njoe@example.org,Welsh please\njo@example.org,\n"),
    ).toEqual([
      { kind: "bad", row: 2, reason: 'the address has no "@"' },
      { kind: "bad", row: 3, reason: 'its language is not a language tag such as "en" or "cy"' },
      {
        kind: "colleague",
        row: 4,
        colleague: { email: "jo@example.org" },
        salutation: { kind: "none" },
      },
    ]);
  });

  it("may name nobody", async () => {
    expect(await rowsOf("email,name\n")).toEqual([]);
  });
});

describe("a file that is no colleagues.csv", () => {
  it.each([
    ["nothing", "", 'the file is empty: its first row must name the columns, one of them "email"'],
    [
      "blanks",
      "\ufeff\n \n,,\n",
      'the file is empty: its first row must name the columns, one of them "email"',
    ],
    [
      "no email column",
      "name,phone\nJane,jane@example.org\n",
      `the header row has no column "email" (it has "name", "phone"); the column "phone" has addresses: ${needsHeader}`,
    ],
    [
      "no header",
      "Jane,jane@example.org\n",
      "the first row has an address and no names of columns",
    ],
    [
      "two email columns",
      "email,Email\na@example.org,b@example.org\n",
      `the header row has two columns "email": ${needsHeader}`,
    ],
    [
      "a quotation mark that stays open",
      'email,name\na@example.org,A\nb@example.org,"B\nc@example.org,C\n',
      "line 3: a quotation mark opens here, and none closes it before the end of the file",
    ],
    [
      "a quotation mark that ends in a later row",
      'email,name\n\na@example.org,"A\nb@example.org,"B"\n',
      "line 3: a quotation mark is in the wrong place: put the whole cell in quotation marks, and double each one inside",
    ],
    [
      "a row without end",
      `email,name\na@example.org,"${"x\n".repeat(60_000)}"\n`,
      "line 2: a row is longer than 100,000 characters: a quotation mark may be missing",
    ],
    [
      "Windows-1252",
      latin1("email,name\na@example.org,A\nb@example.org,Zo\xeb\n"),
      'line 3: the file is not UTF-8: save it as "CSV UTF-8"',
    ],
    [
      "half a character at its end",
      latin1("email\na@example.org\n\xc3"),
      'line 3: the file is not UTF-8: save it as "CSV UTF-8"',
    ],
  ])("is refused: %s", async (_, content, message) => {
    expect(await refusalOf(content)).toContain(message);
  });

  it("is read as Windows-1252 if a person says so, and offers it with some words", async () => {
    const content = latin1("email,name\na@example.org,A\nb@example.org,Zo\xeb M\xfcller\n");
    const error = await read(content).catch(error => error);
    expect(error.windows1252).toEqual(["Zoë", "Müller"]);
    expect(await read(content, { encoding: "windows-1252" })).toMatchObject([
      { row: 2 },
      { row: 3, colleague: { name: "Zoë Müller" } },
    ]);
  });

  it("has its bad line named, however far in the bad byte is, and whatever surrounds the chunks' edges", async () => {
    const row = "é@example.org,\ufffd\n";
    const good = `email,name\n${row.repeat(20_000)}`;
    expect(
      await refusalOf(Buffer.concat([Buffer.from(good), latin1("zo\xeb@example.org\n")])),
    ).toContain("line 20002:");
  });

  it("has its bad line named if characters and line ends cross the edges of the chunks", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const rows = `é@example.org,\u{1f642}${end}`.repeat(9_000);
      for (const shift of ["", "x", "xx", "xxx"])
        expect(
          await refusalOf(
            Buffer.concat([
              Buffer.from(`email,name${shift}${end}${rows}`),
              latin1(`zo\xeb@example.org${end}`),
            ]),
          ),
        ).toContain("line 9002:");
    }
  });

  it("throws the system's error for a missing file", async () => {
    await expect(
      Array.fromAsync(readColleagues(join(directory, "none.csv"))),
    ).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("a long colleagues.csv", () => {
  it("is read in some seconds with 100,000 rows", async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, at) => `person${at}@example.org,"Person, ${at}",Dear Person ${at}`,
    );
    const before = process.cpuUsage();
    const read = await rowsOf(`email,name,salutation\r\n${rows.join("\r\n")}\r\n`);
    expect(read).toHaveLength(100_000);
    expect(read.at(-1)).toBe("100001 person99999@example.org");
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000, "seconds of processor time").toBeLessThan(10);
  });

  it("if it is written to while it is read: its last row may be a part of one", async () => {
    const path = join(directory, "grows.csv");
    await writeFile(path, `email\n${"jane@example.org\n".repeat(20_000)}`);
    const rows = readColleagues(path, {});
    expect((await rows.next()).value).toMatchObject({ kind: "header" });
    await appendFile(path, "jo@example.co");
    await expect(Array.fromAsync(rows)).rejects.toThrow("the file changed while it was read");
  });
});
