import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { TableOptions } from "../../../../functions/steps/people/rows/read-cells.ts";
import { readTable } from "../../../../functions/steps/people/rows/read-table.ts";

/** "Amina Okafor <amina@example.org> Dear Dr Okafor [en]" for each person, and the bad rows. */
async function read(content: string | Buffer, options: TableOptions = {}): Promise<string[]> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, "people.csv");
  await writeFile(path, content);
  const found: string[] = [];
  try {
    await readTable(path, options, {
      keep: ({ email, name, salutation, language }) => {
        const parts = [name, `<${email}>`, salutation, language && `[${language}]`];
        found.push(parts.filter(part => part !== undefined).join(" "));
      },
      see: row => {
        if (row.kind === "bad") found.push(`row ${row.row}: ${row.reason}`);
      },
    });
  } catch (error) {
    found.push(`refused: ${error instanceof Error ? error.message : error}`);
  }
  return found;
}

const several = "the cell has several addresses: keep one of them, or give each a row of its own";

it.each([
  [
    "Outlook, with a note of two lines",
    '"Title","First Name","Last Name","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","Notes"\r\n' +
      '"Dr","Amina","Okafor","amina@example.org","SMTP","Amina Okafor (amina@example.org)","","Likes\r\ntwo lines, ""quoted"""\r\n' +
      '"","Bob","O\'Neill","bob@example.org","SMTP","","bob@example.com",""\r\n',
    ["Amina Okafor <amina@example.org>", "Bob O'Neill <bob@example.org>"],
  ],
  [
    "Google, with several addresses in a cell",
    "First Name,Last Name,Name Prefix,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value\n" +
      "Amina,Okafor,Dr,* myContacts,Work,amina@example.org,\n" +
      "Bob,Li,,* myContacts,Work,bob@example.org ::: bob@example.com,\n",
    ["Amina Okafor <amina@example.org>", `row 3: ${several}`],
  ],
  [
    "SAP, with two lines above the header",
    "Mitarbeiterliste;;;;\r\nStand: 27.11.2026;;;;\r\n\r\nPersonalnr.;Nachname;Vorname;E-Mail-Adresse dienstl.;Eintritt\r\n" +
      "00012345;Müller-Lüdenscheidt;Änne;aenne@example.org;01.04.1999\r\n",
    ["Änne Müller-Lüdenscheidt <aenne@example.org>"],
  ],
  [
    "Access, without a header",
    '1,"Amina","Okafor","amina@example.org",27/11/2026 0:00:00\r\n',
    [
      "refused: the first row has an address and no names of columns. Put a row with email, name above it, and each person in a row of their own. Or choose the columns: Column 4 has the address",
    ],
  ],
  [
    "a list of addresses alone",
    "amina@example.org\nbob@example.org\n",
    ["<amina@example.org>", "<bob@example.org>"],
  ],
  [
    "a line of recipients",
    "Okafor, Amina <amina@example.org>; Li, Bob <bob@example.org>; carol@example.org",
    [
      "refused: the first row has an address and no names of columns. Put a row with email, name above it, and each person in a row of their own",
    ],
  ],
  [
    "iContact",
    '"[email]","[fname]","[lname]","[status]"\n"amina@example.org","Amina","Okafor","normal"\n',
    ["Amina Okafor <amina@example.org>"],
  ],
  [
    "names with the addresses",
    'To\n"Okafor, Amina" <amina@example.org>\nBob Li <bob@example.org>\n<carol@example.org>\nDr Eve (eve@example.org)\n',
    [
      "Okafor, Amina <amina@example.org>",
      "Bob Li <bob@example.org>",
      "<carol@example.org>",
      "Dr Eve <eve@example.org>",
    ],
  ],
  [
    "a name that the cell repeats",
    "Name;Recipient\nAmina;A. Okafor <amina@example.org>\n",
    ["Amina <amina@example.org>"],
  ],
  [
    "several addresses in a cell, in each manner",
    'Name,Emails\nA,"a@example.org; b@example.org"\nB,a@example.org / b@example.org\nC,a@example.org b@example.org\nD,A <a@example.org> B <b@example.org>\n',
    [2, 3, 4, 5].map(row => `row ${row}: ${several}`),
  ],
  [
    "columns and rows without words",
    "Name,Email,,,\r\nAmina,amina@example.org,,,\r\n,,,,\r\nBob,bob@example.org,,,\r\n,,,,\r\n",
    ["Amina <amina@example.org>", "Bob <bob@example.org>"],
  ],
  [
    "marks that nobody sees, and marks of prose",
    "Email\namina@example.org\u00a0\n\u200bbob@example.org\ncat\u200d@example.org\ngus@example.org.\njo＠example.org\n",
    [
      "<amina@example.org>",
      "<bob@example.org>",
      "row 4: the address contains an invisible character (U+200D)",
      "<gus@example.org>",
      "row 6: the address contains “＠”, which no address has: did you mean jo@example.org?",
    ],
  ],
  [
    "a comma for a dot",
    "Email;Name\nlea@example,org;Lea\n",
    ['row 2: the part after the "@" is not a domain: did you mean lea@example.org?'],
  ],
  [
    "two columns of one name",
    "Email,Name,Email,Name\na@example.org,A,b@example.org,B\n",
    ['refused: the header row has two columns "email"'],
  ],
  [
    "an address of another person",
    "Name,Manager e-mail\nAmina,boss@example.org\n",
    [
      'refused: the header row has no column "email" (it has "Name", "Manager e-mail"); the column "Manager e-mail" has addresses',
    ],
  ],
  [
    "Turkish",
    "Ad;Soyad;E-posta Adresi;Hitap\nAyşe;Yılmaz;ayse@example.org;Sayın Ayşe Yılmaz\nIşıl;Çiçek;isil@example.org;SAYIN IŞIL ÇİÇEK\n",
    [
      "Ayşe Yılmaz <ayse@example.org> Sayın Ayşe Yılmaz",
      "Işıl Çiçek <isil@example.org> Sayın Işıl Çiçek",
    ],
  ],
  [
    "Czech",
    "Jméno;Příjmení;E-mailová adresa;Oslovení;Jazyk\nJan;Novák;jan@example.org;Vážený pane Nováku;čeština\n",
    ["Jan Novák <jan@example.org> Vážený pane Nováku [cs]"],
  ],
  [
    "Greek",
    "Όνομα;Επώνυμο;Ηλεκτρονική διεύθυνση;Προσφώνηση\nΜαρία;Δήμου;maria@example.org;Αγαπητή κυρία Δήμου,\n",
    ["Μαρία Δήμου <maria@example.org> Αγαπητή κυρία Δήμου"],
  ],
  [
    "French and Polish salutations without a greeting",
    "Email;Salutation\na@example.org;Madame la Directrice\nb@example.org;Szanowna Pani\nc@example.org;Smith, John\nd@example.org;Frau\n",
    [
      "<a@example.org> Madame la Directrice",
      "<b@example.org> Szanowna Pani",
      "<c@example.org>",
      "<d@example.org>",
    ],
  ],
  [
    "languages by name",
    "Email,Language\na@example.org,DE\nb@example.org,German (Germany)\nc@example.org,en_gb\n",
    ["<a@example.org> [de]", "<b@example.org> [de]", "<c@example.org> [en-GB]"],
  ],
  [
    "a web page with the name of a workbook",
    "<html><table><tr><th>Email</th></tr></table></html>",
    [
      "refused: the file is a web page or XML, with the name of a table: open it in a spreadsheet, and save it as .xlsx or CSV UTF-8",
    ],
  ],
  [
    "business cards",
    "BEGIN:VCARD\nEMAIL:a@example.org\nEND:VCARD\n",
    ["refused: the file has business cards (vCard): export the contacts as CSV"],
  ],
])("reads what people have: %s", async (_, content, expected) => {
  const found = await read(content);
  expect(found.map(line => line.replace(/: the first row must name.*/, ""))).toEqual(expected);
});

it("reads UTF-16 with tabs, as Excel saves Unicode text", async () => {
  const text = '\ufeffName\tE-mail Address\tDear\r\n"Li, Bob"\tbob@example.org\tDear Bob\r\n';
  expect(await read(Buffer.from(text, "utf16le"))).toEqual(["Li, Bob <bob@example.org> Dear Bob"]);
});

it("takes a person's names for the columns of a table that names none", async () => {
  const map = new Map([
    ["Column 1", "name"],
    ["Column 2", "email"],
  ] as const);
  expect(await read("Amina,amina@example.org\nBob,bob@example.org\n", { map })).toEqual([
    "Amina <amina@example.org>",
    "Bob <bob@example.org>",
  ]);
});

it("refuses a quotation mark that would swallow rows", async () => {
  const rows = 'email,name\na@example.org,"A\nb@example.org,B\nc@example.org,"C"\n';
  expect(await read(rows)).toEqual([
    "refused: line 2: a quotation mark is in the wrong place: put the whole cell in quotation marks, and double each one inside",
  ]);
});
