import type { Block, ListItem, Run } from "./content.ts";
import { type Footer, footerWords } from "./footer.ts";
import type { Letter } from "./letter.ts";
import type { Places } from "./places.ts";

/**
 * Renders the letter as plain text, for screens, braille lines and reading aloud. `places` are
 * values of a person or of the edition. Each paragraph is one line; "\n" ends each line.
 */
export function renderPlainText(letter: Letter, places: Places, footer: Footer): string {
  const { signatory } = letter;
  const signedBy = [signatory.name, signatory.postNominals].filter(Boolean).join(" ");
  const parts = [
    ...blocks(letter.preamble),
    oneLine(letter.heading),
    places.salutation,
    ...blocks(letter.body),
    oneLine(letter.signOff),
    [signedBy, ...signatory.role].filter(Boolean).map(oneLine).join("\n"),
    ...blocks(letter.postscript),
    foot(places, footer, letter.language),
  ];
  return `${parts.filter(part => part !== "").join("\n\n")}\n`;
}

// The signature delimiter of RFC 3676 section 4.3 keeps
// a person's unsubscribe link out of quoted replies.
function foot(places: Places, footer: Footer, language: string): string {
  const words = footerWords(language);
  return [
    "-- ",
    oneLine(footer.organisation),
    ...(footer.address === undefined ? [] : [oneLine(footer.address)]),
    oneLine(footer.reason),
    `${words.view}: ${places.viewUrl}`,
    `${words.unsubscribe}: ${places.unsubscribeUrl}`,
    words.noTracking,
  ].join("\n");
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
        .map((item, index) => itemText(`${block.start + index}. `, item))
        .join("\n");
    case "inset":
      return indent("    ", blocks(block.blocks).join("\n\n"));
    case "rule":
      return "---";
  }
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
  const bare =
    run.text === run.href || `mailto:${run.text}` === run.href || `tel:${run.text}` === run.href;
  return oneLine(bare ? run.text : `${run.text} (${run.href})`);
}

// A line break within a text is soft and reads as a blank.
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}
