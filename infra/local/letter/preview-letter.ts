import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { previewOf } from "../../../functions/core/bulletins/edition.ts";
import { lettersOf } from "../../../functions/core/bulletins/languages/content-in.ts";
import { replaceImages } from "../../../functions/core/letter/images/image-places.ts";
import type { SingleLetter } from "../../../functions/core/writing/single-letter.ts";
import { sayBudget } from "../../../functions/mail/letter-findings.ts";
import { BadInput } from "../../cli/bad-input.ts";
import { writeWhole } from "../../cli/write-whole.ts";
import { checkLetter, type LetterFiles } from "./check-letter.ts";
import type { LetterArguments } from "./letter-arguments.ts";
import type { LetterImage } from "./read-letter-images.ts";

/** Opens a file in the person's own browser. Failing is no matter: the path was printed. */
function open(path: string): void {
  const program = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  spawn(program, [path], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

/**
 * Writes a letter as HTML and plain text, in each of its languages, into the directory's `preview`, and opens the HTML if a
 * person is at the terminal. Sends nothing. Throws BadInput if the letter cannot be rendered.
 */
export async function previewLetterFile(
  { letter: path, data, json, strict }: LetterArguments,
  {
    letter,
    files: read,
    images,
  }: {
    readonly letter: SingleLetter;
    readonly files: LetterFiles;
    readonly images: readonly LetterImage[];
  },
  say: (line: string) => void,
): Promise<void> {
  const draft = await checkLetter({ letter, files: read, strict }, say);
  if (draft === undefined) throw new BadInput(`${path}: the letter cannot be rendered.`);
  const directory = resolve(data, "preview");
  mkdirSync(directory, { recursive: true });
  for (const { id, bytes } of images) writeWhole(join(directory, id), bytes);
  const [main, ...variants] = lettersOf(draft.content).map((content, at) => {
    const name = at === 0 ? "letter" : `letter.${content.language}`;
    const files = { html: join(directory, `${name}.html`), text: join(directory, `${name}.txt`) };
    const { html, text } = previewOf(content);
    writeWhole(
      files.html,
      replaceImages(html, id => id),
    );
    writeWhole(files.text, text);
    return { subject: content.subject, language: content.language, ...files };
  });
  if (main === undefined) throw new Error("a letter in no language");
  const { language: _, ...printed } = main;
  const { from } = letter.bulletin.sender;
  if (json)
    console.log(JSON.stringify({ from, ...printed, ...(variants.length > 0 && { variants }) }));
  else {
    console.log(`From: ${from}`);
    for (const { subject, html, text } of [main, ...variants])
      console.log([`Subject: ${subject}`, html, text].join("\n"));
    console.log(`Size: ${sayBudget(draft.content.html)}`);
  }
  if (process.stdout.isTTY && process.stderr.isTTY) open(main.html);
}
