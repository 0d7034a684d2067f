import { describe, expect, it } from "vitest";
import { type LetterFile, readLetterFile } from "../../../functions/core/writing/letter-file.ts";

function read(text: string | Uint8Array) {
  return readLetterFile(typeof text === "string" ? Buffer.from(text) : text);
}

function fileOf(text: string | Uint8Array): LetterFile {
  const result = read(text);
  if (result.kind === "invalid") throw new Error(result.problems.join("\n"));
  return result.file;
}

function problemsOf(text: string | Uint8Array): readonly string[] {
  const result = read(text);
  return result.kind === "invalid" ? result.problems : [];
}

function warningsOf(text: string): readonly string[] {
  const result = read(text);
  return result.kind === "letter-file" ? result.warnings : ["it is invalid"];
}

const fenced = (front: string, body = "Dear all,\n") => `---\n${front}\n---\n${body}`;

describe("a letter with front matter", () => {
  it("is Markdown, with every field that the front matter names", () => {
    const front = [
      "subject: Winter plans",
      "preheader: Three steps before December",
      "salutation: Dear colleague,",
      "sign-off: With best wishes,",
      "signatory: Ada King",
      "post-nominals: MP",
      "role: Minister of State",
      "organisation: Department for Community Care",
      "language: en-GB",
      "bulletin: Community Care",
      "from: Department <letters@example.org>",
      "reply-to: office@example.org",
    ];
    expect(fileOf(fenced(front.join("\n"), "Dear all,\n\nHello.\n"))).toEqual({
      format: "markdown",
      body: "Dear all,\n\nHello.\n",
      subject: "Winter plans",
      preheader: "Three steps before December",
      salutation: "Dear colleague,",
      signOff: "With best wishes,",
      signatories: [{ name: "Ada King", postNominals: "MP", role: ["Minister of State"] }],
      organisation: "Department for Community Care",
      language: "en-GB",
      bulletin: "Community Care",
      from: "Department <letters@example.org>",
      replyTo: "office@example.org",
    });
  });

  it.each(["sign-off", "signoff", "Sign-Off", "SIGN_OFF", "sign off", "signOff"])(
    "spells a key %s",
    key => {
      expect(fileOf(fenced(`${key}: Yours,`)).signOff).toBe("Yours,");
    },
  );

  it("may call its subject its title", () => {
    expect(fileOf(fenced("title: Winter")).subject).toBe("Winter");
    expect(fileOf(fenced("title: Winter\nsubject: Plans")).subject).toBe("Plans");
    expect(warningsOf(fenced("title: Winter\nsubject: Plans"))).toEqual([
      'line 2: "title" is ignored: there is a "subject"',
    ]);
  });

  it("reads values as they are written, not as YAML's numbers and truths", () => {
    for (const value of [
      "2026",
      "3.10",
      "007",
      "0x1F",
      "1e3",
      "yes",
      "true",
      "null",
      "~",
      "2026-11-17",
      "12:30",
    ]) {
      expect(fileOf(fenced(`subject: ${value}`)).subject).toBe(value);
    }
  });

  it("makes one line of a value of several", () => {
    expect(fileOf(fenced("subject: >\n  Winter\n  plans")).subject).toBe("Winter plans");
    expect(fileOf(fenced('subject: "Winter\\r\\nBcc: eve@example.org"')).subject).toBe(
      "Winter Bcc: eve@example.org",
    );
  });

  it("drops controls that YAML's escapes bring in", () => {
    expect(fileOf(fenced('subject: "\\x01unsubscribeUrl\\x02"')).subject).toBe("unsubscribeUrl");
  });

  it("takes an empty field as missing", () => {
    const file = fileOf(
      fenced("subject:\npreheader:\nsignatory:\nrole:\nlanguage:\nfrom:\nreply-to: ''"),
    );
    expect(file).toMatchObject({ subject: "", language: "en" });
    expect([file.preheader, file.signatories, file.from, file.replyTo]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["signatory: Ada King", { name: "Ada King", postNominals: "", role: [] }],
    [
      "signatory: Ada King MP, Minister of State",
      { name: "Ada King", postNominals: "MP", role: ["Minister of State"] },
    ],
    [
      "signatory: Ada King MP\npost-nominals: MP",
      { name: "Ada King", postNominals: "MP", role: [] },
    ],
    [
      "signatory: Ada King MP\npost-nominals: CBE",
      { name: "Ada King", postNominals: "MP CBE", role: [] },
    ],
    [
      "signatory: Ada King\nrole: [Minister, Member]",
      { name: "Ada King", postNominals: "", role: ["Minister", "Member"] },
    ],
    [
      "signatory: Ada King\nrole: |\n  Minister\n  Member",
      { name: "Ada King", postNominals: "", role: ["Minister", "Member"] },
    ],
    [
      "signatory:\n  name: Ada King\n  post nominals: MP\n  Role: Minister",
      { name: "Ada King", postNominals: "MP", role: ["Minister"] },
    ],
    [
      "signatory:\n  name: Ada King\n  role:\n    - Minister\n  organisation: Parliament",
      { name: "Ada King", postNominals: "", role: ["Minister", "Parliament"] },
    ],
    [
      "signatory: {name: Ada King, role: Minister}\nrole: Member",
      { name: "Ada King", postNominals: "", role: ["Minister", "Member"] },
    ],
  ])("reads who signs from %j", (front, signatory) => {
    expect(fileOf(fenced(front)).signatories).toEqual([signatory]);
  });

  it.each([
    ["signatories: [{ name: Ada King, post_nominals: MP, role: Chair }, Ben Ode]"],
    ["signatories:\n  - name: Ada King\n    post_nominals: MP\n    role: Chair\n  - Ben Ode"],
    ["signatory:\n  - Ada King MP, Chair\n  - Ben Ode"],
  ])("reads several people who sign from %j", front => {
    expect(fileOf(fenced(front)).signatories).toEqual([
      { name: "Ada King", postNominals: "MP", role: ["Chair"] },
      { name: "Ben Ode", postNominals: "", role: [] },
    ]);
  });

  it("may be written on Windows, with a byte-order mark, after blank lines, or end in dots", () => {
    const plain = fileOf(fenced("subject: a", "b\n\nc\n"));
    expect(fileOf(fenced("subject: a", "b\n\nc\n").replaceAll("\n", "\r\n"))).toEqual(plain);
    expect(fileOf(`\ufeff${fenced("subject: a", "b\n\nc\n")}`)).toEqual(plain);
    expect(fileOf(`\n\n${fenced("subject: a", "b\n\nc\n")}`)).toEqual(plain);
    expect(fileOf("--- \nsubject: a\n...\nb\n\nc\n")).toEqual(plain);
  });

  it("keeps the rules in its body", () => {
    expect(fileOf(fenced("subject: a", "one\n\n---\n\ntwo\n---\nthree\n")).body).toBe(
      "one\n\n---\n\ntwo\n---\nthree\n",
    );
  });

  it("may have no body, or empty front matter", () => {
    expect(fileOf("---\nsubject: a\n---")).toMatchObject({ subject: "a", body: "" });
    expect(fileOf("---\n---\nb")).toMatchObject({ format: "markdown", subject: "", body: "b" });
  });

  it.each([
    ["subject: Winter: our plans", "Winter: our plans"],
    ['Subject: Re: the "old" rota \\ plans:', 'Re: the "old" rota \\ plans:'],
    ["subject: *Winter", "*Winter"],
    ["subject: !important", "!important"],
    ["subject: & more", "& more"],
    ["subject: @all: read this", "@all: read this"],
    ['subject: "Winter: our plans"', "Winter: our plans"],
    ["subject: >\n  Winter: our\n  plans", "Winter: our plans"],
  ])("reads a line of text as it is written: %j", (front, subject) => {
    expect(fileOf(fenced(front)).subject).toBe(subject);
  });

  it("is warned of keys that mean nothing, with their lines", () => {
    expect(
      warningsOf(
        fenced("subject: a\ndate: today\nsignatory:\n  name: A\n  titel: B\nconstructor: x"),
      ),
    ).toEqual([
      `line 3: "date" is not a front matter key and is ignored`,
      `line 6: "titel" is not a front matter key and is ignored`,
      `line 7: "constructor" is not a front matter key and is ignored`,
    ]);
  });

  it("is warned of a role without anyone to have it", () => {
    expect(warningsOf(fenced("subject: a\nRole: Minister"))).toEqual([
      'line 3: "Role" is ignored: there is no "signatory"',
    ]);
  });

  it("may have comments on lines of their own", () => {
    expect(read(fenced("# for the winter\nsubject: a\n# end"))).toMatchObject({
      kind: "letter-file",
      warnings: [],
    });
  });

  it.each([
    [
      "language: cy\nsubject: Bulletin #4: plans",
      'line 3: the text after " #" is a comment: put the whole value in quotation marks, or the comment on its own line',
    ],
    [
      "language: cy\nsubject: Winter:\n  our plans",
      "line 3: put the value in quotation marks, because it has a colon in it",
    ],
    [
      "signatory: *Winter",
      'line 2: put the value in quotation marks, because it begins with "*", "&" or "!"',
    ],
    [
      'language: cy\nsubject: "Winter\nfrom: a@example.org',
      "line 3: a quotation mark is opened and not closed",
    ],
    [
      "subject: 'it's",
      "line 2: put the whole value in quotation marks, and double the quotation marks within it",
    ],
    ["\tsubject: a", "line 2: a line must not begin with a tab"],
    ["a letter", 'line 2: the front matter must be lines such as "subject: …"'],
    ["- a\n- b", 'line 2: the front matter must be lines such as "subject: …"'],
    ["subject: a\nlanguage: cy\nSubject: b", 'line 4: "Subject" appears twice'],
    ["subject: [a, b]", 'line 2: "subject" must be one line of text'],
    [
      "subject: a\nsignatory: [[a]]",
      'line 3: "signatory" must be a name, or lines such as "name: …", "post-nominals: …" and "role: …" under it, or a list of these',
    ],
    [
      "signatory:\n  role: Minister",
      'line 2: "signatory" must be a name, or lines such as "name: …", "post-nominals: …" and "role: …" under it, or a list of these',
    ],
    ["role:\n  a: b", 'line 2: "role" must be a line of text, or a list of lines'],
    [`subject: ${"a".repeat(201)}`, 'line 2: "subject" must be 200 characters or fewer'],
    [
      "subject: a\nlanguage: English",
      'line 3: "language" is not a language tag such as "en" or "cy"',
    ],
    [
      "subject: a\nFrom: Registrar @ Northmere",
      'line 3: "From" is not a mailbox such as "Office of the Registrar <letters@example.org>"',
    ],
    [
      "reply_to: a@example.org b@example.org",
      'line 2: "reply_to" is not a mailbox such as "Office of the Registrar <letters@example.org>"',
    ],
  ])("is refused for %j", (front, problem) => {
    expect(problemsOf(fenced(front))).toEqual([problem]);
  });

  it("is from the default address if it names a sender without one, and says so", () => {
    const read = readLetterFile(Buffer.from(fenced('subject: a\nFrom: The "old" Registrar')));
    expect(read).toMatchObject({
      file: { from: '"The old Registrar" <letters@example.org>' },
      warnings: ['line 3: "From" has no address: the letter is from letters@example.org'],
    });
  });

  it("is refused with all faults of its fields at once", () => {
    expect(problemsOf(fenced("language: English\nfrom: a@b@c"))).toHaveLength(2);
  });

  it("counts the lines of the file, blank ones above the front matter too", () => {
    expect(problemsOf(`\r\n\r\n${fenced("subject: a\nlanguage: English")}`)).toEqual([
      'line 5: "language" is not a language tag such as "en" or "cy"',
    ]);
  });

  it("is refused when it is not closed", () => {
    expect(problemsOf("---\nsubject: a\n\nDear all,\n")).toEqual([
      'line 1: the front matter begins with "---" but is not closed by a line "---"',
    ]);
  });
});
