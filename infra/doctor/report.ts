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

/** What was looked at, the finding, and below it how to mend it. What stands on lines of its own there is to be copied. */
export function findingAsText(finding: Examined, { colours, width }: Look): string {
  const [mark, colour] = markOf(finding);
  const [advice = "", ...toCopy] = finding.fix?.split("\n") ?? [];
  const [first = "", ...others] = wrap(finding.what, width - indent.length);
  return [
    `${paint(`${mark} ${finding.check.padEnd(nameWidth)}`, colour, colours)}${first}`,
    ...others.map(line => indent + line),
    ...(advice === ""
      ? []
      : wrap(advice, width - indent.length - 2).map((line, at) => `${indent}${at === 0 ? "→" : " "} ${line}`)),
    // Never wrapped: these are commands and records.
    ...toCopy.map(line => `    ${line}`),
  ].join("\n");
}

/** What was passed over, and the last words: can a bulletin go out, and if not, why. */
export function summaryAsText(all: readonly Examined[], { colours, width }: Look): string {
  const passedOver = Map.groupBy(
    all.filter(({ weight }) => weight === "passed over"),
    ({ what }) => what,
  );
  const having = (weight: Examined["weight"], verdict: Examined["verdict"]) =>
    all.filter(each => each.weight === weight && each.verdict === verdict);
  const unseen = having("stops sending", "unknown");
  const wrong = having("stops sending", "wrong");
  const some = having("fix later", "wrong");
  const last = (text: string, colour: number) => wrap(text, width).map(line => paint(line, colour, colours));
  return [
    ...[...passedOver].flatMap(([why, findings]) => wrap(`· ${why} (${names(findings)})`, width)),
    "",
    ...(wrong.length > 0
      ? last(`No bulletin should go out before this is mended: ${names(wrong)}.`, red)
      : unseen.length > 0
        ? last(`Whether a bulletin can go out is not known, since the doctor could not see: ${names(unseen)}.`, magenta)
        : last("A bulletin can go out.", green)),
    ...(some.length > 0 ? wrap(`To be mended some time: ${names(some)}.`, width) : []),
  ].join("\n");
}

/** A finding as `--json` prints it. */
export function findingAsJson({ check, verdict, what, fix }: Examined): Diagnosis {
  return { check, verdict, what, ...(fix !== undefined && { fix }) };
}

/** 1 where a bulletin could not go out, or nobody can say whether it could. */
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
