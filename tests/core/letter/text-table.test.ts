import { describe, expect, it } from "vitest";
import type { Block } from "../../../functions/core/letter/content.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import { columnWidth } from "../../../functions/core/text/column-width.ts";
import { flowedText } from "../../../functions/mail/flowed-text.ts";
import { aFooter, aLetter, somePlaces, text } from "../../examples/a-letter.ts";

const table = (...rows: readonly (readonly string[])[]): Block => {
  const [head = [], ...others] = rows.map(row => row.map(words => [text(words)]));
  return { kind: "table", head, rows: others };
};
/** The table as the message has it: RFC 3676. */
const sent = (block: Block) => {
  const letter = aLetter({ preamble: [], heading: "", body: [block], signOff: "" });
  const all = flowedText(renderPlainText(letter, somePlaces, aFooter()));
  return all.slice("Dear colleague,\n\n".length, all.indexOf("\n\nSiân"));
};

describe("a table in plain text", () => {
  it("has aligned columns, also if a script has wide characters", () => {
    const lines = sent(table(["Site", "Hours"], ["Quay Street", "9–13"], ["山手診療所", "8–20"]));
    expect(lines).toBe(
      ["Site         Hours", "-----------  -----", "Quay Street  9–13", "山手診療所   8–20"].join(
        "\n",
      ),
    );
    const starts = lines.split("\n").map(line => columnWidth(line.replace(/\S+$/, "")));
    expect(new Set(starts)).toEqual(new Set([13]));
  });

  it("has a paragraph for each row if it is too wide, which any window can break", () => {
    const long = "a walk-in clinic with vaccinations and dressings for people of any age";
    const lines = sent(
      table(["Site", "Offers", "Hours"], ["Quay", long, "9–13"], ["Hill", "-", ""]),
    );
    expect(lines).toBe(
      `Site | Offers | Hours\n\nQuay | ${long.slice(0, 66)} \n${long.slice(67)} | 9–13\n\nHill | - |`,
    );
  });

  it("is aligned at 76 columns and not at 77", () => {
    const rows = (width: number) => [
      ["a", "b"],
      ["x".repeat(width - 3), "y"],
    ];
    expect(sent(table(...rows(76)))).toContain(`${"x".repeat(73)}  y`);
    expect(sent(table(...rows(77)))).toContain(`${"x".repeat(74)} \n| y`);
  });
});
