import type { Template, TemplateError } from "./template.ts";

/** A line of the template without its Liquid, and its place. */
export type TemplateLine = { readonly text: string; readonly file: string; readonly line: number };

const LIQUID = "\uE000"; // marks a removed tag or output
const PARTIAL = "\uE001"; // encloses the name of a partial to insert

/**
 * Returns the template as MJML, without Liquid: each partial in place, each branch once. MJML
 * counts the lines of this result; each line here keeps its own file and line number.
 */
export function templateLines(template: Template): TemplateLine[] | TemplateError {
  return linesOf(template, template.main, []);
}

function linesOf(
  template: Template,
  file: string,
  within: readonly string[],
): TemplateLine[] | TemplateError {
  const found: TemplateLine[] = [];
  for (const [index, text] of withoutLiquid(template.files[file] ?? "")
    .split("\n")
    .entries()) {
    const line = index + 1;
    for (const [place, part] of text.split(PARTIAL).entries()) {
      const partial = `${part}.liquid`;
      if (place % 2 === 0) {
        found.push({ text: part, file, line });
      } else if (template.files[partial] === undefined) {
        return {
          kind: "template-error",
          file,
          line,
          message: `the partial "${partial}" does not exist`,
        };
      } else if (!within.includes(partial)) {
        const inner = linesOf(template, partial, [...within, partial]);
        if (!Array.isArray(inner)) return inner;
        found.push(...inner);
      }
    }
  }
  return found;
}

function withoutLiquid(text: string): string {
  return text
    .replace(/\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g, blank)
    .replace(
      /\{%-?\s*render\s+["']([^"']*)["'][\s\S]*?%\}/g,
      (tag, name: string) => `${PARTIAL}${name}${PARTIAL}${newlines(tag)}`,
    )
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, tag => LIQUID + newlines(tag))
    .replace(/\s[\w:-]+="[^"<>]*"/g, attribute =>
      attribute.includes(LIQUID) ? blank(attribute) : attribute,
    )
    .replaceAll(LIQUID, "")
    .replace(/<!--[\s\S]*?-->/g, blank);
}

function blank(text: string): string {
  return newlines(text) || " ";
}

function newlines(text: string): string {
  return text.replace(/[^\n]/g, "");
}
