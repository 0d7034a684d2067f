import type { MiddlewareHandler } from "hono";

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What every page says to the browser. The referrer policy is not "no-referrer": under that a form's POST carries
 * `Origin: null` (Fetch, "append a request Origin header"), and could not be told from another site's.
 */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": pagePolicy,
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()",
  "Cache-Control": "no-store",
};

/** Of pages that a personal link leads to: the link is a key, and must not travel on. */
const tokenHeaders = { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };

/** Sets the headers that a response has not set itself. */
export function addHeaders(headers: Headers, added: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(added)) if (!headers.has(name)) headers.set(name, value);
}

export const securePages: MiddlewareHandler = async (c, next) => {
  await next();
  addHeaders(c.res.headers, pageHeaders);
};

export const secureTokenPages: MiddlewareHandler = async (c, next) => {
  await next();
  addHeaders(c.res.headers, { ...pageHeaders, ...tokenHeaders });
};

export function addPageHeaders(headers: Headers): void {
  addHeaders(headers, pageHeaders);
}
