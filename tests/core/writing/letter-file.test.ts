import { describe, expect, it } from "vitest";
import { type LetterFile, readLetterFile } from "../../../functions/core/writing/letter-file.ts";

function read(text: string | Uint8Array) {
  return readLetterFile(typeof text === "string" ? Buffer.from(text) : text);
}

function fileOf(text: string | Uint8Array): LetterFile {
  const result = read(text);
  if (result.kind === "invalid") throw new Error(result.problems.join("\n"));
  return result.file;
}

function problemsOf(text: string | Uint8Array): readonly string[] {
  const result = read(text);
  return result.kind === "invalid" ? result.problems : [];
}

describe("a letter without front matter", () => {
  it("is pasted text, as it is", () => {
    expect(fileOf("Dear all,\r\n\r\nsubject: none\r\n---\r\n")).toMatchObject({
      format: "pasted",
      body: "Dear all,\n\nsubject: none\n---\n",
      subject: "",
      language: "en",
    });
  });
});

describe("a file that is no letter", () => {
  const utf16 = (text: string) => Buffer.from(text, "utf16le");
  it.each([
    ["nothing", Buffer.alloc(0), "it is empty"],
    ["blanks", Buffer.from("\ufeff \r\n\t\u00a0\n"), "it is empty"],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ"), "it is a PDF: copy its text into a .txt file"],
    [
      "a Word document",
      Buffer.from("PK\u0003\u0004word/document.xml"),
      "it is a Word document or an archive: copy its text into a .txt file",
    ],
    [
      "an old Word document",
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      "it is an old Word document: copy its text into a .txt file",
    ],
    [
      "rich text",
      Buffer.from("{\\rtf1\\ansi Dear all}"),
      "it is rich text (RTF): copy its text into a .txt file",
    ],
    ["UTF-16", utf16("\ufeffDear all"), "it is UTF-16: save it as UTF-8"],
    [
      "UTF-16 of the other kind",
      utf16("\ufeffDear all").swap16(),
      "it is UTF-16: save it as UTF-8",
    ],
    [
      "UTF-16 without a mark",
      utf16("Dear all"),
      "it contains bytes that are not text: save it as plain text in UTF-8",
    ],
    [
      "Windows-1252",
      Buffer.from("Dear all,\r\n\r\n\r\ncaf\xe9", "latin1"),
      "line 4: it is not UTF-8: save it as UTF-8",
    ],
    [
      "5 MB",
      Buffer.alloc(5_000_000, "a"),
      "it has 5,000,000 bytes: a letter may have 100,000, because mail programs clip longer ones",
    ],
  ])("is refused: %s", (_, bytes, problem) => {
    expect(problemsOf(bytes)).toEqual([problem]);
  });

  it("names the line of the bad byte after a good replacement character", () => {
    expect(
      problemsOf(Buffer.concat([Buffer.from("a\ufffd\nb\rc\r\n"), Buffer.from([0xff])])),
    ).toEqual(["line 4: it is not UTF-8: save it as UTF-8"]);
  });

  it("is no longer refused at 100,000 bytes", () => {
    expect(fileOf("a".repeat(100_000)).body).toHaveLength(100_000);
    expect(problemsOf("a".repeat(100_001))).toHaveLength(1);
  });
});
