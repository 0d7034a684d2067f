import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";

/**
 * Far above the limit of an entry's text: a text over that limit must still reach the form, which
 * shows the error.
 */
const maxFormBytes = 2_000_000;

/** For a form with a file. The file's own limit is lower, and shows on the page. */
const maxUploadBytes = 6_000_000;

function limitedTo(maxSize: number): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413);
    },
  });
  return async (c, next) => {
    let isBodyRead = false;
    const go = () => {
      isBodyRead = true;
      return next();
    };
    return limit(c, go).catch((cause: unknown) => {
      throw isBodyRead || cause instanceof HTTPException
        ? cause
        : new HTTPException(400, { cause });
    });
  };
}

/** Answers 413 to a body of more than 2 MB and 400 to an incomplete body. */
export const limited: MiddlewareHandler = limitedTo(maxFormBytes);
const limitedUpload = limitedTo(maxUploadBytes);

/**
 * Returns the middleware of every POST route, for every content type. It answers 403 to a request
 * from another origin, 413 to a body of more than 2 MB (6 MB with a file) and 400 to a body that
 * cannot be parsed. The handler then reads the parsed body.
 * @param origin default: the origin in the request's URL.
 */
export function formsOf(
  origin: string | undefined,
  { withFile = false }: { readonly withFile?: boolean } = {},
): MiddlewareHandler {
  const limit = withFile ? limitedUpload : limited;
  return (c, next) => {
    if (cameFrom(c, [origin ?? new URL(c.req.url).origin]) !== "here") throw new HTTPException(403);
    return limit(c, async () => {
      await c.req.parseBody().catch((cause: unknown) => {
        throw new HTTPException(400, { cause });
      });
      await next();
    });
  };
}

/**
 * Separates a site's own requests from other sites' by `Origin` and `Sec-Fetch-Site`, which no
 * script can change. "unknown": neither header is conclusive, so no current browser sent the
 * request. `Origin: null` alone proves nothing: forms on a no-referrer page send it, and so do
 * sandboxed pages of any site.
 */
export function cameFrom(c: Context, origins: readonly string[]): "here" | "elsewhere" | "unknown" {
  const origin = c.req.header("Origin") ?? "null";
  const site = c.req.header("Sec-Fetch-Site") ?? "none";
  if (site !== "same-origin" && site !== "none") return "elsewhere";
  if (origin !== "null") return origins.includes(origin) ? "here" : "elsewhere";
  return site === "same-origin" ? "here" : "unknown";
}

/** Returns a form with all values of each field; an empty form for a body that is none. */
export async function readFormData(c: Context): Promise<FormData> {
  return c.req.formData().catch(() => new FormData());
}
