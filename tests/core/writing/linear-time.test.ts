import { describe, expect, it } from "vitest";
import type { Block } from "../../../functions/core/letter/content.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import { typesetLine } from "../../../functions/core/letter/typography/typeset.ts";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { liftLetter } from "../../../functions/core/writing/letter-grammar/letter-grammar.ts";
import { parseMarkdown } from "../../../functions/core/writing/markdown.ts";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { aFooter, aLetter, somePlaces } from "../../examples/a-letter.ts";
import { isFullSize } from "../../size.ts";
import { processorMs } from "./processor-ms.ts";

/** Characters. */
const size = isFullSize ? 12_000 : 4_000;
/** Milliseconds. What takes less is quick enough, and too short to be measured. */
const quick = isFullSize ? 60 : 20;
/** Four times the text may take less than so many times as long: it would be sixteen times if the time grew with the square. */
const mostTimes = 10;

/** What a text is made of, again and again. */
const pieces: readonly string[] = [
  ...[
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    " \n",
    "\t\n",
    "\f",
    "x",
    "x ",
    "x\n",
    "x\n\n",
    "Xx. \n",
    "a,\n",
    "a-\n",
    "a-\nb\n",
    "a:\n",
    "k: v\n",
    "k:\n",
  ],
  ...[
    "1.\n",
    "1. a\n",
    "2. a\n",
    "1) a\n",
    "a. x\n",
    "(a) x\n",
    "iv) a\n",
    "- a\n",
    "- \n",
    "* a\n",
    "•\n",
    "• a\n",
    "  - a\n",
    "\t- a\n",
    "- a\n\n",
    "- a\n  b\n",
  ],
  ...[
    "> ",
    "> a\n",
    "> > a\n",
    "> - a\n",
    "- > a\n",
    "# a\n",
    "---\n",
    "--- \n",
    "===\n",
    "a\n===\n",
    "...\n",
    "***\n",
    '"',
    "'",
    "“",
    '"a\n',
    "'a\n",
  ],
  ...[
    "_",
    "*",
    "**a**",
    "`",
    "~",
    "[",
    "]",
    "[]",
    "[a](",
    "[a](http://b.c) ",
    "![",
    "(",
    ")",
    "<",
    "<a>",
    "<!--",
    "&",
    "\\",
    "http://a.b ",
    "http://",
    "a@b.c ",
    "@",
  ],
  ...[
    "Dear a,\n\n",
    "Yours sincerely,\n\n",
    "Regards, Jane\n\n",
    "P.S. x\n",
    "cc a\n",
    "Page 1 of 2\n",
    "12\n",
    "Re: a\n",
    "é",
    "😀",
    "{",
    "}",
  ],
];

const text = new TextEncoder();
const parsed = new Map<string, Block[]>();
const blocksOf = (given: string): Block[] => {
  const blocks = parsed.get(given) ?? parseMarkdown(given);
  parsed.set(given, blocks);
  return blocks;
};
const rendered = (body: readonly Block[]) =>
  renderPlainText(aLetter({ body }), somePlaces, aFooter());

const readers: Readonly<Record<string, (given: string) => unknown>> = {
  "a letter's file": given => readLetterFile(text.encode(given)),
  "front matter": given => readLetterFile(text.encode(`---\n${given}\n---\nText.\n`)),
  "front matter without an end": given => readLetterFile(text.encode(`---\n${given}`)),
  "front matter below it": given =>
    readLetterFile(text.encode(`${given}---\nsubject: a\n---\nText.\n`)),
  Markdown: parseMarkdown,
  "Markdown in a point": given => parseMarkdown(`- ${given}`),
  "pasted text": readPastedText,
  "pasted text below a lead-in": given =>
    readPastedText(`Dear colleague,\n\nI write to:\n${given}\nYours sincerely,\n\nJane Smith`),
  "a letter's grammar": given => liftLetter(blocksOf(given)),
  "plain text": given => rendered(blocksOf(given)),
  "printed marks": given => typesetLine(given, "en-GB"),
  "printed marks in Polish": given => typesetLine(given, "pl"),
};
const readsBlocks = new Set(["a letter's grammar", "plain text"]);

/** How many times as long four times the text takes; the least of some tries, since a try can only be disturbed upwards. */
function growth(name: string, piece: string): number {
  const read = readers[name] ?? (() => undefined);
  const [small, large] = [size, 4 * size].map(length => piece.repeat(length / piece.length)) as [
    string,
    string,
  ];
  // Parsed before the clock starts.
  if (readsBlocks.has(name)) for (const given of [small, large]) blocksOf(given);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < 6; tries++) {
    most = Math.min(
      most,
      processorMs(() => read(large)),
    );
    if (most < quick) return 0;
    least = Math.min(
      least,
      processorMs(() => read(small)),
    );
    if (most / least < mostTimes) break;
  }
  return most / least;
}

describe("the time that reading takes grows with the length of the text, not with its square", () => {
  it.each([...Object.keys(readers).entries()])("%s %s", { timeout: 240_000 }, (nth, name) => {
    // The small size deals the pieces out: each is for a third of the readers.
    const steep = pieces
      .filter((_, index) => isFullSize || (index + nth) % 3 === 0)
      .map(piece => [JSON.stringify(piece), growth(name, piece)] as const)
      .filter(([, times]) => times >= mostTimes);
    expect(Object.fromEntries(steep)).toEqual({});
  });
});
