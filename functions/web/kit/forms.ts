import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";

/** Bytes of a form: far more than an entry may have, so that a text that is too long comes back in the form with its reason. */
const mostOfForm = 2_000_000;

const limit = bodyLimit({
  maxSize: mostOfForm,
  onError: () => {
    throw new HTTPException(413);
  },
});

/** Answers 413 to a body that is longer than any form of ours, and 400 to one that breaks off. */
export const limited: MiddlewareHandler = async (c, next) => {
  let isRead = false;
  const go = () => {
    isRead = true;
    return next();
  };
  return limit(c, go).catch((cause: unknown) => {
    throw isRead || cause instanceof HTTPException ? cause : new HTTPException(400, { cause });
  });
};

/**
 * Stands before every handler of a POST, whatever the type of its content. A request that does not come from `origin` gets 403,
 * a body that is too long 413, and one that cannot be read as the form that it says it is 400. The handler finds the body parsed.
 * @param origin where it is absent, the origin that the request itself names.
 */
export function formsOf(origin: string | undefined): MiddlewareHandler {
  return (c, next) => {
    if (cameFrom(c, [origin ?? new URL(c.req.url).origin]) !== "here") throw new HTTPException(403);
    return limited(c, async () => {
      await c.req.parseBody().catch((cause: unknown) => {
        throw new HTTPException(400, { cause });
      });
      await next();
    });
  };
}

/**
 * Where a browser says that a request comes from, by the headers that no script can change. "unsaid": no browser of these years
 * sent it. A page that tells no referrer has "null" for the origin of its own forms, and so has a sandboxed page of anybody's.
 */
export function cameFrom(c: Context, origins: readonly string[]): "here" | "elsewhere" | "unsaid" {
  const origin = c.req.header("Origin") ?? "null";
  const site = c.req.header("Sec-Fetch-Site") ?? "none";
  if (site !== "same-origin" && site !== "none") return "elsewhere";
  if (origin !== "null") return origins.includes(origin) ? "here" : "elsewhere";
  return site === "same-origin" ? "here" : "unsaid";
}
