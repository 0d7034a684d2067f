import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The texts of the letter's template: `letter.mjml`, and the partials it renders, by the names of their files. */
export type Template = { readonly files: Readonly<Record<string, string>> };

export const MAIN = "letter.mjml";

/** What is wrong with a template, told to whoever edits it. `line` counts from 1 in `file`. */
export type TemplateError = {
  readonly kind: "template-error";
  readonly file: string;
  readonly line: number;
  readonly message: string;
};

/** Reads `letter.mjml` and every `*.liquid` of a directory. Throws if there is no such directory or no `letter.mjml` in it. */
export async function readTemplate(directory: string): Promise<Template> {
  const partials = (await readdir(directory)).filter(name => name.endsWith(".liquid")).sort();
  const texts = await Promise.all(
    [MAIN, ...partials].map(async name => [name, await readFile(join(directory, name), "utf8")] as const),
  );
  return { files: Object.fromEntries(texts) };
}
