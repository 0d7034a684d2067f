import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { singleLetter } from "../../../functions/core/writing/single-letter.ts";
import { readLetterArguments } from "../../../infra/local/letter/letter-arguments.ts";
import { previewLetterFile } from "../../../infra/local/letter/preview-letter.ts";

const directory = mkdtempSync(join(tmpdir(), "dear-colleague-preview-"));
afterAll(() => rmSync(directory, { recursive: true }));

const text = `Dear colleagues,

WINTER OPENING HOURS

The gate closes on Monday, as agreed with the wardens.1

Yours sincerely

Ada King
Warden

Ben Ode
Bursar

1 See the notice of 4 May.
`;

describe("npm run letter -- --preview", () => {
  it("writes the letter as HTML and plain text, and names the files", async () => {
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    const read = readLetterFile(Buffer.from(text));
    if (read.kind === "invalid") throw new Error(read.problems.join());
    const given = readLetterArguments(["l.txt", "--preview", "--json", "--data", directory]);
    const letter = singleLetter(read.file, new Date(0));
    await previewLetterFile(
      given,
      {
        letter,
        files: new Map([["", { path: "l.txt", firstLine: read.firstLine }]]),
        images: [],
      },
      () => {},
    );
    const printed = JSON.parse(String(print.mock.calls[0]?.[0]));
    print.mockRestore();
    expect(printed).toEqual({
      subject: "WINTER OPENING HOURS",
      from: '"Ada King and Ben Ode" <letters@example.org>',
      html: join(directory, "preview", "letter.html"),
      text: join(directory, "preview", "letter.txt"),
    });
    const html = readFileSync(printed.html, "utf8");
    expect(html).toMatch(/<h1[^>]*>WINTER OPENING HOURS<\/h1>/);
    expect(html).toMatch(/<a id="mark-1" href="#note-1"/);
    expect(html).toMatch(/id="note-1"[^>]*><a href="#mark-1"/);
    expect(readFileSync(printed.text, "utf8")).toMatch(
      /wardens\.\[1\]\n\nYours sincerely\n\nAda King\nWarden\n\nBen Ode\nBursar\n\n\[1\] See the notice/,
    );
  });
});
