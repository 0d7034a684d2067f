import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Assets } from "../functions/web/kit/assets.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const templates = join(root, "templates");
const { resolve } = createRequire(import.meta.url);

/**
 * Builds the style sheet and the browser module of the pages. Throws if the style sheet does not
 * compile.
 */
export async function buildAssets(): Promise<Assets> {
  const [css, js] = await Promise.all([buildCss(), readFile(join(templates, "site.js"), "utf8")]);
  return { css, js };
}

/** Caches the result by its input, because Sass takes two seconds for GOV.UK's components. */
async function buildCss(): Promise<string> {
  const sources = (await readdir(templates)).filter(name => name.endsWith(".scss")).sort();
  // package.json is an input too: it pins the versions of Sass and of the components.
  const files = [
    ...sources.map(name => join(templates, name)),
    join(root, "package.json"),
    fileURLToPath(import.meta.url),
  ];
  const inputs = await Promise.all(files.map(path => readFile(path)));
  const hash = inputs
    .reduce((sum, input) => sum.update(input).update("\0"), createHash("sha256"))
    .digest("hex")
    .slice(0, 20);
  const cached = join(root, "node_modules", ".cache", "dear-colleague", `site-${hash}.css`);
  try {
    return await readFile(cached, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const { compileAsync } = await import("sass");
  const loadPaths = [dirname(dirname(resolve("govuk-frontend/package.json")))];
  const { css } = await compileAsync(join(templates, "site.scss"), {
    style: "compressed",
    loadPaths,
    quietDeps: true,
  });
  // Without a cache, the next build only takes two seconds longer.
  await writeAtomically(cached, css).catch(() => {});
  return css;
}

/** Several processes may build at once, and must never read half a file. */
async function writeAtomically(path: string, css: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unfinished, css);
  await rename(unfinished, path);
}
