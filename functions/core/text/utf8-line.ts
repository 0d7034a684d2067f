import { isUtf8 } from "node:buffer";

/**
 * Returns the first line (from 1; LF, CRLF or CR ends a line) that is not UTF-8;
 * undefined if all bytes are UTF-8.
 */
export function lineNotUtf8(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  // No byte of a longer character is a CR or LF (RFC 3629 section 3),
  // so each line can be checked separately.
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + (bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? 2 : 1);
  }
  return line;
}
