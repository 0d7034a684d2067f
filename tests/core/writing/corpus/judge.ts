import { type Block, plainWords } from "../../../../functions/core/letter/content.ts";
import { signedName } from "../../../../functions/core/letter/letter.ts";
import { renderPlainText } from "../../../../functions/core/letter/plain-text.ts";
import { readLetterFile } from "../../../../functions/core/writing/letter-file.ts";
import { previewLetter, singleLetter } from "../../../../functions/core/writing/single-letter.ts";
import { extract, labelOf, type Way } from "./extract.ts";
import type { Kind, Part } from "./letter-kinds.ts";

/** A block as one line, so that two can be compared. */
function say(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `p ${plainWords(block.runs)}`;
    case "heading":
      return `h ${plainWords(block.runs)}`;
    case "bullets":
    case "numbers":
      return block.items
        .map((item, index) => {
          const label = block.kind === "bullets" ? "•" : labelText(block, index);
          return `${label} ${plainWords(item.runs)}${item.blocks.map(inner => ` { ${say(inner)} }`).join("")}`;
        })
        .join(" ¶ ");
    case "table":
      return [block.head, ...block.rows].map(row => row.map(plainWords).join(" | ")).join(" ¶ ");
    default:
      return block.kind;
  }
}

function labelText(block: Block & { kind: "numbers" }, index: number): string {
  const value = block.start + index;
  const small =
    block.counting === "1"
      ? String(value)
      : block.counting === "i"
        ? (["", "i", "ii", "iii", "iv"][value] ?? "?")
        : String.fromCharCode(96 + value);
  return block.form.replace("#", block.counting === "A" ? small.toUpperCase() : small);
}

function expected(part: Part): string {
  if ("paragraph" in part) return `p ${part.paragraph}`;
  if ("heading" in part) return `h ${part.heading}`;
  if ("bullets" in part) return part.bullets.map(item => `• ${item}`).join(" ¶ ");
  if ("points" in part)
    return part.points.map((item, index) => `${labelOf(part.form, index)} ${item}`).join(" ¶ ");
  if ("nested" in part)
    return part.nested
      .map(([item, inner], index) => {
        const under = inner.map((each, at) => `${labelOf("(a)", at)} ${each}`).join(" ¶ ");
        return `${index + 1}. ${item}${under === "" ? "" : ` { ${under} }`}`;
      })
      .join(" ¶ ");
  return part.table.map(row => row.join(" | ")).join(" ¶ ");
}

/** What typography changes: quotation marks, blanks and dashes. */
const plain = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[«»„“”]\s?/g, '"')
    .replace(/[’‘]/g, "'")
    .replace(/ +/g, " ");

/** The first fault of a letter as it is read from one extraction, or undefined. */
export function judge(kind: Kind, way: Way, front: boolean): string | undefined {
  const source = extract(kind, way, front);
  const read = readLetterFile(Buffer.from(source));
  if (read.kind === "invalid") return `invalid: ${read.problems.join()}`;
  const composed = previewLetter(singleLetter(read.file, new Date(0)));
  if (composed.kind !== "letter") return `refused: ${composed.missing.join()}`;
  const { letter } = composed;
  const faults: (readonly [string, string, string])[] = [
    ["salutation", letter.salutation, kind.salutation],
    ["sign-off", letter.signOff, kind.signOff],
    [
      "signatories",
      letter.signatories.map(each => [signedName(each), ...each.role].join(" / ")).join(" & "),
      kind.signed.map(lines => lines.join(" / ")).join(" & "),
    ],
    ["mark", letter.signatories[0]?.mark ?? "", kind.mark ?? ""],
    [
      "body",
      letter.body.map(say).join("\n"),
      [...(kind.titleIs === "below" ? [`h ${kind.title}`] : []), ...kind.parts.map(expected)].join(
        "\n",
      ),
    ],
    [
      "below",
      letter.postscript.map(block => say(block).replace(/^p /, "")).join(" "),
      (kind.below ?? []).join(" "),
    ],
    ["language", letter.language, kind.language ?? "en"],
    ...(kind.title === undefined ? [] : [["subject", letter.subject, kind.title] as const]),
  ];
  const fault = faults.find(([, is, should]) => plain(is) !== plain(should));
  if (fault !== undefined) return `${fault[0]}: ${fault[1]} ≠ ${fault[2]}`;
  const places = { salutation: letter.salutation, viewUrl: "", unsubscribeUrl: "", manageUrl: "" };
  const sent = renderPlainText(letter, places, { organisation: "" });
  const missing = missingWord(
    wordsOf(plain(extract(kind, { ...way, pageLines: 0 }, false))),
    wordsOf(plain(sent)),
  );
  return missing === undefined ? undefined : `word lost: ${missing}`;
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
