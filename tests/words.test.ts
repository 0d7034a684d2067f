import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Words that we do not use, each with the better one. `CONTRIBUTING.md` has the rules that they come from. */
const betterWords: readonly (readonly [word: RegExp, better: string])[] = [
  [/\b(?:she|hers?|herself)\b/, "they, them, their"],
  [/\bwhoever\b/, "anyone who, or a noun"],
  [/\bwhom\b/, "who, or a noun"],
  [/\bmend(?:s|ed|ing)?\b/, "fix"],
  // RFC 2046 calls a content type application/octet-stream.
  [/\boctets?\b(?!-stream)/, "byte"],
  [/\bmeanwhile\b/, "during, or delete it"],
  [/\brightly\b/, "correctly, deliberately"],
  [/\bdealt with\b/, "handled, sent"],
  [/\bof (?:its|their) own accord\b/, "automatically"],
  [/\b(?:comes?|came|coming) to grief\b/, "fails"],
  [/\bborne with\b/, "accepted"],
  [/\be-mail/, "email"],
  [/\bat this moment\b/, "now"],
  [/\bsomebody\b/, "someone, a person"],
  [/\bfor good\b(?! reasons?\b)/, "permanently"],
  [/\bnobody[’']?s copy\b/, "a copy without a recipient"],
  [/\bso far as\b/, "if, or as far as"],
  [/\bnone has\b/, "no … has"],
];

/** Folders and files that we write. */
const written = [
  "functions",
  "infra",
  "templates",
  "tests",
  "docs",
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
];
/** The letters of examples and tests are quotations, and this file quotes the words themselves. */
const quotations = [
  "docs/examples/",
  "tests/examples/a-letter.ts",
  "tests/core/writing/pasted-letters/",
  "tests/words.test.ts",
  "functions/core/people/rows/column-names.ts",
  "tests/core/people/rows/columns.test.ts",
  "tests/steps/people/rows/exports.test.ts",
];
/** The words of other languages. */
const otherLanguage = /^functions\/core\/text\/words\/(?!en\b)[a-z]{2}\.ts$/;
const isQuoted = (file: string) =>
  otherLanguage.test(file) || quotations.some(part => file.startsWith(part));

/** Parts that are not our words: addresses, the paths of files, and words of the letters that we read. */
const quoted = [
  /\bhttps?:\/\/[^\s)>"'`]+/g,
  /"\.{1,2}\/[^"\n]+"/g,
  /`[\w./-]+\.[a-z]+`/g,
  /\([\w./-]+\.md(?:#[\w-]+)?\)/g,
  /\bto whom it may concern\b/gi,
  /\bits his her my\b/g,
  // The names of columns in other people's lists.
  /\bE-Mail-Adresse\b/g,
];

/** The same expression for a whole text: a phrase may go on in the next line of a comment. */
const anywhere = (word: RegExp) =>
  new RegExp(word.source.replaceAll(" ", String.raw`\s+(?:(?:\*|//)\s+)?`), "gi");

/** The same text with the words of its names apart: "octetsOf" is "octets Of". */
const wordsOfNames = (text: string) =>
  text.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, " ").replaceAll(/(?<=\w)_(?=\w)/g, " ");

/** "file:line: word → better" for each word of a text that has a better one, in the order of the list. */
function wordsToReplace(file: string, text: string): string[] {
  const ours = wordsOfNames(quoted.reduce((rest, part) => rest.replaceAll(part, ""), text));
  return betterWords.flatMap(([word, better]) =>
    [...ours.matchAll(anywhere(word))].map(({ 0: found, index }) => {
      const line = ours.slice(0, index).split("\n").length;
      return `${file}:${line}: ${found.replaceAll(/\s+(?:(?:\*|\/\/)\s+)?/g, " ")} → ${better}`;
    }),
  );
}

function filesIn(path: string): string[] {
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .map(name => join(path, name))
    .filter(name => /\.(?:tsx?|js|md|mjml|liquid|scss)$/.test(name) && !isQuoted(name));
}

describe("our words", () => {
  it("are plain English in code, pages and documents", () => {
    const files = written.flatMap(filesIn);
    expect(files.length).toBeGreaterThan(200);
    expect(
      files.flatMap(file => wordsToReplace(file, readFileSync(join(root, file), "utf8"))),
    ).toEqual([]);
  });

  it.each([
    "An editor sends herself a test to her address; it is hers.",
    "Whoever writes, of whom we know nothing, mended it.",
    "It takes octets, meanwhile.",
    "An e-mail comes to grief.",
    "It is nobody’s copy, for good.",
    "const nobodysCopy = previewOf(content);",
    "export function octetsOf(message) {}",
    "const MAX_OCTETS = 998;",
    "It counts, so far as it can; none has one.",
  ])("are found: %s", line => {
    expect(wordsToReplace("a.md", line)).not.toEqual([]);
  });

  it("are found across the lines of a comment", () => {
    expect(
      wordsToReplace("a.ts", "// One that comes to\n// grief is\n/** dealt\n * with. */"),
    ).toEqual(["a.ts:3: dealt with → handled, sent", "a.ts:1: comes to grief → fails"]);
  });

  it("are named by file and line, with the better word", () => {
    expect(wordsToReplace("a.md", "One.\nSomebody mends it.")).toEqual([
      "a.md:2: mends → fix",
      "a.md:2: Somebody → someone, a person",
    ]);
  });

  it.each([
    "There, others gather; the sheet is theirs.",
    "text.trimEnd(); findMembersWhoMay(table);",
    "See https://example.org/whoever/e-mail for more.",
    "import { recommend } from './amended.ts'; // an amendment is recommended",
    'import { a } from "../signed-out-meanwhile.tsx";',
    'headers: { "Content-Type": "application/octet-stream" }',
    "It waits, for good reasons.",
    "The letter begins: To whom it may concern.",
    "`tests/somebody.test.ts` and [record](0011-somebody-listens.md)",
  ])("are not mistaken: %s", line => {
    expect(wordsToReplace("a.md", line)).toEqual([]);
  });
});
