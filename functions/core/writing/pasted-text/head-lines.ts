import { type Line, type PastedLines, wouldFit } from "./lines/line.ts";
import { endsOpen } from "./lines/line-ends.ts";

/** "La rectrice de l’académie" / "à": short lines of a letterhead stay apart, whatever their case. */
export const areLinesOfHead = ({ width, wrapped }: PastedLines, line: Line, next: Line): boolean =>
  ((line.text.length <= 40 && next.text.length <= 60) ||
    (line.text.length <= 80 &&
      /^\p{Lu}/u.test(next.text) &&
      wouldFit({ right: line.text.length }, next, width * 0.9))) &&
  !endsOpen(line.text) &&
  (!/^(?:and|of|for|und|für|et|y|e(?! p\.)|de|des|du) /.test(next.text) ||
    (wrapped && wouldFit(line, next, width * 0.8)));

/** "Objet : …", "An die Schulen", "(see the list)" begin a line of a letterhead, though the line above is full. */
export const isBegun = (text: string): boolean =>
  /^(?:\p{Lu}[\p{L}.]{1,14}(?: \p{L}{1,12}){0,2}|\p{Ll}{2,14}) ?: ?\S|^\(.*\)$|^(?:An (?:die|den|das|alle)|To (?:all|the)|À l|Aux?) /u.test(
    text,
  );

/** A line of a letterhead that did not fit: "Department of" / "Learning", "Wealdminster WE1" / "1YJ". */
export function isHeadTorn({ wrapped }: PastedLines, line: Line, next: Line): boolean {
  if (/^\d[A-Z]{2}$/.test(next.text)) return /\b[A-Z]{1,2}\d[A-Z\d]?$/.test(line.text);
  // "T 01632 960 870 | E office@x.example | W" / "www.x.example".
  const isContacts = /\S@\S|\d{3}/.test(line.text);
  if (isContacts && (/ [|·•](?: [TEWMF])?$/.test(line.text) || /^[|·•] /.test(next.text)))
    return true;
  return (
    wrapped &&
    next.text.split(" ").length <= 2 &&
    /^\p{L}/u.test(next.text) &&
    !isBegun(next.text) &&
    / (?:and|of|for|the|&|und|der|des|für|et|de|du|y|del|agus|ar gyfer)$/i.test(line.text)
  );
}
