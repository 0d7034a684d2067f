import { lineNotUtf8 } from "../../../../functions/core/text/utf8-line.ts";

/**
 * Decodes a UTF-8 stream. Throws `refuse(line)` for the line (from 1) with the first byte that is
 * not UTF-8.
 */
export async function* decodeUtf8(
  chunks: AsyncIterable<Buffer>,
  refuse: (line: number) => Error,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let line = 1;
  let endsInCr = false;
  let incomplete = Buffer.alloc(0);
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      const offset = lineNotUtf8(Buffer.concat([incomplete, chunk ?? Buffer.alloc(0)])) ?? 1;
      // A chunk's first line feed may complete the "\r\n" of the chunk before. That line is already
      // counted.
      const counted = endsInCr && chunk?.[0] === 0x0a ? 1 : 0;
      throw refuse(line + offset - 1 - counted);
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
