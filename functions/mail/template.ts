import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The files of the letter's template, by name: `letter.mjml` and its partials. */
export type Template = { readonly files: Readonly<Record<string, string>> };

export const MAIN = "letter.mjml";

/** An error in a template, for the person who edits it. `line` counts from 1 in `file`. */
export type TemplateError = {
  readonly kind: "template-error";
  readonly file: string;
  readonly line: number;
  readonly message: string;
};

/**
 * Reads `letter.mjml` and every `*.liquid` of a directory.
 * Throws if the directory or `letter.mjml` is missing.
 */
export async function readTemplate(directory: string): Promise<Template> {
  const partials = (await readdir(directory)).filter(name => name.endsWith(".liquid")).sort();
  const texts = await Promise.all(
    [MAIN, ...partials].map(
      async name => [name, await readFile(join(directory, name), "utf8")] as const,
    ),
  );
  return { files: Object.fromEntries(texts) };
}
