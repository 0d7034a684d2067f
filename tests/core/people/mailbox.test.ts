import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressIdentity,
  parseMailbox,
  refusedBySes,
} from "../../../functions/core/people/mailbox.ts";

function addressOf(text: string): string {
  const read = parseMailbox(text);
  if (read.kind === "invalid") throw new Error(read.reason);
  return read.mailbox.address;
}

function reasonOf(text: string): string | undefined {
  const read = parseMailbox(text);
  return read.kind === "invalid" ? read.reason : undefined;
}

const letters = (count: number) => "a".repeat(count);
const longDomain = (bytes: number) =>
  `${letters(60)}.`
    .repeat(10)
    .slice(0, bytes - 4)
    .replace(/\.$/, "a")
    .concat(".org");

describe("parseMailbox", () => {
  it.each([
    ["jane@example.org", "jane@example.org"],
    ["  jane@example.org\t", "jane@example.org"],
    ["Jane.O'Brien+news@Example.ORG", "Jane.O'Brien+news@example.org"],
    ["!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"],
    ["jane@münchen.example", "jane@xn--mnchen-3ya.example"],
    ["jane@例え.jp", "jane@xn--r8jz45g.jp"],
    ["jane@example。jp", "jane@example.jp"],
    ["jane@xn--mnchen-3ya.example", "jane@xn--mnchen-3ya.example"],
    ["jane@نامه\u200cای.com", "jane@xn--mgba3gch31f060k.com"],
    ["jane@a.b.c.d.example.org", "jane@a.b.c.d.example.org"],
    ["jane@163.com", "jane@163.com"],
    ["zoe\u0308@example.org", "zoë@example.org"],
    ["\u200bjane@example.org\u202c", "jane@example.org"],
  ])("reads %s", (text, address) => {
    expect(addressOf(text)).toBe(address);
  });

  it("tells the local part from the domain", () => {
    expect(parseMailbox("Jane@Example.org")).toEqual({
      kind: "mailbox",
      mailbox: { address: "Jane@example.org", localPart: "Jane", domain: "example.org" },
    });
  });

  it.each([
    ["", "the address is empty"],
    ["jane", 'the address has no "@"'],
    ["@example.org", 'the part before the "@" is empty'],
    ["jane@", 'the part after the "@" is not a domain'],
    ["jane@localhost", 'the part after the "@" is not a domain'],
    ["jane@example..org", 'the part after the "@" is not a domain'],
    ["jane@-example.org", 'the part after the "@" is not a domain'],
    ["jane@example.org.", 'the part after the "@" is not a domain'],
    ["jane@exam ple.org", 'the part after the "@" is not a domain'],
    ["jane@a_b.example.org", 'the part after the "@" is not a domain'],
    ["jane@[192.0.2.1]", 'the part after the "@" is not a domain'],
    ["jane@192.0.2.10", 'the part after the "@" is not a domain'],
    ["jane@127.1", 'the part after the "@" is not a domain'],
    ["jane@example.org/path", 'the part after the "@" is not a domain'],
    ["jane@ex%61mple.org", 'the part after the "@" is not a domain'],
    ["jane@example.org?x", 'the part after the "@" is not a domain'],
    [
      "jane@example.org, joe@example.org",
      'the part before the "@" contains a blank or another character that is not allowed there',
    ],
    [
      "jane smith@example.org",
      'the part before the "@" contains a blank or another character that is not allowed there',
    ],
    [
      '"jane smith"@example.org',
      'the part before the "@" contains a blank or another character that is not allowed there',
    ],
    [
      "mailto:jane@example.org",
      'the part before the "@" contains a blank or another character that is not allowed there',
    ],
    ["ja\u200bne@example.org", "the address contains an invisible character (U+200B)"],
    ["a@exam\0ple.org", "the address contains an invisible character (U+0000)"],
    ["a\u0001b@example.org", "the address contains an invisible character (U+0001)"],
    ["a@exam\u007fple.org", "the address contains an invisible character (U+007F)"],
    ["a@exam\u00adple.org", "the address contains an invisible character (U+00AD)"],
    ["a@exam\u200bple.org", "the address contains an invisible character (U+200B)"],
    ["a\ud800@example.org", "the address contains an invisible character (U+D800)"],
    ["a\uffff@example.org", "the address contains an invisible character (U+FFFF)"],
    ["a@exam\u200cple.org", 'the part after the "@" is not a domain'],
    ["a@exam\nple.org", 'the part after the "@" is not a domain'],
    [
      "jane@joe@example.org",
      'the part before the "@" contains a blank or another character that is not allowed there',
    ],
    ["Jane Smith <jane@example.org>", "the address has a name with it: remove the name"],
    [
      ".jane@example.org",
      'the part before the "@" begins or ends with a dot, or has two dots in a row',
    ],
    [
      "jane.@example.org",
      'the part before the "@" begins or ends with a dot, or has two dots in a row',
    ],
    [
      "ja..ne@example.org",
      'the part before the "@" begins or ends with a dot, or has two dots in a row',
    ],
  ])("refuses “%s” with a sentence", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it("keeps to the lengths of RFC 5321, counted in bytes", () => {
    expect(reasonOf(`${letters(64)}@example.org`)).toBeUndefined();
    expect(reasonOf(`${letters(65)}@example.org`)).toContain("longer than 64 characters");
    expect(reasonOf(`${"é".repeat(33)}@example.org`)).toContain("longer than 64 characters");
    expect(reasonOf(`jane@${letters(63)}.org`)).toBeUndefined();
    expect(reasonOf(`jane@${letters(64)}.org`)).toContain("not a domain");
    expect(reasonOf(`jane@${longDomain(249)}`)).toBeUndefined();
    expect(reasonOf(`jane@${longDomain(250)}`)).toBe("the address is longer than 254 characters");
  });

  it("reads its own addresses back unchanged", () => {
    fc.assert(
      fc.property(fc.emailAddress(), text => {
        const address = addressOf(text);
        expect(addressOf(address)).toBe(address);
        expect(addressIdentity(address)).toBe(addressIdentity(text));
      }),
    );
  });

  it("never lets through what could end an envelope or a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a@.<>,;:"() \r\n\t\0\\%é-') }), text => {
        const read = parseMailbox(text);
        if (read.kind === "mailbox")
          expect(read.mailbox.address).toMatch(/^[^\s<>,;:"()\\\p{Cc}@]+@[a-z0-9.-]+$/u);
      }),
    );
  });
});

describe("refusedBySes", () => {
  it("says what to do about a local part that is not ASCII", () => {
    expect(refusedBySes("zoë@example.org")).toBe(
      'Amazon SES does not accept "ë" before the "@": ask the colleague for another address',
    );
  });

  it("takes an international domain in its ASCII form", () => {
    expect(refusedBySes(addressOf("jane@münchen.example"))).toBeUndefined();
  });
});

describe("addressIdentity", () => {
  it("takes spellings that differ only in case for one person", () => {
    expect(addressIdentity("Jane@example.org")).toBe(addressIdentity("jane@EXAMPLE.org"));
  });
});
