import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { sentinels } from "../../functions/core/places.ts";
import { type Copy, composeMessage, type MessageFrame } from "../../functions/mail/compose-message.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { aContent } from "../examples/builders.ts";

function aFrame(changed: Partial<MessageFrame> = {}): MessageFrame {
  return {
    from: "Community Care <letters@example.org>",
    list: { name: "Leaders", label: "leaders" },
    content: aContent(),
    ...changed,
  };
}

function aCopy(changed: Partial<Copy> = {}): Copy {
  return {
    to: { email: "jane@example.net" },
    places: somePlaces,
    id: "leaders_20261117T090000Z.0.7",
    date: new Date("2026-11-17T09:00:00Z"),
    ...changed,
  };
}

const wire = (frame: Partial<MessageFrame> = {}, copy: Partial<Copy> = {}) =>
  composeMessage(aFrame(frame))(aCopy(copy)).toString("latin1");

/** The header fields as they are on the wire, unfolded. */
function fieldsOf(message: string): [string, string][] {
  const head = message.slice(0, message.indexOf("\r\n\r\n")).replace(/\r\n(?=[ \t])/g, "");
  return head.split("\r\n").map(line => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
}

const field = (message: string, name: string) =>
  fieldsOf(message)
    .filter(([each]) => each === name)
    .map(([, value]) => value);

/** Both parts as a mail program decodes them. */
async function partsOf(message: string): Promise<{ text: string | undefined; html: string | false }> {
  const { text, html } = await simpleParser(message, { skipTextToHtml: true });
  return { text, html };
}

// What an author may write, and what tries to break out of it.
const anyWords = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "Siân",
        "O'Brien,",
        '"q"',
        "\\",
        "=?utf-8?Q?a?=",
        "=",
        "=3D",
        "  ",
        "<a@b.org>",
        "العربية",
        "👩‍⚕️",
        "x".repeat(120),
        "(c)",
        ";",
        ":",
        "From ",
        "?=",
      ),
      {
        maxLength: 30,
      },
    )
    .map(parts => parts.join(" ")),
);
const anyLine = anyWords.map(words => words.replace(/\p{C}/gu, "").replace(/[\u2028\u2029]/g, ""));
const anyText = fc
  .array(
    fc.oneof(anyLine, fc.constantFrom("", ".", "..", "From here", "--=_dear_colleague_=", "trailing \t", "x".repeat(2_000))),
    { maxLength: 12 },
  )
  .map(lines => lines.join("\n"));

