import type { Context } from "hono";
import type { FrozenContent, LetterContent } from "../../core/bulletins/edition.ts";
import { contentIn } from "../../core/bulletins/languages/content-in.ts";
import { withImagesAt } from "../../core/letter/images/image-places.ts";

// A letter's styles are inline. Its scripts must never run, and it must not read anything of the
// site but its images. The sandbox has no origin of its own, so "self" would name none.
function letterPolicy(site: string): string {
  return `default-src 'none'; img-src ${new URL(site).origin}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
}
const popups = "allow-popups allow-popups-to-escape-sandbox";

/** The sandbox of a letter in a frame: its links open new windows. */
export const frameSandbox = popups;

/** A letter for a frame on the site's own pages. `site` serves its images. */
export function framedLetter(c: Context, html: string, site: string): Response | Promise<Response> {
  const withTarget = withImagesAt(html, site).replace(
    /<head(?=[\s>])[^>]*>/i,
    head => `${head}<base target="_blank">`,
  );
  return c.html(withTarget, 200, {
    "Content-Security-Policy": `sandbox ${popups}; ${letterPolicy(site)}; frame-ancestors 'self'`,
  });
}

/** The letter in the language of the query, `?language=cy`; without it, in the main one. */
export function letterAsked(c: Context, content: FrozenContent): LetterContent {
  return contentIn(content, c.req.query("language"));
}

/** A letter for a frame, with its whole entries if the query asks for them: `?whole=yes`. */
export function framedPreview(
  c: Context,
  { html, whole }: { readonly html: string; readonly whole: string },
  site: string,
): Response | Promise<Response> {
  return framedLetter(c, c.req.query("whole") === "yes" ? whole : html, site);
}

/** A letter as its own page. Its links open in the same window. `site` serves its images. */
export function wholeLetter(c: Context, html: string, site: string): Response | Promise<Response> {
  return c.html(withImagesAt(html, site), 200, {
    "Content-Security-Policy": `sandbox ${popups} allow-top-navigation-by-user-activation; ${letterPolicy(site)}; frame-ancestors 'none'`,
  });
}

/** Plain text that no browser shows as a page. */
export function plainText(c: Context, text: string, status: 200 | 404 | 409 = 200): Response {
  return c.text(text, status, {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'",
  });
}
