import type { TextEncoding } from "../../../core/people/rows/text-encoding.ts";
import { lineNotUtf8 } from "../../../core/text/utf8-line.ts";

/** A line that is not UTF-8. `words`: some words of it, read as Windows-1252. */
export type NotUtf8 = { readonly line: number; readonly words: readonly string[] };

/**
 * Finds UTF-16 by its byte-order mark, or by a zero in every second byte; undefined for every other
 * encoding. `start`: the first bytes of a text.
 */
export function findUtf16(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.min(20, Math.floor(start.length / 2));
  if (pairs < 2) return undefined;
  const zeros = [0, 1].map(side => {
    return Array.from({ length: pairs }, (_, pair) => start[pair * 2 + side]).every(x => x === 0);
  });
  return zeros[1] && !zeros[0] ? "utf-16le" : zeros[0] && !zeros[1] ? "utf-16be" : undefined;
}

/**
 * Decodes a stream. Throws `refuse(…)` for the line (from 1) with the first byte that is not UTF-8.
 * Removes the end-of-file mark of DOS (Ctrl-Z) from the end.
 */
export async function* decodeText(
  chunks: AsyncIterable<Buffer>,
  encoding: TextEncoding,
  refuse: (found: NotUtf8) => Error,
): AsyncGenerator<string> {
  const texts = encoding === "utf-8" ? decodeUtf8(chunks, refuse) : decodeOther(chunks, encoding);
  let held = "";
  for await (const text of texts) {
    const all = held + text;
    const end = endOf(all);
    held = all.slice(end);
    yield all.slice(0, end);
  }
}

/** Returns where the end-of-file mark and the zeros and line ends after it begin. */
function endOf(text: string): number {
  let end = text.length;
  for (let at = end - 1; at >= 0 && /[\p{Cc}]/u.test(text[at] ?? ""); at--)
    if (text[at] === "\u001a" || text[at] === "\0") end = at;
  return end;
}

async function* decodeOther(chunks: AsyncIterable<Buffer>, encoding: TextEncoding) {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* decodeUtf8(
  chunks: AsyncIterable<Buffer>,
  refuse: (found: NotUtf8) => Error,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let line = 1;
  let endsInCr = false;
  let incomplete = Buffer.alloc(0);
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      const bytes = Buffer.concat([incomplete, chunk ?? Buffer.alloc(0)]);
      const offset = lineNotUtf8(bytes) ?? 1;
      // A chunk's first line feed may complete the "\r\n" of the chunk before. That line is already
      // counted.
      const counted = endsInCr && chunk?.[0] === 0x0a ? 1 : 0;
      throw refuse({ line: line + offset - 1 - counted, words: wordsIn(bytes) });
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    line += (text.match(/\r\n?|\n/g)?.length ?? 0) - (endsInCr && text.startsWith("\n") ? 1 : 0);
    if (text !== "") endsInCr = text.endsWith("\r");
    incomplete = incompleteCharacter(Buffer.concat([incomplete, chunk]));
    yield text;
  }
  yield decode();
}

/** Some words that Windows-1252 and UTF-8 write differently, read as Windows-1252. */
function wordsIn(bytes: Buffer): string[] {
  const text = new TextDecoder("windows-1252").decode(bytes);
  const words = text.match(/[\p{L}'’-]*[^\p{ASCII}\s][\p{L}'’-]*/gu) ?? [];
  return [...new Set(words)].slice(0, 3);
}

/** Returns the first bytes of a character if `bytes` ends within it, otherwise none. */
function incompleteCharacter(bytes: Buffer): Buffer<ArrayBuffer> {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return Buffer.from(length > back ? bytes.subarray(-back) : []);
  }
  return Buffer.alloc(0);
}
