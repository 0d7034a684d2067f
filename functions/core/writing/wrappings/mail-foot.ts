/** What a phone or a mail program adds below a mail; "-- " is its mark above a signature. */
const added =
  /^--$|^(?:sent from (?:my |outlook|mail|yahoo|samsung|proton)|get outlook for |enviado desde mi |envoyé de mon |von meinem .{2,30} gesendet|gesendet von |inviato da(?:l mio| outlook)|verzonden vanaf mijn |anfonwyd o fy |wysłane z )/i;

/** The foot is among so many last lines. */
const maxFootLines = 40;

/** Finds the lines that a mail program has added at a mail's end: their indexes. */
export function findMailFoot(lines: readonly string[]): readonly number[] {
  const from = Math.max(0, lines.length - maxFootLines);
  return lines.slice(from).flatMap((line, at) => {
    const text = line.trim();
    return text.length <= 60 && added.test(text) ? [from + at] : [];
  });
}
