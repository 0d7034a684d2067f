/** The encodings that a table may have, by their names in the WHATWG's Encoding Standard. */
export const textEncodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "macintosh",
] as const;
export type TextEncoding = (typeof textEncodings)[number];
