import { describe, expect, it } from "vitest";
import { lineNotUtf8 } from "../../../functions/core/text/utf8-line.ts";

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(
    parts.map(part => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))),
  );

describe("lineNotUtf8", () => {
  it("is undefined if all is UTF-8", () => {
    expect(lineNotUtf8(bytes())).toBeUndefined();
    expect(lineNotUtf8(bytes("é\n\ufffd👩‍⚕️\n"))).toBeUndefined();
  });

  it("counts lines by LF, CRLF or CR", () => {
    expect(lineNotUtf8(bytes(0xe9))).toBe(1);
    expect(lineNotUtf8(bytes("a\nb\r\nc\rd", 0xe9, "\n"))).toBe(4);
    expect(lineNotUtf8(bytes("\r\n\r\n", 0x80))).toBe(3);
  });

  it("finds a character that its line or the file breaks off", () => {
    expect(lineNotUtf8(bytes("a\n", 0xc3, "\nb"))).toBe(2);
    expect(lineNotUtf8(bytes("a\n", 0xc3))).toBe(2);
  });
});
