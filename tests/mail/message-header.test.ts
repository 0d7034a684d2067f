import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { composeMessage } from "../../functions/mail/compose-message.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { aContent } from "../examples/builders.ts";
import { aFrame, field, fieldsOf, wire } from "./a-message.ts";

describe("the header", () => {
  it("has each field once", () => {
    const names = fieldsOf(wire({ replyTo: "office@example.org" })).map(([name]) => name);
    expect(names.toSorted()).toEqual(
      [
        ...[
          "From",
          "Reply-To",
          "To",
          "Subject",
          "Date",
          "Message-ID",
          "MIME-Version",
          "Content-Type",
          "Content-Language",
        ],
        ...["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence"],
      ].toSorted(),
    );
  });

  it("offers to unsubscribe with one click (RFC 8058)", () => {
    const message = wire();
    expect(field(message, "List-Unsubscribe")).toEqual([`<${somePlaces.unsubscribeUrl}>`]);
    expect(field(message, "List-Unsubscribe-Post")).toEqual(["List-Unsubscribe=One-Click"]);
  });

  it("names its list, and says that no person answers", () => {
    const message = wire({ list: { name: "Leaders of care", label: "leaders" } });
    expect(field(message, "List-Id")).toEqual(["Leaders of care <leaders.example.org>"]);
    expect(field(message, "Auto-Submitted")).toEqual(["auto-generated"]);
    expect(field(message, "Precedence")).toEqual(["list"]);
  });

  it("says the language of the message, and of each of its parts", () => {
    const languages = (message: string) => message.match(/^Content-Language: cy\r$/gm)?.length;
    const content = aContent({ language: "cy" });
    expect(languages(wire({ content }))).toBe(3);
    expect(languages(wire({ content }, { plainText: true }))).toBe(1);
    const both = wire({ content: aContent({ language: "cy", alsoIn: ["en"] }) });
    expect(both.match(/^Content-Language: cy, en\r$/gm)).toHaveLength(3);
  });

  it("has its own date and message id", () => {
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

  it("writes the names of sender and reply-to the same way", () => {
    const message = wire({
      from: '"Bwrdd Iechyd Tŷ Ddewi" <letters@example.org>',
      replyTo: "Office, of the Board <office@example.org>",
    });
    expect(field(message, "From")).toEqual([
      "=?UTF-8?Q?Bwrdd_Iechyd_T=C5=B7_Ddewi?= <letters@example.org>",
    ]);
    expect(field(message, "Reply-To")).toEqual(['"Office, of the Board" <office@example.org>']);
  });

  it.each([
    "Harbour (North) Trust",
    "Care: the weekly",
    "A. B. [Board] <c> @ d; e",
    "Tŷ (Gogledd): llythyr",
  ])("keeps the sender's name whole: %s", async name => {
    const quoted = `"${name.replace(/[\\"]/g, "\\$&")}" <letters@example.org>`;
    const { from, headers } = await simpleParser(wire({ from: quoted }));
    expect(from?.value).toEqual([{ name, address: "letters@example.org" }]);
    expect([...headers.keys()]).toContain("list");
  });

  it("names the address to unsubscribe at before it says how", () => {
    const names = fieldsOf(wire()).map(([name]) => name);
    expect(names.indexOf("List-Unsubscribe")).toBeLessThan(names.indexOf("List-Unsubscribe-Post"));
  });

  it("folds a long subject, and encodes one that cannot be folded", async () => {
    for (const subject of [
      "plans for the winter ".repeat(60).trim(),
      "x".repeat(3_000),
      "gŵyl ".repeat(200).trim(),
    ]) {
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

  it("refuses a sender that is no mailbox, and never drops a reply-to silently", () => {
    expect(() => composeMessage(aFrame({ from: "Community Care" }))).toThrow("sender");
    expect(() => composeMessage(aFrame({ replyTo: "the office" }))).toThrow("reply-to");
  });
});
