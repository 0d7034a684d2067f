import { isClearSalutation } from "../../letter-grammar/salutations.ts";
import type { Cell, Line } from "../lines/line.ts";
import { endsOpen } from "../lines/line-ends.ts";
import { firstWord } from "../lines/line-widths.ts";

/** The letterhead is among this many first lines. */
const maxHeadLines = 60;

/** "Our ref:" and what it is are no columns, though a tab or blanks part them. */
const isLabel = (text: string): boolean => /[:：]$/.test(text);

const written = (line: Line): readonly Cell[] => line.cells.filter(({ text }) => text !== "");

const areColumns = (line: Line): boolean => {
  const [left, right, ...others] = written(line);
  return left !== undefined && right !== undefined && others.length === 0 && !isLabel(left.text);
};

/** "Our ref: EL/26     Your ref:     20 February 2026". */
const arePieces = (line: Line): boolean => written(line).length > 2 && line.text.length <= 120;

/**
 * Puts the two columns of a letterhead below each other: the sender at the left, then reference and
 * date at the right. Lines where a program has put both into one are cut.
 */
export function unfoldHead(lines: readonly Line[]): readonly Line[] {
  const end = lines
    .slice(0, maxHeadLines)
    .findIndex(line => isClearSalutation(line.text) || line.text.length > 160);
  if (end < 1) return lines;
  const head: Line[] = [];
  for (let at = 0; at < end; ) {
    const group = [lines[at++]].filter(line => line !== undefined);
    while (at < end && lines[at]?.gap === false) group.push(...lines.slice(at, ++at));
    head.push(...(group.some(areColumns) ? unfold(group) : group.flatMap(pieces)));
  }
  return [...head, ...lines.slice(end)];
}

const pieces = (line: Line): Line[] =>
  arePieces(line)
    ? written(line).map(({ text }, order) => single(line, text, order === 0 && line.gap))
    : cut(line);

function unfold(group: readonly Line[]): Line[] {
  const right = Math.min(
    ...group.filter(areColumns).map(line => written(line)[1]?.column ?? Number.POSITIVE_INFINITY),
  );
  const isRightOf = (column: number) => column >= Math.max(20, right - 6);
  // A line of two pieces among whole lines: "Tel: 01632 960417    Email: office@…".
  const isAlone = group.every(line => !isRightOf(line.indent));
  if (isAlone && group.filter(areColumns).length === 1)
    return group.flatMap(line =>
      areColumns(line)
        ? written(line).map(({ text }, order) => single(line, text, order === 0 && line.gap))
        : pieces(line),
    );
  const columns: [Line[], Line[]] = [[], []];
  for (const line of group) {
    const cells = areColumns(line) ? written(line) : [{ text: line.text, column: line.indent }];
    for (const [order, { text, column }] of cells.entries()) {
      const isRight = cells.length === 2 ? order === 1 : isRightOf(column);
      const own = columns[isRight ? 1 : 0];
      const last = own.at(-1);
      // A post code that did not fit its column.
      if (last !== undefined && /^\d[A-Z]{2}$/.test(text))
        own[own.length - 1] = single(last, `${last.text} ${text}`, last.gap);
      else own.push(single(line, text, own.length === 0));
    }
  }
  return columns.flat();
}

/** A line of a column. Its indent would say nothing about the lines beside it. */
const single = (line: Line, text: string, gap: boolean): Line => ({
  ...line,
  text,
  indent: 0,
  right: text.length,
  first: firstWord(text).length + 1,
  gap,
  cells: [{ text, column: 0 }],
  tabbed: false,
});

/** What begins a right column: a reference, a date, a telephone. */
const rightColumn =
  /(?<=\S) (?=(?:(?:\p{L}+ )?ref(?:erence|\.)?s?\s?[:.]|ein cyf|eich cyf|n[/.]?réf|v[/.]?réf|réf(?:érence|\.)?\s?:|unser zeichen|ihr zeichen|dated?\s?:|dyddiad\s?:|datum\s?:|p\.? ?o\.? box)\s?\S|(?:our|your) ref(?:erence)?\s?:$)/iu;
const dateAtEnd =
  /(?<=[\p{L}\d)]) (?=(?:\p{Lu}[\p{L}-]+, (?:(?:le|den|am|el|li|dnia) )?)?\d{1,2}(?:st|nd|rd|th|er|\.)? \p{L}{3,12} \d{4}(?: r\.)?$)/u;

/** "Friday" / "27 February 2026" is one date, and "on 4 May 2026" the end of a sentence. */
const goesOn =
  /(?:day|di|tag|dydd \p{L}+|feira|[,(–—-]|(?:^| )(?:on|of|from|dated|to|by|until|the|le|du|au|vom|am|bis|den|del|el|dal|al))$/iu;

/** Cuts a line whose columns only a blank parts. */
function cut(line: Line): Line[] {
  if (line.text.length > 120 || line.tabbed) return [line];
  const at = [rightColumn, dateAtEnd].map(pattern => line.text.search(pattern)).find(at => at > 3);
  if (at === undefined) return [line];
  const [left, right] = [line.text.slice(0, at), line.text.slice(at + 1)];
  if (/^.*\byour ref(?:erence)?:$/i.test(left))
    return [...cut(single(line, left, line.gap)), single(line, right, false)];
  // "The Feast of St" / "Luke, 18 October": only a number is surely the end of the left column.
  if (/^\p{Lu}[\p{L}-]+, \d/u.test(right) && !/\d$/.test(left)) return [line];
  // "… on the weekend of 21 and" / "22 February 2026".
  const isSentence = /^\d/.test(right) && (endsOpen(left) || / (?:per|between|zum|ab)$/.test(left));
  if (isLabel(left) || left.endsWith(",") || goesOn.test(left) || isSentence) return [line];
  if (!left.includes(" ") && /^[\p{Ll}\d]|^ref/iu.test(right)) return [line];
  // "Ein cyf/Our ref: MD/26".
  if (/\/(?:our|your|ein|eich)$/i.test(left)) return [line];
  return [single(line, left, line.gap), ...cut(single(line, right, false))];
}
