import { describe, expect, it } from "vitest";
import { sentinels } from "../../functions/core/letter/places.ts";
import { composeMessage } from "../../functions/mail/compose-message.ts";
import { findInLetter } from "../../functions/mail/letter-findings.ts";
import { aContent } from "../examples/builders.ts";

/** Bytes of the HTML part of a message that is composed of it. */
function sizeInMessage(html: string): number {
  const compose = composeMessage({ from: "a@example.org", content: aContent({ html }) });
  const places = {
    salutation: "Dear Jane,",
    viewUrl: "https://example.org/read/x",
    manageUrl: "https://example.org/m/x",
    unsubscribeUrl: "https://example.org/u/x",
  };
  const to = { email: "b@example.org" };
  const message = compose({ to, places, id: "x", date: new Date(0) }).join("");
  const part = message.slice(message.indexOf("text/html"));
  return part.slice(part.indexOf("\r\n\r\n") + 4, part.lastIndexOf("\r\n--")).length;
}

const toldSize = (html: string) =>
  /is ([\d,]+) kB when sent/.exec(findInLetter({ html })[0]?.what ?? "")?.[1];

describe("a letter with long HTML", () => {
  it("is reported with its transferred size, if Gmail does not show all of it", () => {
    const accents = `<p>${"é ".repeat(20_000)}${sentinels.salutation}</p>`;
    expect(sizeInMessage(accents)).toBeGreaterThan(140_000);
    expect(Number(toldSize(accents))).toBeCloseTo(sizeInMessage(accents) / 1_000, -1);
    expect(findInLetter({ html: accents })[0]).toMatchObject({
      where: "html",
      what: expect.stringContaining("Gmail shows 102 kB"),
    });
  });

  it("is reported from 102 kB on, not before", () => {
    // Each line of 72 takes 75.
    const ofSize = (bytes: number) => "x".repeat(Math.floor((bytes / 75) * 72));
    expect(toldSize(ofSize(101_500))).toBeUndefined();
    expect(toldSize(ofSize(102_500))).toBe("103");
  });
});
