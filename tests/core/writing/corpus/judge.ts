import { type Block, plainWords } from "../../../../functions/core/letter/content.ts";
import { type Letter, signedName } from "../../../../functions/core/letter/letter.ts";
import { renderPlainText } from "../../../../functions/core/letter/plain-text.ts";
import { readLetterFile } from "../../../../functions/core/writing/letter-file.ts";
import { linesOfBlock } from "../../../../functions/core/writing/letter-grammar/letter-lines.ts";
import { previewLetter, singleLetter } from "../../../../functions/core/writing/single-letter.ts";
import { extract } from "./extract.ts";
import type { Meant, Part } from "./read-letters.ts";
import type { Way } from "./ways.ts";

/** A block as one line, so that two can be compared. */
function say(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return sayParagraph(block);
    case "heading":
      return `h ${plainWords(block.runs)}`;
    case "bullets":
    case "numbers":
      return block.items
        .map((item, index) => {
          const label = block.kind === "bullets" ? "•" : labelText(block, index);
          return `${label} ${plainWords(item.runs).replaceAll("\n", " ")}${item.blocks.map(inner => ` { ${say(inner)} }`).join("")}`;
        })
        .join(" ¶ ");
    case "table":
      return [block.head, ...block.rows].map(row => row.map(plainWords).join(" | ")).join(" ¶ ");
    default:
      return block.kind;
  }
}

/** Lines that stay apart are as good as paragraphs. */
function sayParagraph(block: Block): string {
  const { words, soft } = linesOfBlock(block);
  return soft ? `p ${words.join(" ")}` : words.map(line => `p ${line}`).join("\n");
}

/** "1. This letter…" looks the same as a paragraph and as a list of one point. */
const unnumbered = (said: string): string => said.replace(/^p (?=\d+\. )/, "");

function labelText(block: Block & { kind: "numbers" }, index: number): string {
  const value = block.start + index;
  const roman = ["", "i", "ii", "iii", "iv", "v", "vi"][value] ?? "?";
  const small =
    block.counting === "1"
      ? String(value)
      : /i/i.test(block.counting)
        ? roman
        : String.fromCharCode(96 + value);
  return block.form.replace("#", /[AI]/.test(block.counting) ? small.toUpperCase() : small);
}

function expected(part: Part): string {
  switch (part.kind) {
    case "paragraph":
      return `p ${part.text}`;
    case "heading":
      return `h ${part.text}`;
    case "table":
      return part.rows.map(row => row.join(" | ")).join(" ¶ ");
    default: {
      let said = "";
      let level = 0;
      for (const item of part.items) {
        if (item.level > level) said += " { ";
        else if (item.level < level) said += " } ¶ ";
        else if (said !== "") said += " ¶ ";
        level = item.level;
        said += `${item.label} ${item.text}`;
      }
      return level > 0 ? `${said} }` : said;
    }
  }
}

/** What typography changes: quotation marks, blanks and dashes. */
const plain = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/«\s?|\s?»|[„“”]/g, '"')
    .replace(/[’‘]/g, "'")
    .replace(/ +/g, " ")
    .trim();

/** The first fault of a letter as it is read from one extraction, or undefined. */
export function judge(meant: Meant, way: Way, front: boolean): string | undefined {
  const source = extract(meant, way, front);
  const read = readLetterFile(Buffer.from(source));
  if (read.kind === "invalid") return `invalid: ${read.problems.join()}`;
  const composed = previewLetter(singleLetter(read.file, new Date(0)));
  if (composed.kind !== "letter") return `refused: ${composed.missing.join()}`;
  const { letter } = composed;
  const { title } = meant;
  const isParted = way.table === "lines" && meant.parts.some(part => part.kind === "table");
  const faults: (readonly [string, string, string])[] = [
    ["salutation", letter.salutation, meant.salutation],
    ["sign-off", letter.signOff, meant.signOff],
    [
      "signatories",
      letter.signatories.map(each => sayPerson([signedName(each), ...each.role])).join(" & "),
      meant.signed.map(sayPerson).join(" & "),
    ],
    ["mark", letter.signatories[0]?.mark ?? "", meant.mark],
    ...(isParted
      ? []
      : [
          [
            "body",
            letter.body.map(say).map(unnumbered).join("\n"),
            [
              ...(title?.isAbove === false ? [`h ${title.shown}`] : []),
              ...meant.parts.map(expected).map(unnumbered),
            ].join("\n"),
          ] as const,
        ]),
    [
      "below",
      wordsOf(
        letter.postscript
          .map(say)
          .join(" ")
          .replace(/\b[ph] /g, ""),
      ).join(" "),
      wordsOf(meant.below.flat().join(" ")).join(" "),
    ],
    ["language", letter.language, meant.language],
    ["subject", ...subjectOf(letter, meant, way)],
  ];
  const fault = faults.find(([, is, should]) => plain(is) !== plain(should));
  if (fault !== undefined)
    return `${fault[0]}: ${firstDifference(plain(fault[1]), plain(fault[2]))}`;
  const places = { salutation: letter.salutation, viewUrl: "", unsubscribeUrl: "", manageUrl: "" };
  const sent = renderPlainText(letter, places, { organisation: "" });
  const typed = {
    ...way,
    name: "",
    column: undefined,
    pageLines: 0,
    head: undefined,
    isMarkdown: false,
  };
  const missing = missingWord(
    wordsOf(plain(extract(meant, { ...typed, hasLayout: false, hasLigatures: false }, false))),
    wordsOf(plain(sent)),
  );
  return missing === undefined ? undefined : `word lost: ${missing}`;
}

/** The subject as it is and as it should be: without a title, a letter is "from" its signatories. */
function subjectOf({ subject }: Letter, { title, signed }: Meant, way: Way): [string, string] {
  if (title !== undefined) return [subject, title.subject];
  // A forwarded mail has a subject of its own.
  if (way.head?.("")?.some(line => line.startsWith("Subject:"))) return ["", ""];
  const name = signed[0]?.[0]?.replaceAll(",", "").split(" ").slice(0, 2).join(" ") ?? "";
  return subject.replaceAll(",", "").includes(name) ? ["", ""] : [subject, `A letter from ${name}`];
}

/** Name and roles; a comma before post-nominals does not matter. */
const sayPerson = ([name = "", ...roles]: readonly string[]): string =>
  [name.replaceAll(",", ""), ...roles].join(" / ");

/** Both lines where two texts differ first. */
function firstDifference(is: string, should: string): string {
  const [left, right] = [is.split("\n"), should.split("\n")];
  const at = right.findIndex((line, index) => line !== left[index]);
  const from = at === -1 ? right.length : at;
  return `${left.slice(from, from + 2).join("\n")}\n  ≠ ${right.slice(from, from + 2).join("\n")}`;
}

const wordsOf = (text: string): string[] => text.match(/\p{L}{2,}/gu) ?? [];

/** The first word that does not follow in order. */
function missingWord(words: readonly string[], sent: readonly string[]): string | undefined {
  let from = 0;
  for (const word of words) {
    const at = sent.indexOf(word, from);
    if (at === -1) return word;
    from = at + 1;
  }
  return undefined;
}
