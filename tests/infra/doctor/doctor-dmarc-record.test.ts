import { describe, expect, it } from "vitest";
import { isAligned, isDmarc, readDmarc } from "../../../infra/doctor/checks/domain/dmarc-record.ts";

describe("a DMARC record", () => {
  it.each([
    ["v=DMARC1; p=none", true],
    ["v=DMARC1;p=reject", true],
    ["v=DMARC10; p=none", false],
    ["v=spf1 -all", false],
    ["p=none; v=DMARC1", false],
  ])("is recognised by its beginning: %s", (text, is) => expect(isDmarc(text)).toBe(is));

  it("is read, with the RFC's defaults for what it leaves out", () => {
    expect(readDmarc("v=DMARC1; p=reject")).toEqual({
      policy: "reject",
      subdomainPolicy: "reject",
      dkim: "relaxed",
      spf: "relaxed",
    });
    expect(readDmarc("v=DMARC1; P=Quarantine ; sp=none; adkim=s; aspf=s;")).toEqual({
      policy: "quarantine",
      subdomainPolicy: "none",
      dkim: "strict",
      spf: "strict",
    });
    expect(readDmarc("v=DMARC1; p=refuse")).toBeUndefined();
  });
});

describe("the alignment of a domain with that of From", () => {
  it.each([
    ["example.org", "example.org", "strict", true],
    ["bounce.example.org", "example.org", "strict", false],
    ["bounce.example.org", "example.org", "relaxed", true],
    ["example.org", "letters.example.org", "relaxed", true],
    ["bounce.example.org", "letters.example.org", "relaxed", true],
    ["evilexample.org", "example.org", "relaxed", false],
    ["amazonses.com", "example.org", "relaxed", false],
  ] as const)("%s for %s, %s: %s", (domain, from, mode, is) =>
    expect(isAligned(domain, from, mode, "example.org")).toBe(is),
  );
});
