import type { Signatory } from "../../letter/letter.ts";
import { beginsBelow } from "./below-signature.ts";
import { isPost, isTitleCase, nameKind, namesRole } from "./name-lines.ts";
import { readNameLine } from "./post-nominals.ts";

/** A longer line is prose, not the name or role of a signatory. */
const maxRoleCharacters = 100;

/**
 * Whether a line belongs to a signatory block:
 * short, and neither a sentence nor "cc", "Enc", "P.S.".
 */
export function isRoleLine(words: string): boolean {
  return (
    words !== "" &&
    words.length <= maxRoleCharacters &&
    !beginsBelow(words) &&
    !isLabelledLine(words) &&
    // "C/ de los Olmos, 12 · 99002 Valdeluna · Tel. 999 555 100".
    !/ [·|•] .*[\d:]/u.test(words) &&
    !(words.length > 60 && /[.!?]$/.test(words)) &&
    // "Please bring a lamp with you."
    !(/[.!?]$/.test(words) && words.split(" ").length > 5)
  );
}

const markLine =
  /^(?:[([{]\s?(?:e-?|electronically |digitally )?(?:signed|signature|sgd|llofnodwyd|gez\.?|signé|firmado|firmato|podpis(?:ano)?|image|original signed|handtekening|wedi['’]i lofnodi)\b[^)\]}]*[)\]}]|\/s\/|s\/|\/.+\/|signed ?(?:electronically|digitally)?[:.]?|sgd\.?|llofnodwyd[:.]?|signature ?:?|gez\.|(?:electronically|digitally) signed|original signed|sd\/?-?|sgd\/?-?|x?_{3,}|\.{5,}|[\p{L} ]{3,40}(?:digital|electr[oó]n|électron|elektron)\p{L}*|[\p{L} ]{3,40}(?:elektronicznym)[\p{L} ]*)$/iu;

/** Whether a line is in place of a handwritten signature: "(signed)", "/s/", "/Jane Smith/". */
function isMark(line: string): boolean {
  return line.length <= 80 && markLine.test(line);
}

/** "For and on behalf of the Board", above a name. */
const behalf =
  /^(?:for and on behalf of|on behalf of|for\/on behalf|p\.?p\.?\s|per pro\.?\s|i\.\s?[av]\.\s|im auftrag|i\.a\.|i\.v\.|au nom d|pour le |pour la |en nombre d|ar ran\b|namens\b)/i;

/** Whether a line names the person or body that the person below signs for. */
export const isOnBehalf = (line: string): boolean => behalf.test(line);

/** A mark and a name on one line: "/s/ Jane Smith", "Signed: Jane Smith", "pp. Jane Smith". */
const markedName =
  /^(\/s\/|s\/|\((?:signed|sgd)\)|\[signed\]|signed(?: electronically)?(?: by)?:?|electronically signed by:?|sgd\.?|gez\.|fdo\.?:?|firmado:?|podp\.|p\.?p\.?|per pro\.?|i\.\s?[av]\.)\s+(\S.*)$/iu;

/** "Beilagen: …", "Travel advice: …" is below the signature; "Signed: …" and "President: …" are not. */
export function isLabelledLine(line: string): boolean {
  const [, label = ""] = /^(\p{L}[\p{L}’' .-]{0,24}?) ?: ?\S/u.exec(line) ?? [];
  return label !== "" && !namesRole(label) && !markedName.test(line);
}

function personOf(line: string): Signatory {
  const cross = /^[+✠†]\s?/.exec(line)?.[0] ?? "";
  const { name, postNominals, role } = readNameLine(line.slice(cross.length));
  return { name: cross + name, postNominals, role };
}

const textOf = (marks: readonly { readonly text: string }[]): string =>
  marks.map(({ text }) => text).join(" ");

/** A paragraph below the sign-off: its lines. */
export type Paragraph = readonly string[];

/** The signatories, and how many lines of each paragraph they take. */
export type Signed = { readonly signatories: readonly Signatory[]; readonly taken: number[] };

type Draft = {
  name: string;
  postNominals: string;
  role: string[];
  mark: string | undefined;
};

/**
 * Reads the people who sign from the paragraphs below the sign-off. It stops at the first line that
 * belongs to none of them; `taken` has the number of lines read from each paragraph.
 */
export function readSignatures(paragraphs: readonly Paragraph[]): Signed {
  const drafts: Draft[] = [];
  const marks: { readonly text: string; readonly paragraph: number; readonly line: number }[] = [];
  const taken: number[] = [];
  const begin = (line: string) => {
    const { name, postNominals, role } = personOf(line);
    const mark = marks.length > 0 ? textOf(marks.splice(0)) : undefined;
    drafts.push({ name, postNominals, role: [...role], mark });
  };
  const next = (paragraph: number, line: number): string =>
    paragraphs[paragraph]?.[line + 1] ?? paragraphs[paragraph + 1]?.[0] ?? "";
  /** Returns false if the line belongs to no signatory. */
  const read = (paragraph: number, line: number): boolean => {
    const text = paragraphs[paragraph]?.[line] ?? "";
    const current = drafts.at(-1);
    const below = next(paragraph, line);
    const behalfLine = behalf.test(text);
    if (isMark(text) || (behalfLine && current === undefined && below !== "" && !isPost(below))) {
      const inner = /^\/(.+)\/$/.exec(text)?.[1];
      // "/Jane Smith/" is the name itself if no name follows.
      if (
        inner !== undefined &&
        inner !== "s" &&
        (drafts.length === 0 || nameKind(inner) !== undefined) &&
        nameKind(below) === undefined &&
        !isMark(below)
      ) {
        begin(inner);
        return true;
      }
      marks.push({ text, paragraph, line });
      return true;
    }
    const marked = markedName.exec(text);
    if (marked?.[1] !== undefined && marked[2] !== undefined && nameKind(marked[2]) !== undefined) {
      marks.push({ text: marked[1], paragraph, line });
      begin(marked[2]);
      return true;
    }
    if (!isRoleLine(text)) return false;
    const kind = nameKind(text);
    if (current === undefined || marks.length > 0) {
      // A body above the name: "Northmere Trust" / "Ann Lee".
      const belowKind = nameKind(markedName.exec(below)?.[2] ?? below);
      const isHead =
        kind === undefined &&
        isPost(text) &&
        (belowKind === "title" ||
          (belowKind === "name" && namesRole(text)) ||
          (/[,،]$/.test(text) && below !== "" && isRoleLine(below)));
      if (isHead && current === undefined) marks.push({ text, paragraph, line });
      else begin(text);
      return true;
    }
    // "Tash" / "Tash Okonkwo, President": the second line says who Tash is.
    const first = current.name.split(" ")[0] ?? "";
    const isSame =
      current.role.length === 0 && first.length > 2 && text.split(/[\s,]+/).includes(first);
    if (isSame && kind !== undefined && /^\S+(?: x+)?$/i.test(current.name)) {
      current.role.push(text);
      return true;
    }
    if (line > 0) {
      const another =
        (kind === "title" &&
          (current.role.length > 0 || isPost(below) || nameKind(below) === "title")) ||
        (kind === "name" &&
          current.role.length > 0 &&
          isPost(below) &&
          line + 1 < (paragraphs[paragraph]?.length ?? 0));
      if (another) begin(text);
      else current.role.push(text);
      return true;
    }
    const alone = paragraphs[paragraph]?.length === 1;
    const followed = isPost(below) && nameKind(below) === undefined;
    if (
      kind === "title" ||
      (kind === "name" && (followed || (alone && current.role.length === 0)))
    ) {
      begin(text);
      return true;
    }
    // "Chief Executives, NHS Boards" are addressees.
    if (
      /\b(?:executives|directors|managers|officers|boards|chairs|heads|members|presidents|trusts|colleagues)\b/i.test(
        text,
      ) &&
      kind === undefined
    )
      return false;
    if (isPost(text) || (isTitleCase(text) && current.role.length < 3) || behalfLine) {
      current.role.push(text);
      return true;
    }
    return false;
  };
  for (const [paragraph, lines] of paragraphs.entries()) {
    let line = 0;
    while (line < lines.length && read(paragraph, line)) line++;
    taken.push(line);
    if (line < lines.length) break;
  }
  // A mark without a name is all that there is of a signature.
  if (marks.length > 0 && drafts.length === 0) begin(textOf(marks.splice(0)));
  // "/signed with a qualified signature/" below the last name belongs to nobody else.
  for (const { paragraph, line } of marks.reverse()) {
    taken[paragraph] = Math.min(taken[paragraph] ?? 0, line);
    taken.fill(0, paragraph + 1);
  }
  return {
    signatories: drafts.map(({ name, postNominals, role, mark }) =>
      mark === undefined ? { name, postNominals, role } : { name, postNominals, role, mark },
    ),
    taken,
  };
}
