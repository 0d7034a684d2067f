import { splitAtPlaces } from "../core/letter/places.ts";

/** RFC 3676 section 4.2 advises 78 characters at most, with the blank at the end. */
const maxLength = 76;
/** Columns stand one below the other: another line break would set them apart. */
const isAligned = /\S {2,}\S/;

/**
 * Returns a text as format=flowed (RFC 3676): a long line is cut after a blank, which tells the
 * reader's program that the line goes on. So it fits any window, and quotes well. Lines with a
 * person's own value, and the rows of tables, stay whole.
 */
export function flowedText(text: string): string {
  return text.split("\n").map(flowedLine).join("\n");
}

function flowedLine(line: string): string {
  // The signature delimiter is the one line that ends in a blank and does not go on.
  if (line === "-- ") return line;
  const fixed = line.replace(/ +$/, "");
  if (splitAtPlaces(fixed).some(piece => "place" in piece)) return fixed;
  if (isAligned.test(fixed)) return stuffed(fixed);
  return cut(fixed).map(stuffed).join("\n");
}

/** Cuts a line after blanks. Each part but the last ends in a blank. */
function cut(line: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const [word] of line.matchAll(/ *[^ ]+ ?/g)) {
    if (part !== "" && part.length + word.length > maxLength && part.endsWith(" ")) {
      parts.push(part);
      part = "";
    }
    part += word;
  }
  return [...parts, part];
}

/** RFC 3676 section 4.4: a line that begins with a blank, ">" or "From " begins with one more. */
function stuffed(line: string): string {
  return /^(?: |>|From )/.test(line) ? ` ${line}` : line;
}
