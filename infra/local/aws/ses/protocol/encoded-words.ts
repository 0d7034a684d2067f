const word = /=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi;
const betweenWords = /(=\?[^?\s]+\?[bq]\?[^?\s]*\?=)\s+(?==\?[^?\s]+\?[bq]\?[^?\s]*\?=)/gi;

/** A header value as it is read (RFC 2047): encoded words decoded, the blanks between two of them gone; unknown charsets stay. */
export function decodeEncodedWords(value: string): string {
  return value.replace(betweenWords, "$1").replace(/(?:=\?[^?\s]+\?[bq]\?[^?\s]*\?=)+/gi, decodeRun);
}

/** Words of one charset are decoded together: some composers cut a character in two. */
function decodeRun(run: string): string {
  const parts: { charset: string; octets: Buffer; source: string }[] = [];
  for (const [source, charset = "", encoding = "", text = ""] of run.matchAll(word)) {
    const octets = encoding.toLowerCase() === "b" ? Buffer.from(text, "base64") : decodeQ(text);
    const last = parts.at(-1);
    if (last?.charset === charset.toLowerCase()) {
      parts[parts.length - 1] = { ...last, octets: Buffer.concat([last.octets, octets]), source: last.source + source };
    } else parts.push({ charset: charset.toLowerCase(), octets, source });
  }
  return parts.map(part => decodeCharset(part.charset, part.octets) ?? part.source).join("");
}

function decodeQ(text: string): Buffer {
  const latin1 = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin1, "latin1");
}

function decodeCharset(charset: string, octets: Buffer): string | undefined {
  try {
    return new TextDecoder(charset.replace(/\*.*$/, "")).decode(octets); // RFC 2231 section 5: a language may follow the charset.
  } catch {
    return undefined;
  }
}
