import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { previewOf } from "../../../functions/core/bulletins/edition.ts";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { writeWhole } from "../../cli/write-whole.ts";
import { checkLetter } from "./check-letter.ts";
import type { LetterArguments } from "./letter-arguments.ts";

/** Opens a file in the person's own browser. Failing is no matter: the path was printed. */
function open(path: string): void {
  const program = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  spawn(program, [path], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

/**
 * Writes a letter as HTML and plain text into the directory's `preview`, and opens the HTML if a
 * person is at the terminal. Sends nothing. Throws BadInput if the letter cannot be rendered.
 */
export async function previewLetterFile(
  { letter: path, data, json, strict }: LetterArguments,
  { letter, firstLine }: { readonly letter: SingleLetter; readonly firstLine: number },
  say: (line: string) => void,
): Promise<void> {
  const draft = await checkLetter({ path, letter, firstLine, strict }, say);
  if (draft === undefined) throw new BadInput(`${path}: the letter cannot be rendered.`);
  const directory = resolve(data, "preview");
  mkdirSync(directory, { recursive: true });
  const files = { html: join(directory, "letter.html"), text: join(directory, "letter.txt") };
  const { html, text } = previewOf(draft.content);
  writeWhole(files.html, html);
  writeWhole(files.text, text);
  const { subject } = draft.content;
  const { from } = letter.bulletin.sender;
  if (json) console.log(JSON.stringify({ subject, from, html: files.html, text: files.text }));
  else console.log([`Subject: ${subject}`, `From: ${from}`, files.html, files.text].join("\n"));
  if (process.stdout.isTTY && process.stderr.isTTY) open(files.html);
}
