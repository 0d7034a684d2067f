import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { framedLetter } from "../../../functions/web/letter/letter-response.ts";
import { PreviewSheet, previewScript, previewStyles } from "./preview-sheet.tsx";
import type { Previewed } from "./previewed.ts";

export const schemes = ["light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

export type PreviewSource = {
  /** Reads what changed since the last call. */
  readonly read: () => Promise<Previewed>;
  /** Calls back at each change, until the signal. */
  readonly onChange: (changed: () => void, until: AbortSignal) => void;
  /** The template that the first page shows. */
  readonly first: string;
};

/** The pages of `npm run preview`: a sheet with all letters, and each letter alone for its frames. */
export function previewSite({ read, onChange, first }: PreviewSource): Hono {
  const site = new Hono();

  site.get("/", async c => {
    const { template = first, letter } = c.req.query();
    const previewed = await read();
    const names = letter === undefined ? previewed.letters : [letter];
    const shown = await Promise.all(names.map(name => previewed.show(template, name)));
    c.header("Content-Security-Policy", policy);
    return c.html(
      `<!doctype html>${<PreviewSheet previewed={previewed} template={template} only={letter} shown={shown} />}`,
    );
  });

  site.get("/letters/:template/:letter/:scheme", async c => {
    const { template, letter, scheme } = c.req.param();
    const shown = await (await read()).show(template, letter);
    if ("problems" in shown) return c.text(shown.problems.join("\n"), 404);
    const html = inScheme(shown.html, scheme === "dark" ? "dark" : "light");
    return framedLetter(c, html, new URL(c.req.url).origin);
  });

  site.get("/changes", c =>
    streamSSE(c, async stream => {
      const until = new AbortController();
      const ended = new Promise<void>(resolve => stream.onAbort(resolve));
      onChange(() => void stream.writeSSE({ data: "changed" }), until.signal);
      await ended;
      until.abort();
    }),
  );

  site.get("/preview.css", c => c.body(previewStyles, 200, { "Content-Type": "text/css" }));
  site.get("/preview.js", c => c.body(previewScript, 200, { "Content-Type": "text/javascript" }));
  return site;
}

/** Returns the letter as a reader sees it who prefers this scheme, whatever the person here prefers. */
export function inScheme(html: string, scheme: Scheme): string {
  return html
    .replaceAll("(prefers-color-scheme: dark)", scheme === "dark" ? "all" : "not all")
    .replaceAll('content="light dark"', `content="${scheme}"`)
    .replaceAll("color-scheme: light dark", `color-scheme: ${scheme}`);
}
