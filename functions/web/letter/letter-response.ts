import type { Context } from "hono";

// A mail's styles stand in the mail; no script runs in it whatever it says, and it can read nothing of the site.
const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const popups = "allow-popups allow-popups-to-escape-sandbox";

/** Tokens of the sandbox that a letter is shown in within a page: its links open windows of their own. */
export const frameSandbox = popups;

/** A letter to be shown in a frame of the site's own pages. */
export function framedLetter(c: Context, html: string): Response | Promise<Response> {
  const opening = html.replace(/<head(?=[\s>])[^>]*>/i, head => `${head}<base target="_blank">`);
  return c.html(opening, 200, { "Content-Security-Policy": `sandbox ${popups}; ${letterPolicy}; frame-ancestors 'self'` });
}

/** A letter as a page of its own. A link in it navigates this window, which a sandbox leaves to the document itself. */
export function wholeLetter(c: Context, html: string): Response | Promise<Response> {
  return c.html(html, 200, {
    "Content-Security-Policy": `sandbox ${popups} allow-top-navigation-by-user-activation; ${letterPolicy}; frame-ancestors 'none'`,
  });
}

/** Text that no browser takes for a page. */
export function plainText(c: Context, text: string, status: 200 | 404 | 409 = 200): Response {
  return c.text(text, status, { "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'self'" });
}
