import { describe, expect, it } from "vitest";
import { plainWords } from "../../../../functions/core/letter/content.ts";
import { readPastedText } from "../../../../functions/core/writing/pasted-text/pasted-text.ts";

const above = `Dear colleagues,

The briefings of the spring are open to everyone, and there is no need to book a place. Please
come to the one that is nearest to you. The dates of the briefings are as follows, and the rooms
have been chosen so that everybody can be seated.
`;
const below = `
Thank you for all that you do. We look forward to seeing as many of you as can be there in the
spring, and shall be glad of your questions.

Yours sincerely,
Nerys Vaughan
`;

/** The rows of the table between two paragraphs, and how many other blocks there are. */
function read(rows: string): { readonly rows: string[]; readonly others: number } {
  const blocks = readPastedText(`${above}${rows}${below}`);
  const tables = blocks.flatMap(block => (block.kind === "table" ? [block] : []));
  return {
    rows: tables.flatMap(({ head, rows }) =>
      [head, ...rows].map(row => row.map(plainWords).join(" | ")),
    ),
    others: blocks.length - tables.length,
  };
}

const rows = [
  "Place | Date | Room",
  "Milford | Tuesday 17 March | Harbour Hall",
  "Old Quay | Thursday 26 March | Redwood 1",
  "Online | 15 April | Link sent on booking",
];
const others = 5;

