/** The lines of a text browser (lynx, w3m) that are the page's and not the letter's. */
export type WebPage = {
  /** The indexes of its navigation, its foot and its list of addresses. */
  readonly lines: readonly number[];
  /** The addresses of "[1]", "[2]" …, in their order. */
  readonly addresses: readonly string[];
};

/** Navigation is above a rule among so many first lines; the foot below one among so many last ones. */
const maxFrameLines = 60;

const isRule = (line: string): boolean => /^\s*([_━])\1{19,}\s*$/u.test(line.slice(0, 300));
const isPoint = (line: string): boolean => /^\s*[*•·+-]\s+\S.{0,40}$/u.test(line.slice(0, 80));

/** Finds what a text browser puts around a letter: navigation, the page's foot, the addresses of links. */
export function findWebPage(lines: readonly string[]): WebPage {
  const { from, addresses } = findReferences(lines);
  const found: number[] = [];
  const add = (first: number, end: number) => {
    for (let at = first; at < end; at++) if (lines[at]?.trim() !== "") found.push(at);
  };
  const top = lines.slice(0, maxFrameLines).findIndex(isRule);
  if (top > 0 && lines.slice(0, top).some(isPoint) && isShort(lines.slice(0, top))) add(0, top + 1);
  const late = Math.max(0, from - maxFrameLines, top + 1);
  const bottom = lines.slice(late, from).findLastIndex(isRule);
  const foot = bottom === -1 ? [] : lines.slice(late + bottom + 1, from);
  const isFoot = foot.some(
    line => isPoint(line) || /©|\(c\) ?\d{4}|last (?:modified|updated)/i.test(line),
  );
  if (isFoot && isShort(foot)) add(late + bottom, from);
  if (addresses.length > 0) add(from, lines.length);
  return { lines: found, addresses };
}

/** Navigation has no paragraphs. */
const isShort = (lines: readonly string[]): boolean =>
  lines.every(line => line.trim().length <= 80);

/** lynx ends with "References" and the numbered addresses of the links. */
function findReferences(lines: readonly string[]): { from: number; addresses: readonly string[] } {
  const from = lines.findLastIndex(line => /^(?:References|Visible links)\s*:?\s*$/.test(line));
  const listed = from === -1 ? [] : lines.slice(from + 1).filter(line => line.trim() !== "");
  const addresses = listed.flatMap((line, at) => {
    const [, number, address] = /^\s*(\d{1,4})\. ([a-z]{2,8}:\S+)\s*$/i.exec(line) ?? [];
    return Number(number) === at + 1 && address !== undefined ? [address] : [];
  });
  return addresses.length > 0 && addresses.length === listed.length
    ? { from, addresses }
    : { from: lines.length, addresses: [] };
}

/**
 * Writes lynx's "[1]the plan" as "the<https://…> plan": the first word leads to the address. Its marks of
 * footnotes, "^[4][1]", become "[1]".
 */
export function placeAddresses(line: string, addresses: readonly string[]): string {
  return line
    .replace(/\^?\[\d{1,4}\]\[(\d{1,3})\]/g, "[$1]")
    .replace(/\[(\d{1,4})\]([^\s[\]<>]{1,80})/g, (whole, number: string, word: string) => {
      const address = addresses[Number(number) - 1];
      if (address === undefined) return whole;
      return /^https?:/i.test(address) && !address.includes("#") && !/^https?:|@/i.test(word)
        ? word.replace(/[.,;:!?)”’]*$/u, mark => `<${address}>${mark}`)
        : word;
    });
}
