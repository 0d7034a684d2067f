import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env, Hono } from "hono";

/** The source text of the style sheet and the browser module that every page loads. */
export type Assets = { readonly css: string; readonly js: string };
export type AssetPaths = { readonly css: string; readonly js: string };

/** Reads `site.css` and `site.js` of a directory. Throws if either is missing. */
export async function readAssets(directory: string): Promise<Assets> {
  const [css, js] = await Promise.all(
    ["site.css", "site.js"].map(name => readFile(join(directory, name), "utf8")),
  );
  return { css: css ?? "", js: js ?? "" };
}

/**
 * Serves each asset at a path that contains its hash, so browsers may cache it permanently. Returns
 * the paths.
 */
export function serveAssets<E extends Env>(site: Hono<E>, assets: Assets): AssetPaths {
  const serve = (text: string, extension: string, type: string): string => {
    const path = `/assets/site-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.${extension}`;
    site.get(path, c =>
      c.body(text, 200, {
        "Content-Type": `${type}; charset=utf-8`,
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
      }),
    );
    return path;
  };
  return {
    css: serve(assets.css, "css", "text/css"),
    js: serve(assets.js, "js", "text/javascript"),
  };
}
