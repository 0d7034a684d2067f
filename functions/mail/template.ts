import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { usualTemplate } from "../core/letter/template-name.ts";

/** A template: the files of the directory by name, and the one that has the layout. */
export type Template = {
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
};

/** An error in a template, for the person who edits it. `line` counts from 1 in `file`. */
export type TemplateError = {
  readonly kind: "template-error";
  readonly file: string;
  readonly line: number;
  readonly message: string;
};

/**
 * Reads every template (`*.mjml`) and partial (`*.liquid`) of a directory. The result is the
 * template of letters; `templateNamed` gives the others. Throws if the directory is missing.
 */
export async function readTemplate(directory: string): Promise<Template> {
  const names = (await readdir(directory)).filter(name => /\.(?:mjml|liquid)$/.test(name)).sort();
  const texts = await Promise.all(
    names.map(async name => [name, await readFile(join(directory, name), "utf8")] as const),
  );
  return { main: mainOf(usualTemplate), files: Object.fromEntries(texts) };
}

const named = new WeakMap<Template["files"], Map<string, Template>>();

/** Returns the template with a name, of the same files; equal arguments give the same object. */
export function templateNamed({ files }: Template, name: string): Template {
  const known = named.get(files) ?? new Map<string, Template>();
  named.set(files, known);
  const template = known.get(name) ?? { main: mainOf(name), files };
  known.set(name, template);
  return template;
}

/** Returns the names of a directory's templates: "letter" for `letter.mjml`. */
export function namesOfTemplates({ files }: Template): string[] {
  return Object.keys(files).flatMap(file => /^(.+)\.mjml$/.exec(file)?.[1] ?? []);
}

function mainOf(name: string): string {
  return `${name}.mjml`;
}
