import type { PastedLetter } from "../../line-meeting.ts";
import { runsOver } from "../../line-meeting.ts";
import { endsOpen, endsStop, startsLower } from "../../lines/line-ends.ts";
import { type CellPiece, piecesOf } from "./cell-kinds.ts";
import type { PastedTable } from "./find-table.ts";
import { addToHead, headCells } from "./table-head.ts";

/** A longer table is read no further than this. */
const maxLines = 60;
const maxColumns = 8;
const maxHead = 100;

/** Whether a line can be the head of a table: a few words that begin with a capital, and no sentence. */
export const canHead = (text: string): boolean =>
  text.length <= maxHead && /^[\p{Lu}\p{Lo}]/u.test(text) && !/[.:;,!?]$|: /.test(text);

/**
 * Reads a table whose cells are parted by one blank, as a PDF viewer copies it: dates, times, amounts and
 * codes show where cells begin, and the head says how many there are. A cell of several lines may come
 * before its row, or below it.
 */
export function readOneBlankTable(letter: PastedLetter, index: number): PastedTable | undefined {
  const { lines, salutationAt, signOffAt, width } = letter;
  const [above, head] = [lines[index - 1], lines[index]];
  if (head === undefined || !canHead(head.text) || !head.text.includes(" ")) return undefined;
  if (above === undefined || index - 1 === salutationAt) return undefined;
  if (!head.gap && runsOver(letter, above, head)) return undefined;
  const end = Math.min(lines.length, index + maxLines, signOffAt > index ? signOffAt : Infinity);
  const texts: string[] = [];
  for (let at = index + 1; at < end; at++) {
    const [line, before] = [lines[at], lines[at - 1]];
    // Blank lines between all rows are the spacing of the extraction.
    if (line === undefined || (line.gap && lines[index + 1]?.gap !== true)) break;
    if (line.right > width * 0.92 || /[:;!?]$|\p{L}{3}\.$/u.test(line.text)) break;
    // "3. What the direction requires" is the next heading.
    if (/^\d{1,2}\. \p{Lu}/u.test(line.text)) break;
    if (
      before !== undefined &&
      at > index + 1 &&
      endsStop(before.text) &&
      before.right > width * 0.6
    )
      break;
    texts.push(line.text);
  }
  if (texts.length < 2) return undefined;
  for (const isName of [true, false]) {
    const found = readRows(head.text, texts, isName);
    if (found !== undefined)
      return { head: found.head, rows: found.rows, end: index + 1 + found.lines };
  }
  return undefined;
}

type Found = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: number;
};

const isFigure = ({ kind }: CellPiece): boolean => kind !== "text";

function readRows(headText: string, texts: readonly string[], isName: boolean): Found | undefined {
  if (piecesOf(headText, true).some(({ kind }) => kind === "when" || kind === "amount"))
    return undefined;
  const count = headCells(headText, undefined).length;
  const plain = (text: string) => piecesOf(text, isName);
  const lengths = texts.map(plain).map(pieces => (pieces.some(isFigure) ? pieces.length : 0));
  const columns = lengths.includes(count)
    ? count
    : (mostOften(lengths.filter(length => length > 1)) ?? 0);
  if (columns < 2 || columns > maxColumns) return undefined;
  // "Test feed open WSRO 2 November": the head has one more cell, which begins with a capital.
  const cut = cutAtCapital(plain);
  const cutIfShort = (text: string) => (plain(text).length === count - 1 ? cut(text) : plain(text));
  const reads =
    count === columns + 1 && count > 2 ? [cut, plain] : count > 2 ? [plain, cutIfShort] : [plain];
  for (const read of reads) {
    const wanted = read === plain ? columns : count;
    const head = headCells(headText, wanted);
    if (head.length !== wanted || (wanted === 2 && count !== 2)) continue;
    // "Of which over five" / "years old": the rest of a cell of the head.
    const rest = startsLower(texts[0] ?? "") && lengths[0] === 0 ? texts[0] : undefined;
    const found = rowsIn(texts, wanted, read, rest === undefined ? 0 : 1);
    if (rest !== undefined) addToHead(head, rest);
    if (found.rows.length >= (wanted === 2 ? 3 : 2)) return { head, ...found };
  }
  return undefined;
}

