import type { MiddlewareHandler } from "hono";

const pagePolicy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The policy of a page with a form that goes to another origin. */
export function policyWithForms(origin: string): string {
  return pagePolicy.replace("form-action 'self'", `form-action 'self' ${origin}`);
}

/** The policy of a page with images of another origin. */
export function policyWithImages(origin: string): string {
  return pagePolicy.replace("img-src 'self'", `img-src 'self' ${origin}`);
}

/**
 * The headers of every page. The referrer policy is not "no-referrer": that makes a form's POST
 * send `Origin: null` (Fetch, "append a request Origin header"), like a form of another site.
 */
const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": pagePolicy,
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()",
  "Cache-Control": "no-store",
};

/**
 * For pages with a personal link. The link is a key: it must reach no other site and no search
 * engine.
 */
const tokenHeaders = { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };

/** Sets only the headers that are not set yet. */
export function addHeaders(headers: Headers, added: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(added))
    if (!headers.has(name)) headers.set(name, value);
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
