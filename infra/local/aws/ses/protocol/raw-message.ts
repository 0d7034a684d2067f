/** A header field. `value` is unfolded and trimmed; `raw` has the original bytes as Latin-1. */
export type HeaderField = { readonly name: string; readonly value: string; readonly raw: string };

/** A message as submitted. `rest` is the blank line and the body, unchanged. */
export type ParsedMessage = {
  readonly kind: "message";
  readonly fields: readonly HeaderField[];
  readonly lineEnd: "\r\n" | "\n";
  readonly rest: Buffer;
};

const fieldName = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:/;

/**
 * Splits a message into its header fields and the rest (RFC 5322 section 2.2). Lines may also end
 * in a bare LF.
 */
export function readRawMessage(
  raw: Buffer,
): ParsedMessage | { readonly kind: "unparsable"; readonly reason: string } {
  const crlf = raw.indexOf("\r\n\r\n");
  const bare = raw.subarray(0, crlf < 0 ? raw.length : crlf).indexOf("\n\n");
  const lineEnd = bare < 0 && (crlf >= 0 || raw.includes("\r\n")) ? "\r\n" : "\n";
  const end = bare >= 0 ? bare + 1 : crlf >= 0 ? crlf + 2 : raw.length;
  const fields: HeaderField[] = [];
  for (const lines of foldedLines(raw.toString("latin1", 0, end))) {
    const name = fieldName.exec(lines);
    if (!name?.[1])
      return { kind: "unparsable", reason: `Header line ${fields.length + 1} has no field name.` };
    const value = lines.slice(name[0].length).replace(/\r?\n(?=[ \t])/g, "");
    fields.push({ name: name[1], value: utf8(value).trim(), raw: lines });
  }
  return { kind: "message", fields, lineEnd, rest: raw.subarray(end) };
}

/** Returns the value of the first field with this name. `name` must be in lower case. */
export function fieldValue(message: ParsedMessage, name: string): string | undefined {
  return message.fields.find(field => field.name.toLowerCase() === name)?.value;
}

/**
 * Returns the message as SES sends it: with SES's own Message-ID and Date, without `X-SES-*` fields
 * (Amazon SES Developer Guide, "Amazon SES header fields"). `at` is in epoch milliseconds.
 */
export function asSent(message: ParsedMessage, messageId: string, at: number): ParsedMessage {
  const own = [
    { name: "Date", value: new Date(at).toUTCString().replace("GMT", "+0000") },
    { name: "Message-ID", value: `<${messageId}@email.amazonses.com>` },
  ];
  const kept = message.fields.filter(field => !/^(?:date|message-id|x-ses-.*)$/i.test(field.name));
  return {
    ...message,
    fields: [
      ...own.map(({ name, value }) => ({
        name,
        value,
        raw: `${name}: ${value}${message.lineEnd}`,
      })),
      ...kept,
    ],
  };
}

/** Returns the message's bytes. */
export function bytesOf({ fields, lineEnd, rest }: ParsedMessage): Buffer {
  const header = fields.map(({ raw }) => (raw.endsWith("\n") ? raw : raw + lineEnd)).join("");
  return Buffer.concat([Buffer.from(header, "latin1"), rest]);
}

/** Whether a line is longer than `maxBytes`, not counting its line end. */
export function hasLineLongerThan(maxBytes: number, raw: Buffer): boolean {
  let start = 0;
  while (raw.length - start > maxBytes) {
    const newline = raw.lastIndexOf(0x0a, start + maxBytes); // All lines up to here are short enough.
    if (newline >= start) start = newline + 1;
    else if (raw[start + maxBytes] === 0x0d && raw[start + maxBytes + 1] === 0x0a)
      start += maxBytes + 2;
    else return true;
  }
  return false;
}

/** Returns the header's fields, each with its continuation lines. */
function foldedLines(header: string): string[] {
  const folded: string[] = [];
  for (const line of header.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const continues = folded.length > 0 && /^[ \t]/.test(line);
    if (continues) folded.push((folded.pop() ?? "") + line);
    else folded.push(line);
  }
  return folded;
}

function utf8(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, "latin1").toString() : latin1;
}
