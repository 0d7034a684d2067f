import { ownNameOf } from "../text/language-name.ts";
import { wordsIn } from "../text/words/catalogue.ts";
import { type Block, type ContentsPoint, type ListItem, numberLabel, type Run } from "./content.ts";
import { type Footer, type FooterWords, footerLanguages } from "./footer.ts";
import type { Letter, LetterPart } from "./letter.ts";
import { signedName } from "./letter.ts";
import { isBare, numberLinks } from "./number-links.ts";
import type { Places } from "./places.ts";
import { textTable } from "./text-table.ts";

/**
 * Renders the letter as plain text, for screens, braille lines and reading aloud. `places` are
 * values of a person or of the edition. Each paragraph is one line; "\n" ends each line. Many links
 * have numbers, and their addresses are at the end.
 */
export function renderPlainText(written: Letter, places: Places, footer: Footer): string {
  const { letter, addresses } = numberLinks(written);
  const parts = [
    letter.translations.map(({ language }) => `${ownNameOf(language)} ↓`).join(" · "),
    ...partText(letter, places.salutation),
    ...letter.translations.flatMap(part => ["---", ...partText(part, part.salutation)]),
    addresses.map((address, index) => `[${index + 1}] ${address}`).join("\n"),
    foot(places, footer, footerLanguages(letter, footer)),
  ];
  return `${parts.filter(part => part !== "").join("\n\n")}\n`;
}

/** For private use, so no text has it: stands for the word "Image:" until a part's language is known. */
const imageMark = "\ue001";

function partText(part: LetterPart, salutation: string): string[] {
  const { image } = wordsIn(part.language).letter;
  const texts = [
    ...blocks(part.preamble),
    oneLine(part.heading),
    salutation,
    ...blocks(part.body),
    oneLine(part.signOff),
    ...part.signatories.map(signatory =>
      [signatory.mark ?? "", signedName(signatory), ...signatory.role]
        .filter(Boolean)
        .map(oneLine)
        .join("\n"),
    ),
    ...blocks(part.postscript),
  ];
  return texts.map(text => text.replaceAll(imageMark, `${image} `));
}

// The signature delimiter of RFC 3676 section 4.3 keeps
// a person's unsubscribe link out of quoted replies.
function foot(
  places: Places,
  footer: Footer,
  [first, ...others]: readonly [FooterWords, ...FooterWords[]],
): string {
  const { address } = footer;
  const own = [
    "-- ",
    ...(footer.organisation === "" ? [] : [oneLine(footer.organisation)]),
    ...(address === undefined ? [] : [oneLine(address)]),
    oneLine(footer.reason ?? first.reason),
    ...footLines(places, footer, first),
  ];
  const inOthers = others.map(words =>
    [
      ...(footer.reason === undefined ? [oneLine(words.reason)] : []),
      ...footLines(places, footer, words),
    ].join("\n"),
  );
  return [own.join("\n"), ...inOthers].join("\n\n");
}

function footLines(places: Places, { privacyUrl }: Footer, words: FooterWords): string[] {
  return [
    oneLine(words.replies),
    `${words.view}: ${places.viewUrl}`,
    `${words.manage}: ${places.manageUrl}`,
    `${words.unsubscribe}: ${places.unsubscribeUrl}`,
    ...(privacyUrl === undefined ? [] : [`${words.privacy}: ${privacyUrl}`]),
    words.noTracking,
  ];
}

function blocks(of: readonly Block[]): string[] {
  return of.map(blockText);
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return lines(block.runs);
    case "bullets":
      return block.items.map(item => itemText("• ", item)).join("\n");
    case "numbers":
      return block.items
        .map((item, index) => itemText(`${numberLabel(block, index)} `, item))
        .join("\n");
    case "table":
      return textTable(block, lines);
    case "inset":
      return indent("    ", blocks(block.blocks).join("\n\n"));
    case "section":
      return blocks(block.blocks).join("\n\n");
    case "contents":
      return [oneLine(block.title), ...contentsLines(block.points, "")].join("\n");
    case "notes":
      return block.notes.map(({ label, runs }) => `[${label}] ${lines(runs)}`).join("\n");
    case "rule":
      return "---";
  }
}

function contentsLines(points: readonly ContentsPoint[], margin: string): string[] {
  return points.flatMap(({ title, points: within }) => [
    `${margin}• ${oneLine(title)}`,
    ...contentsLines(within, `${margin}  `),
  ]);
}

function itemText(marker: string, item: ListItem): string {
  const text = [lines(item.runs), ...blocks(item.blocks)].filter(part => part !== "").join("\n");
  const margin = " ".repeat(marker.length);
  return marker + indent(margin, text).slice(margin.length);
}

function indent(margin: string, text: string): string {
  return text.replace(/^(?=.)/gm, margin);
}

function lines(runs: readonly Run[]): string {
  return runs
    .map(runText)
    .join("")
    .trim()
    .replace(/ *\n */g, "\n");
}

function runText(run: Run): string {
  if (run.kind === "break") return "\n";
  if (run.kind === "text") return oneLine(run.text);
  if (run.kind === "mark") return `[${run.label}]`;
  if (run.kind === "image") return oneLine(`[${imageMark}${run.alt}]`);
  // Stars and underscores would be noise for a person who listens.
  if (run.kind !== "link") return run.runs.map(runText).join("");
  return oneLine(isBare(run) ? run.text : `${run.text} (${run.href})`);
}

// A line break within a text is soft and reads as a blank. A blank that no line break may split is
// for the page: here lines break where each reader's program breaks them.
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("\u00a0", " ");
}
