const word = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi;
const betweenWords = /(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi;

/**
 * Decodes a header value's encoded words (RFC 2047). Removes blanks between two of them. Unknown
 * charsets stay encoded.
 */
export function decodeEncodedWords(value: string): string {
  return value
    .replace(betweenWords, "$1")
    .replace(/(?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=)+/gi, decodeRun);
}

/**
 * Decodes words of one charset together: some mail programs split a character between two words.
 */
function decodeRun(run: string): string {
  const parts: { charset: string; bytes: Buffer; source: string }[] = [];
  for (const [source, charset = "", encoding = "", text = ""] of run.matchAll(word)) {
    const bytes = encoding.toLowerCase() === "b" ? Buffer.from(text, "base64") : decodeQ(text);
    const last = parts.at(-1);
    if (last?.charset === charset.toLowerCase()) {
      parts[parts.length - 1] = {
        ...last,
        bytes: Buffer.concat([last.bytes, bytes]),
        source: last.source + source,
      };
    } else parts.push({ charset: charset.toLowerCase(), bytes, source });
  }
  return parts.map(part => decodeCharset(part.charset, part.bytes) ?? part.source).join("");
}

function decodeQ(text: string): Buffer {
  const latin1 = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
}

function decodeCharset(charset: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(charset.replace(/\*.*$/, "")).decode(bytes); // RFC 2231 section 5: a language may follow the charset.
  } catch {
    return undefined;
  }
}
