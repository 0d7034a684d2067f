import type { Diagnosis, Examined } from "./examine.ts";

/** How the lines look: `colours` for a terminal, `width` in columns. */
export type Look = { readonly colours: boolean; readonly width: number };

const nameWidth = 30;
const indent = " ".repeat(nameWidth + 2);
const [green, red, yellow, magenta] = [32, 31, 33, 35];

function markOf({ verdict, weight }: Examined): readonly [mark: string, colour: number] {
  if (verdict === "right") return ["✓", green];
  if (verdict === "unknown") return ["?", magenta];
  return weight === "stops sending" ? ["✗", red] : ["!", yellow];
}

/**
 * Returns a finding as lines: the check, what it found, and below it the fix with commands and
 * records to copy.
 */
export function findingAsText(finding: Examined, { colours, width }: Look): string {
  const [mark, colour] = markOf(finding);
  const [advice = "", ...toCopy] = finding.fix?.split("\n") ?? [];
  const [first = "", ...others] = wrap(finding.what, width - indent.length);
  return [
    `${paint(`${mark} ${finding.check.padEnd(nameWidth)}`, colour, colours)}${first}`,
    ...others.map(line => indent + line),
    ...(advice === ""
      ? []
      : wrap(advice, width - indent.length - 2).map(
          (line, at) => `${indent}${at === 0 ? "→" : " "} ${line}`,
        )),
    // Not wrapped, so that they can be copied.
    ...toCopy.map(line => `    ${line}`),
  ].join("\n");
}

/** Returns the checks that were passed over, and the verdict: whether a bulletin can go out. */
export function summaryAsText(all: readonly Examined[], { colours, width }: Look): string {
  const passedOver = Map.groupBy(
    all.filter(({ weight }) => weight === "passed over"),
    ({ what }) => what,
  );
  const having = (weight: Examined["weight"], verdict: Examined["verdict"]) =>
    all.filter(each => each.weight === weight && each.verdict === verdict);
  const unseen = having("stops sending", "unknown");
  const wrong = having("stops sending", "wrong");
  const later = having("fix later", "wrong");
  const verdict = (text: string, colour: number) =>
    wrap(text, width).map(line => paint(line, colour, colours));
  return [
    ...[...passedOver].flatMap(([why, findings]) => wrap(`· ${why} (${names(findings)})`, width)),
    "",
    ...(wrong.length > 0
      ? verdict(`No bulletin should go out before this is fixed: ${names(wrong)}.`, red)
      : unseen.length > 0
        ? verdict(
            `The doctor cannot tell whether a bulletin can go out. It could not check: ${names(unseen)}.`,
            magenta,
          )
        : verdict("A bulletin can go out.", green)),
    ...(later.length > 0 ? wrap(`Fix later: ${names(later)}.`, width) : []),
  ].join("\n");
}

/** Returns a finding as `--json` prints it. */
export function findingAsJson({ check, verdict, what, fix }: Examined): Diagnosis {
  return { check, verdict, what, ...(fix !== undefined && { fix }) };
}

/** Returns 1 if a bulletin cannot go out, or if that is not known. */
export function exitCodeOf(all: readonly Examined[]): 0 | 1 {
  return all.some(({ weight }) => weight === "stops sending") ? 1 : 0;
}

function names(findings: readonly Examined[]): string {
  return findings.map(({ check }) => check).join(", ");
}

function paint(text: string, colour: number, colours: boolean): string {
  return colours ? `\x1b[${colour}m${text}\x1b[0m` : text;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
