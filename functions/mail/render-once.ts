import { createHash } from "node:crypto";
import type { Footer } from "../core/letter/footer.ts";
import type { Letter } from "../core/letter/letter.ts";
import { sentinels } from "../core/letter/places.ts";
import type { RenderedLetter } from "./render-letter.ts";
import type { Template, TemplateError } from "./template.ts";

type Rendering = Promise<RenderedLetter | TemplateError>;

/** Per template, the latest renderings by the hash of what they were made from. */
const latest = new WeakMap<Template, Map<string, Rendering>>();
const maxKept = 50;

/**
 * Renders a letter with sentinels at its places, or returns what an equal letter gave before. Loads
 * MJML at the first letter: a clock's tick or a page without a letter does not wait for it.
 */
export function renderOnce(letter: Letter, footer: Footer, template: Template): Rendering {
  const known = latest.get(template) ?? new Map<string, Rendering>();
  latest.set(template, known);
  const key = createHash("sha256")
    .update(JSON.stringify([letter, footer]))
    .digest("base64");
  const rendering = known.get(key) ?? render(letter, footer, template);
  // The latest is the last: the first is what was not asked for the longest.
  known.delete(key);
  known.set(key, rendering);
  rendering.catch(() => known.delete(key));
  for (const oldest of known.keys()) if (known.size > maxKept) known.delete(oldest);
  return rendering;
}

async function render(letter: Letter, footer: Footer, template: Template) {
  const { renderLetter } = await import("./render-letter.ts");
  return renderLetter(letter, sentinels, footer, template);
}