/** "3 years see the website" is an amount and a text, if a cell is missing. */
function withUnits(pieces: CellPiece[], columns: number): CellPiece[] {
  const last = pieces.at(-1);
  const [, unit, rest] =
    last?.kind === "amount" ? (/^(\S+ \S+) (\p{Ll}.*)$/u.exec(last.text) ?? []) : [];
  return pieces.length !== columns - 1 || unit === undefined || rest === undefined
    ? pieces
    : [...pieces.slice(0, -1), { kind: "amount", text: unit }, { kind: "text", text: rest }];
}

type Read = (text: string) => CellPiece[];

/** Cuts a text in two where a capital follows a small letter. */
const cutAtCapital =
  (read: Read): Read =>
  text =>
    read(text).flatMap(piece => {
      const at = piece.kind === "text" ? piece.text.search(/(?<=\p{Ll}[,)]?) (?=\p{Lu})/u) : -1;
      return at === -1
        ? [piece]
        : [piece.text.slice(0, at), piece.text.slice(at + 1)].map(own => ({ ...piece, text: own }));
    });

function rowsIn(
  texts: readonly string[],
  columns: number,
  read: Read,
  from: number,
): { readonly rows: string[][]; readonly lines: number } {
  const isWhole = (pieces: readonly CellPiece[]) =>
    pieces.length === columns && pieces.some(isFigure);
  const rows: string[][] = [];
  let kinds: readonly CellPiece["kind"][] = [];
  let done = 0;
  for (let at = from; at < texts.length; at++) {
    const text = texts[at] ?? "";
    const pieces = withUnits(read(text), columns);
    if (isWhole(pieces)) {
      rows.push(pieces.map(piece => piece.text));
      kinds = pieces.map(({ kind }) => kind);
      done = at + 1;
      continue;
    }
    const whole = wholeBelow(texts, at, columns, read);
    const isRest = rows.length > 0 && canContinue(texts, at, isWhole(read(texts[at + 1] ?? "")));
    if (whole !== undefined) {
      rows.push(whole.row);
      at += whole.lines - 1;
      done = at + 1;
    } else if (isRest) {
      const row = rows.at(-1) ?? [];
      const target =
        startsLower(text) || kinds.at(-1) !== "text" ? kinds.indexOf("text") : columns - 1;
      row[Math.max(0, target)] += ` ${text}`;
      done = at + 1;
    } else break;
  }
  return { rows, lines: done };
}

/** A row whose first cell has lines of its own: "Semester 1" / "(undergraduate)" / "1 February …". */
function wholeBelow(
  texts: readonly string[],
  from: number,
  columns: number,
  read: Read,
): { readonly row: string[]; readonly lines: number } | undefined {
  for (let count = 2; count <= 3; count++) {
    const parts = texts.slice(from, from + count);
    if (parts.length < count || read(parts[count - 2] ?? "").some(isFigure)) return undefined;
    const pieces = read(parts.join(" "));
    const own = read(parts.at(-1) ?? "");
    if (pieces.length === columns && own.length < columns && pieces.some(isFigure))
      return { row: pieces.map(({ text }) => text), lines: count };
  }
  return undefined;
}

/** Whether a line is the rest of a cell: in small letters, brackets or figures, or a word above the next row. */
function canContinue(texts: readonly string[], at: number, isAboveRow: boolean): boolean {
  const text = texts[at] ?? "";
  if (text.length > 40 || text.endsWith(".")) return false;
  return (
    startsLower(text) ||
    /^[(\d]/.test(text) ||
    endsOpen(texts[at - 1] ?? "") ||
    (isAboveRow && !text.includes(" "))
  );
}

const mostOften = (values: readonly number[]): number | undefined => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((one, two) => two[1] - one[1])[0]?.[0];
};
