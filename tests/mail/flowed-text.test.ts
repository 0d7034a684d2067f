import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { flowedText } from "../../functions/mail/flowed-text.ts";
import { aContent } from "../examples/builders.ts";
import { runs } from "../size.ts";
import { wire } from "./a-message.ts";

/** What a program that knows RFC 3676 shows. */
function shown(flowed: string): string {
  return flowed
    .split("\n")
    .reduce((text, line) => {
      const own = line.replace(/^ /, "");
      const goesOn = / $/.test(line) && line !== "-- ";
      return text + own + (goesOn ? "" : "\n");
    }, "")
    .replace(/\n$/, "");
}

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

describe("the text of a letter, flowed", () => {
  it("cuts long lines after a blank, and only those", () => {
    const flowed = flowedText(`${words(40)}\n\nshort\n-- \nend`);
    const lines = flowed.split("\n");
    expect(lines.slice(-4)).toEqual(["", "short", "-- ", "end"]);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(78);
    expect(shown(flowed)).toBe(`${words(40)}\n\nshort\n-- \nend`);
  });

  it("leaves the rows of a table as they are", () => {
    const row = `${"Quay Street".padEnd(60)}  ${"from seven in the morning".padEnd(30)}  x`;
    expect(flowedText(row)).toBe(row);
  });

  it("is the text again where it is read, whatever the text", () => {
    const line = fc.array(fc.constantFrom("a", "bc", " ", ">", "From ", "long".repeat(30), "é"), {
      maxLength: 30,
    });
    const text = fc.array(
      line.map(parts => parts.join("").replace(/ +$/, "")),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(text, lines => {
        expect(shown(flowedText(lines.join("\n")))).toBe(lines.join("\n"));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it("comes whole out of a message, in a program of others", async () => {
    const text = `Dear colleague,\n\n${words(60)}\n\n    ${words(30)}\n`;
    const { text: read } = await simpleParser(wire({ content: aContent({ text }) }));
    expect(read?.trim()).toBe(text.trim());
  });
});