describe("the wire", () => {
  it("is ASCII in CRLF lines, at most 998 octets in the header and 76 in the parts, whatever is said", () => {
    fc.assert(
      fc.property(anyLine, anyLine, anyLine, anyText, (subject, name, salutation, text) => {
        const content = aContent({
          subject,
          text: `${sentinels.salutation}\n${text}`,
          html: `<p>${sentinels.salutation}</p>${text}`,
        });
        const message = wire(
          { content, list: { name, label: "leaders" } },
          { to: { email: "jane@example.net", name }, places: { ...somePlaces, salutation } },
        );
        expect(message).toMatch(/^[\t\r\n\x20-\x7e]*$/);
        expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        const lines = message.split("\r\n");
        const head = lines.slice(0, lines.indexOf(""));
        const body = lines.slice(lines.indexOf("") + 1);
        expect(Math.max(...head.map(line => line.length))).toBeLessThanOrEqual(998);
        expect(Math.max(...body.map(line => line.length))).toBeLessThanOrEqual(76);
        for (const line of body) expect(line).not.toMatch(/[ \t]$|^\.|^From /);
        for (const line of head) expect(line).toMatch(/\S/);
      }),
    );
  });

  it("reads back as it was said", async () => {
    await fc.assert(
      fc.asyncProperty(anyLine, anyLine, anyLine, anyText, async (subject, name, salutation, text) => {
        const content = aContent({ subject, text: `${sentinels.salutation}\n${text}.`, html: `<i>${text}</i>` });
        const message = wire({ content }, { to: { email: "jane@example.net", name }, places: { ...somePlaces, salutation } });
        const read = await simpleParser(message, { skipTextToHtml: true });
        expect(read.subject ?? "").toBe(subject);
        expect(read.text).toBe(`${salutation}\n${text}.`);
        expect(read.html).toBe(`<i>${text}</i>`);
        const to = Array.isArray(read.to) ? read.to[0] : read.to;
        expect(to?.value.map(({ address, name }) => [address, name.trim()])).toEqual([["jane@example.net", name.trim()]]);
      }),
      { numRuns: 200 },
    );
  });

  it("is what it would be had each person's values been there from the start", async () => {
    const places = {
      salutation: `Dear "Siân" & <co> ${"é".repeat(90)},`,
      viewUrl: "https://example.org/read/a",
      unsubscribeUrl: "https://example.org/u/a",
    };
    const around = (value: (place: keyof typeof places) => string) =>
      `é${value("salutation")}=\n.${value("viewUrl")} \n${value("unsubscribeUrl")}${value("salutation")}`;
    const spliced = await partsOf(
      wire(
        { content: aContent({ text: around(place => sentinels[place]), html: around(place => sentinels[place]) }) },
        { places },
      ),
    );
    const escaped = places.salutation.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceAll('"', "&quot;");
    const html = around(place => (place === "salutation" ? escaped : places[place]));
    expect(spliced).toEqual(await partsOf(wire({ content: aContent({ text: around(place => places[place]), html }) })));
  });

  it("does not let one copy show in the next", () => {
    const compose = composeMessage(aFrame({ content: aContent({ text: sentinels.salutation }) }));
    const first = compose(aCopy()).toString();
    compose(aCopy({ to: { email: "joe@example.net", name: "Joe" }, places: { ...somePlaces, salutation: "Dear Joe," } }));
    expect(compose(aCopy()).toString()).toBe(first);
  });

  it("makes lone CRs and LFs of the text line ends", () => {
    const message = wire({ content: aContent({ text: "a\rb\nc\r\nd", html: "a\rb" }) });
    expect(message).toContain("a\r\nb\r\nc\r\nd=\r\n");
    expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});

describe("the header", () => {
  it("has each field once", () => {
    const names = fieldsOf(wire({ replyTo: "office@example.org" })).map(([name]) => name);
    expect(names.toSorted()).toEqual(
      [
        ...["From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Language"],
        ...["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence"],
      ].toSorted(),
    );
  });

  it("offers to unsubscribe with one click (RFC 8058)", () => {
    const message = wire();
    expect(field(message, "List-Unsubscribe")).toEqual([`<${somePlaces.unsubscribeUrl}>`]);
    expect(field(message, "List-Unsubscribe-Post")).toEqual(["List-Unsubscribe=One-Click"]);
  });

  it("says which list it is of, and that no person answers", () => {
    const message = wire({ list: { name: "Leaders of care", label: "leaders" } });
    expect(field(message, "List-Id")).toEqual(["Leaders of care <leaders.example.org>"]);
    expect(field(message, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(field(message, "Precedence")).toEqual(["list"]);
  });

  it("has a date and a message id of its own", () => {
    const message = wire();
    expect(field(message, "Date")).toEqual(["Tue, 17 Nov 2026 09:00:00 +0000"]);
    expect(field(message, "Message-ID")).toEqual(["<leaders_20261117T090000Z.0.7@example.org>"]);
  });

  it.each([
    ["Jane Smith", "Jane Smith <jane@example.net>"],
    ["O'Brien, Jane", `"O'Brien, Jane" <jane@example.net>`],
    ['Jane "J" \\ Smith', '"Jane \\"J\\" \\\\ Smith" <jane@example.net>'],
    ["Siân Owen", "=?UTF-8?Q?Si=C3=A2n_Owen?= <jane@example.net>"],
    ["=?utf-8?Q?Boss?=", "=?UTF-8?Q?=3D=3Futf-8=3FQ=3FBoss=3F=3D?= <jane@example.net>"],
    ["  ", "jane@example.net"],
    ["", "jane@example.net"],
  ])("writes the name “%s” by RFC 5322 and RFC 2047", (name, value) => {
    expect(field(wire({}, { to: { email: "jane@example.net", name } }), "To")).toEqual([value]);
  });

  it("writes the sender's and the reply-to's names the same way", () => {
    const message = wire({
      from: '"Bwrdd Iechyd Tŷ Ddewi" <letters@example.org>',
      replyTo: "Office, of the Board <office@example.org>",
    });
    expect(field(message, "From")).toEqual(["=?UTF-8?Q?Bwrdd_Iechyd_T=C5=B7_Ddewi?= <letters@example.org>"]);
    expect(field(message, "Reply-To")).toEqual(['"Office, of the Board" <office@example.org>']);
  });

  it("folds a long subject, and encodes one that cannot be folded", async () => {
    for (const subject of ["plans for the winter ".repeat(60).trim(), "x".repeat(3_000), "gŵyl ".repeat(200).trim()]) {
      const message = wire({ content: aContent({ subject }) });
      expect(Math.max(...message.split("\r\n").map(line => line.length))).toBeLessThanOrEqual(78);
      expect((await simpleParser(message)).subject).toBe(subject);
    }
  });

  it.each([
    "a\r\nBcc: eve@example.net",
    "a\nBcc: eve@example.net",
    "a\rBcc: eve@example.net",
    "a\r\n Bcc: eve@example.net",
    "é\r\nBcc: eve@example.net",
    "a\0b",
  ])("refuses %j wherever it could come to stand", evil => {
    expect(() => wire({ content: aContent({ subject: evil }) })).toThrow();
    expect(() => wire({ content: aContent({ language: evil }) })).toThrow();
    expect(() => wire({ list: { name: evil, label: "leaders" } })).toThrow();
    expect(() => wire({ list: { name: "Leaders", label: evil } })).toThrow();
    expect(() => wire({ from: `${evil} <letters@example.org>` })).toThrow();
    expect(() => wire({ replyTo: `${evil} <office@example.org>` })).toThrow();
    expect(() => wire({}, { to: { email: "jane@example.net", name: evil } })).toThrow();
    expect(() => wire({}, { to: { email: evil } })).toThrow();
    expect(() => wire({}, { id: evil })).toThrow();
    expect(() => wire({}, { places: { ...somePlaces, unsubscribeUrl: evil } })).toThrow();
  });

  it("has no sender that is no mailbox, and drops no reply-to in silence", () => {
    expect(() => composeMessage(aFrame({ from: "Community Care" }))).toThrow("sender");
    expect(() => composeMessage(aFrame({ replyTo: "the office" }))).toThrow("reply-to");
  });
});

describe("the parts", () => {
  it("are plain text first and HTML second, as alternatives", () => {
    const message = wire();
    expect(field(message, "Content-Type")).toEqual(['multipart/alternative; boundary="=_dear_colleague_="']);
    expect([...message.matchAll(/^Content-Type: (text\/\w+); charset=utf-8\r$/gm)].map(([, type]) => type)).toEqual([
      "text/plain",
      "text/html",
    ]);
    expect(message.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
    expect(message.endsWith("\r\n--=_dear_colleague_=--\r\n")).toBe(true);
  });

  it("escape a person's values in HTML, and not in plain text", async () => {
    const content = aContent({
      text: sentinels.salutation,
      html: `<p title="${sentinels.salutation}">${sentinels.salutation}</p>`,
    });
    const salutation = `<b>"Jo" & 'Al'</b>`;
    const read = await partsOf(wire({ content }, { places: { ...somePlaces, salutation } }));
    expect(read.text).toBe(salutation);
    expect(read.html).toBe(
      '<p title="&lt;b&gt;&quot;Jo&quot; &amp; &#39;Al&#39;&lt;/b&gt;">&lt;b&gt;&quot;Jo&quot; &amp; &#39;Al&#39;&lt;/b&gt;</p>',
    );
  });
});
