/** A head begins among so many first lines, and has at most so many. */
const maxLines = 60;
const maxCharacters = 1_000;

/** "From", "Sent", "To" … in the languages of mail programs. */
const fields = {
  from: "from|oddi wrth|von|de|da|van|från|fra|od|ó|bho|lähettäjä|feladó|от|от кого|من",
  sent: "sent|enviado el|envoyé le|date|anfonwyd|dyddiad|gesendet|datum|envoyé|enviado|enviada(?: em)?|fecha|inviato|data|verzonden|skickat|sendt|dato|wysłano|odesláno|дата|отправлено|تاريخ الإرسال|التاريخ",
  to: "to|cc|bcc|at|an|à|para|a|aan|till|til|do|kopia|copie|kopie|copia|do wiadomości|udw|dw|reply-to|antwort an|répondre à|кому|копия|إلى|نسخة",
  subject:
    "subject|pwnc|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|předmět|тема|الموضوع",
  other:
    "importance|priority|sensitivity|attachments?|atodiadau|anlagen?|pièces jointes|datos adjuntos|allegati|bijlagen?|bilagor|vedlegg|załączniki|wichtigkeit|priorität",
} as const;
type Field = keyof typeof fields;

const patterns = Object.entries(fields).map(
  ([field, words]) =>
    [
      field as Field,
      new RegExp(`^[*_>\\s]{0,8}(?:${words})[*_]{0,2}\\s?:[*_]{0,2}(?=\\s|$)`, "iu"),
    ] as const,
);

const fieldOf = (line: string): Field | undefined =>
  patterns.find(([, pattern]) => pattern.test(line.slice(0, 60)))?.[0];

/** "---------- Forwarded message ---------", "Begin forwarded message:", "-----Original Message-----". */
const opening =
  /^[>\s]*(?:-{2,}\s?\p{L}[\p{L} .'’]{6,40}\s?-{2,}|begin forwarded message\s?:|anfang der weitergeleiteten nachricht\s?:|début du message (?:transféré|réexpédié)\s?:|inizio messaggio inoltrato\s?:|_{10,})\s*$/iu;

/** What a mail's fields have, and those of a memorandum lack: an address, a time, or "Sent". */
const proof =
  /\S@\S|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b|^[*_>\s]*(?:sent|anfonwyd|gesendet|envoyé|enviad[oa]|inviato|verzonden|skickat|sendt|wysłano)\b/iu;

export type MailHead = {
  /** The indexes of its lines. */
  readonly lines: readonly number[];
  readonly subject: string | undefined;
};

/**
 * Finds the head of the mail that a letter came in: "From", "Sent", "To", "Subject". A memorandum
 * begins with such words too, but without an address or a time: they belong to the letter.
 */
export function findMailHead(all: readonly string[]): MailHead | undefined {
  const head = all.slice(0, maxLines).map(line => line.slice(0, maxCharacters));
  const fields = head.map(fieldOf);
  const from = fields.indexOf("from");
  if (from === -1) return undefined;
  let first = from;
  while (first > 0 && fields[first - 1] !== undefined) first--;
  const last = lastLine(head, fields, first);
  const above = head.findLastIndex((line, at) => at < first && line.trim() !== "");
  const isOpened = opening.test(head[above] ?? "");
  const own = head.slice(first, last + 1);
  const count = fields.slice(first, last + 1).filter(Boolean).length;
  if (count < 2 || !(isOpened || own.some(line => proof.test(line)))) return undefined;
  const lines = own.flatMap((line, at) => (line.trim() === "" ? [] : [first + at]));
  return { lines: isOpened ? [above, ...lines] : lines, subject: subjectIn(own) };
}

/** The last line of the fields. A value may go on in the next line, as a list of addressees does. */
function lastLine(
  head: readonly string[],
  fields: readonly (Field | undefined)[],
  first: number,
): number {
  let last = first;
  for (let at = first + 1; at < head.length; at++) {
    const [line = "", previous = ""] = [head[at], head[at - 1]];
    if (fields[at] !== undefined) last = at;
    // In double spacing, the next field follows one blank line. A memorandum begins anew.
    else if (line.trim() === "" && isFurther(fields.slice(first, at), fields[at + 1])) continue;
    else if (last === at - 1 && line.trim() !== "" && /[;,]\s*$/.test(previous)) last = at;
    else if (last === at - 1 && /^\s+\S/.test(line) && !/^\s/.test(head[first] ?? "")) last = at;
    else break;
  }
  return last;
}

const isFurther = (seen: readonly (Field | undefined)[], field: Field | undefined): boolean =>
  field !== undefined && !seen.includes(field);

function subjectIn(lines: readonly string[]): string | undefined {
  const at = lines.findIndex(line => fieldOf(line) === "subject");
  const line = lines[at];
  if (line === undefined) return undefined;
  const rest = /^\s/.test(lines[at + 1] ?? "") ? (lines[at + 1] ?? "") : "";
  const subject = `${line.slice(line.indexOf(":") + 1)} ${rest}`.replace(/\*\*|__/g, "");
  return (
    subject
      .replace(/\s+/g, " ")
      .replace(/^(?:\s*(?:re|fwd?|aw|wg|tr|rv|i|sv|vs|odp)\s?:)+/i, "")
      .replace(/^\s*\(no subject\)\s*$/i, "")
      .trim() || undefined
  );
}
