import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { sentinels } from "../../functions/core/letter/places.ts";
import { composeMessage } from "../../functions/mail/compose-message.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { aContent } from "../examples/builders.ts";
import { runs } from "../size.ts";
import { aCopy, aFrame, field, wire } from "./a-message.ts";
import { elements } from "./html-tree.ts";

/** Both parts as a mail program decodes them. */
async function partsOf(
  message: string,
): Promise<{ text: string | undefined; html: string | false | undefined }> {
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
    fc.oneof(
      anyLine,
      fc.constantFrom(
        "",
        ".",
        "..",
        "From here",
        "--=_dear_colleague_=",
        "trailing \t",
        "x".repeat(2_000),
      ),
    ),
    { maxLength: 12 },
  )
  .map(lines => lines.join("\n"));

describe("the wire", () => {
  it("is ASCII in CRLF lines, at most 998 bytes in the header and 76 in the parts, whatever the text", () => {
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

  it("reads back as the original text", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLine,
        anyLine,
        anyLine,
        anyText,
        async (subject, name, salutation, text) => {
          const content = aContent({
            subject,
            text: `${sentinels.salutation}\n${text}.`,
            html: `<i>${text}</i>`,
          });
          const message = wire(
            { content },
            { to: { email: "jane@example.net", name }, places: { ...somePlaces, salutation } },
          );
          const read = await simpleParser(message, { skipTextToHtml: true });
          expect(read.subject ?? "").toBe(subject);
          // Blanks at the end of a line say that it goes on, so no line of a text has its own.
          const whole = `${salutation.replace(/^ +/, "")}\n${text}.`;
          expect(read.text).toBe(whole.replace(/ +$/gm, ""));
          expect(read.html).toBe(`<i>${text}</i>`);
          const to = Array.isArray(read.to) ? read.to[0] : read.to;
          expect(to?.value.map(({ address, name }) => [address, name.trim()])).toEqual([
            ["jane@example.net", name.trim()],
          ]);
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it("is the same as if each person's values had been there from the start", async () => {
    const places = {
      salutation: `Dear "Siân" & <co> ${"é".repeat(90)},`,
      viewUrl: "https://example.org/read/a",
      manageUrl: "https://example.org/m/a",
      unsubscribeUrl: "https://example.org/u/a",
    };
    const around = (value: (place: keyof typeof places) => string) =>
      `é${value("salutation")}=\n.${value("viewUrl")} \n${value("unsubscribeUrl")}${value("salutation")}`;
    const spliced = await partsOf(
      wire(
        {
          content: aContent({
            text: around(place => sentinels[place]),
            html: around(place => sentinels[place]),
          }),
        },
        { places },
      ),
    );
    const escaped = places.salutation
      .replace("&", "&amp;")
      .replace("<", "&lt;")
      .replace(">", "&gt;")
      .replaceAll('"', "&quot;");
    const html = around(place => (place === "salutation" ? escaped : places[place]));
    expect(spliced).toEqual(
      await partsOf(wire({ content: aContent({ text: around(place => places[place]), html }) })),
    );
  });

  it("does not let values of one copy show in the next", () => {
    const compose = composeMessage(aFrame({ content: aContent({ text: sentinels.salutation }) }));
    const first = compose(aCopy()).join("");
    compose(
      aCopy({
        to: { email: "joe@example.net", name: "Joe" },
        places: { ...somePlaces, salutation: "Dear Joe," },
      }),
    );
    expect(compose(aCopy()).join("")).toBe(first);
  });

  it("turns lone CRs and LFs of the text into line ends", () => {
    const message = wire({ content: aContent({ text: "a\rb\nc\r\nd", html: "a\rb" }) });
    expect(message).toContain("a\r\nb\r\nc\r\nd=\r\n");
    expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });
});

describe("the parts", () => {
  it("are plain text first and HTML second, as alternatives", () => {
    const message = wire();
    expect(field(message, "Content-Type")).toEqual([
      'multipart/alternative; boundary="=_dear_colleague_="',
    ]);
    expect(
      [
        ...message.matchAll(/^Content-Type: (text\/\w+); charset=utf-8(?:; format=flowed)?\r$/gm),
      ].map(([, type]) => type),
    ).toEqual(["text/plain", "text/html"]);
    expect(message.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
    expect(message.endsWith("\r\n--=_dear_colleague_=--\r\n")).toBe(true);
  });

  it("are the plain text alone for a person who wants no HTML", async () => {
    const text = `${sentinels.salutation}\n\nThank you.\n`;
    const message = wire({ content: aContent({ text }) }, { plainText: true });
    expect(field(message, "Content-Type")).toEqual(["text/plain; charset=utf-8; format=flowed"]);
    expect(field(message, "List-Unsubscribe")).toEqual([`<${somePlaces.unsubscribeUrl}>`]);
    expect(message).not.toContain("=_dear_colleague_=");
    const read = await simpleParser(Buffer.from(message, "latin1"));
    expect([read.text?.trim(), read.html]).toEqual(["Dear colleague,\n\nThank you.", false]);
  });

  it("escape a person's values in HTML, and not in plain text", async () => {
    const content = aContent({
      text: sentinels.salutation,
      html: `<p title="${sentinels.salutation}">${sentinels.salutation}</p>`,
    });
    const salutation = `<b>"Jo" & 'Al'</b>`;
    const read = await partsOf(wire({ content }, { places: { ...somePlaces, salutation } }));
    expect(read.text).toBe(salutation);
    // As a mail client reads it, the markup holds both values as they are, and no element of theirs.
    const [paragraph] = elements(String(read.html), "p");
    expect(paragraph?.attributes).toEqual({ title: salutation });
    expect(paragraph?.text.trim()).toBe(salutation);
    expect(elements(String(read.html), "b")).toEqual([]);
  });
});

describe("a message with images of its own", () => {
  const id = "0123456789abcdef0123456789abcdef-40x20.png";
  const bytes = new Uint8Array(Array.from({ length: 400 }, (_, index) => index % 256));
  const html = `<p>${sentinels.salutation}</p><img src="cid:${id}" alt="Map">`;

  it("carries them beside its HTML, which names each by its content id", async () => {
    const message = wire({ content: aContent({ html }), images: [{ id, bytes }] });
    expect(message).toContain('multipart/related; type="text/html"');
    expect(message.split("\r\n").every(line => line.length <= 78)).toBe(true);
    const parsed = await simpleParser(message, { keepCidLinks: true });
    expect(parsed.html).toContain(`<img src="cid:${id}@example.org" alt="Map">`);
    const [image, ...others] = parsed.attachments;
    expect(others).toEqual([]);
    expect(image).toMatchObject({
      cid: `${id}@example.org`,
      contentType: "image/png",
      contentDisposition: "inline",
      related: true,
    });
    expect(new Uint8Array(image?.content ?? [])).toEqual(bytes);
  });

  it("has no such part without images, or for a colleague who wants plain text alone", () => {
    expect(wire()).not.toContain("multipart/related");
    const frame = { content: aContent({ html }), images: [{ id, bytes }] };
    expect(wire(frame, { plainText: true })).not.toContain("image/png");
  });
});
