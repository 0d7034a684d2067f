import mjml2html from "mjml";
import * as z from "zod";
import type { Template, TemplateError } from "./template.ts";
import { type TemplateLine, templateLines } from "./template-lines.ts";
import { findForbidden } from "./template-promises.ts";

/** MJML's options for each run: no web fonts, and unknown elements are errors. */
export const mjmlOptions = { validationLevel: "strict", fonts: {}, beautify: false } as const;

/** Returns the first error of a template with its file and line; undefined if there is none. */
export async function checkTemplate(template: Template): Promise<TemplateError | undefined> {
  const lines = templateLines(template);
  if (!Array.isArray(lines)) return lines;
  const broken = findForbidden(template, lines);
  if (broken) return broken;
  const error = unbalanced(lines) ?? (await refusedByMjml(lines));
  if (!error) return undefined;
  const { file, line } = lines[error.line - 1] ?? { file: template.main, line: 1 };
  return { kind: "template-error", file, line, message: error.message };
}

const validationError = z.object({ line: z.number(), tagName: z.string(), message: z.string() });

export type Misfit = { readonly line: number; readonly message: string };

// MJML reads an unclosed mj-text as empty, and ignores mj-include.
// Either would send a letter without its text.
function unbalanced(lines: readonly TemplateLine[]): Misfit | undefined {
  const text = lines.map(line => line.text).join("\n");
  const open: { readonly tag: string; readonly line: number }[] = [];
  for (const { 1: closing, 2: tag = "", 3: selfClosing, index } of text.matchAll(
    /<(\/?)(mj[a-z-]*)\b[^<>]*?(\/?)>/g,
  )) {
    const line = text.slice(0, index).split("\n").length;
    const last = open.at(-1);
    if (tag === "mj-include")
      return { line, message: 'mj-include is disabled: use {% render "name" %}' };
    if (selfClosing) continue;
    if (!closing) open.push({ tag, line });
    else if (last?.tag === tag) open.pop();
    else if (last && open.some(one => one.tag === tag))
      return { line: last.line, message: `<${last.tag}> is not closed before </${tag}>` };
    else return { line, message: `</${tag}> closes nothing` };
  }
  const unclosed = open.at(-1);
  return unclosed && { line: unclosed.line, message: `<${unclosed.tag}> is not closed` };
}

async function refusedByMjml(lines: readonly TemplateLine[]): Promise<Misfit | undefined> {
  try {
    await mjml2html(lines.map(line => line.text).join("\n"), mjmlOptions);
    return undefined;
  } catch (error) {
    return misfit(error);
  }
}

/** Returns MJML's first error about a text, with its line in that text. */
export function misfit(error: unknown): Misfit {
  const listed =
    error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const known = z.array(validationError).min(1).safeParse(listed);
  if (!known.success)
    return { line: 1, message: error instanceof Error ? error.message : String(error) };
  const [first] = known.data.sort((a, b) => a.line - b.line);
  return { line: first?.line ?? 1, message: `<${first?.tagName}>: ${first?.message}` };
}