describe("a table in pasted text", () => {
  it("has cells parted by one blank, as a PDF viewer copies them", () => {
    expect(read(rows.join("\n").replaceAll(" | ", " "))).toEqual({ rows, others });
  });

  it("has cells parted by two blanks, with a head in stars, as Gmail writes it", () => {
    const [head = "", ...data] = rows;
    const starred = head.replace(/\p{L}+/gu, word => `*${word}*`);
    expect(read(`\n${[starred, ...data].join("\n").replaceAll(" | ", "  ")}\n`)).toEqual({
      rows,
      others,
    });
  });

  it.each(["; ", " - ", " – "])("has cells parted by %j, as people type it", mark => {
    expect(read(`\n${rows.join("\n").replaceAll(" | ", mark)}\n`)).toEqual({ rows, others });
  });

  it("has a line for each cell, as LibreOffice saves it", () => {
    expect(read(`\n${rows.join("\n").replaceAll(" | ", "\n")}\n`)).toEqual({ rows, others });
  });

  it("has a block for each column, as pdftotext reads it", () => {
    const cells = rows.map(row => row.split(" | "));
    const columns = cells[0]?.map((_, at) => cells.map(row => row[at]).join("\n")) ?? [];
    expect(read(`\n${columns.join("\n\n")}\n`)).toEqual({ rows, others });
  });

  it("is read by the blanks that all its lines share, as lynx writes it", () => {
    const drawn = `
         Role             Hours            Fee  Needed
   Presiding officer 6.15am to 10.45pm     £285 74
   Poll clerk        6.15am to 10.15pm     £195 148
   Assistant         Friday, 9am to 5pm    £120 90
`;
    expect(read(drawn).rows).toEqual([
      "Role | Hours | Fee | Needed",
      "Presiding officer | 6.15am to 10.45pm | £285 | 74",
      "Poll clerk | 6.15am to 10.15pm | £195 | 148",
      "Assistant | Friday, 9am to 5pm | £120 | 90",
    ]);
  });

  it("has cells of two lines, before their row or below it", () => {
    const before = "Board Due Room\nSemester 1\n(undergraduate)\n1 February 2027 Council Chamber";
    const after = "Resits 30 August 2027 Online\nTaught courses 18 October 2027 Room B14";
    expect(read(`${before}\n${after}`).rows).toEqual([
      "Board | Due | Room",
      "Semester 1 (undergraduate) | 1 February 2027 | Council Chamber",
      "Resits | 30 August 2027 | Online",
      "Taught courses | 18 October 2027 | Room B14",
    ]);
    const wrapped = "No. Activity Last date\n1 Submission of forms 15.09.2026\nwithout late fee";
    expect(read(`${wrapped}\n2 Marks uploaded 30.10.2026`).rows).toEqual([
      "No. | Activity | Last date",
      "1 | Submission of forms without late fee | 15.09.2026",
      "2 | Marks uploaded | 30.10.2026",
    ]);
  });

  it("has times in its first column", () => {
    const day = ["Time | Session | Where", "8.30 | Coffee | Staff room", "9.00 | Results | Hall"];
    expect(read(`\n${day.join("\n").replaceAll(" | ", "\n")}\n`).rows).toEqual(day);
    expect(read(`\n${day.join("\n").replaceAll(" | ", "\t")}\n`).rows).toEqual(day);
  });

  it("has dates in its head, or the numbers of paragraphs in its first column", () => {
    const hours = ["Service | 24 Dec | 25 Dec", "Café | 7-15 | Closed", "Pharmacy | 9-16 | 10-12"];
    expect(read(`\n${hours.join("\n").replaceAll(" | ", "\n")}\n`).rows).toEqual(hours);
    const changes = [
      "Paragraph | Change",
      "2.24 | Internal scrutiny is done by someone other than the auditor, whatever the trust's size",
      "5.6 | The limit for payments is raised",
      "5.49 | Leasing needs no consent",
    ];
    for (const mark of ["\n", "\t"])
      expect(read(`\n${changes.join("\n").replaceAll(" | ", mark)}\n`).rows).toEqual(changes);
  });

  it("has months, ranges and currencies in its cells", () => {
    const days = ["Days Start Finish", "1 and 2 0700 1700", "3 and 4 1400 2400", "7 to 10 Rest –"];
    expect(read(days.join("\n")).rows).toEqual([
      "Days | Start | Finish",
      "1 and 2 | 0700 | 1700",
      "3 and 4 | 1400 | 2400",
      "7 to 10 | Rest | –",
    ]);
    const groups = ["Group Work Monthly sum", "1 Lead 780 €", "2 Care 520 €"];
    expect(read(groups.join("\n")).rows).toEqual([
      "Group | Work | Monthly sum",
      "1 | Lead | 780 €",
      "2 | Care | 520 €",
    ]);
    const schools = ["School Visited", "Great Mardle February 2020", "Thornby March 2020"];
    expect(read([...schools, "Saltings November 2021"].join("\n")).rows).toEqual([
      "School | Visited",
      "Great Mardle | February 2020",
      "Thornby | March 2020",
      "Saltings | November 2021",
    ]);
  });

  it("has texts beside each other, of which the second begins with a capital", () => {
    const day = ["Time Session Where", "8.30 Coffee Staff room", "9.00 Results Hall"];
    expect(read([...day, "11.30 Time for yourselves –"].join("\n")).rows).toEqual([
      "Time | Session | Where",
      "8.30 | Coffee | Staff room",
      "9.00 | Results | Hall",
      "11.30 | Time for yourselves | –",
    ]);
  });

  it("has its last column as a block below the others", () => {
    const [places, last] = [rows.map(row => row.split(" | ")), ["Hour", "9am", "10am", "noon"]];
    const two = places.map(([place, date]) => `${place}\n${date}`).join("\n");
    expect(read(`\n${two}\n\n${last.join("\n").replace("noon", "11.30am")}\n`).rows).toEqual([
      "Place | Date | Hour",
      "Milford | Tuesday 17 March | 9am",
      "Old Quay | Thursday 26 March | 10am",
      "Online | 15 April | 11.30am",
    ]);
  });

  it("is not made of a title above it, nor of the heading below", () => {
    const lines = `\nThe days\n${rows.join("\n").replaceAll(" | ", "\n")}\nWhat to bring\n`;
    expect(read(lines).rows).toEqual(rows);
  });

  it.each([
    "Please bring your pass; your book; your pen.\nBooks may be left; pens may not; passes must.",
    "1.  Welcome and apologies\n2.  Minutes of the last meeting\n3.  The report of the treasurer",
    "- ten signatures\n- a photograph of yourself\n- 200 words about the job",
    "Site manager: Paul Dempsey\nOut of hours: 0300 555 0199\nLift repairs: 0300 555 0144",
    "The meeting was held on 4 May 2026 in Room 12\nand 14 members came to it.",
  ])("is not made of %j", text => {
    expect(read(`\n${text}\n`).rows).toEqual([]);
  });
});
