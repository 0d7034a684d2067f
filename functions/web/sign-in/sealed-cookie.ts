import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as z from "zod";

/**
 * A cookie with a signed value and an expiry. The value is not encrypted: the browser's user can
 * read it.
 */
export type SealedCookie<Value> = {
  readonly read: (c: Context) => Value | undefined;
  readonly set: (c: Context, value: Value) => void;
  readonly clear: (c: Context) => void;
};

export type CookieOptions<Value> = {
  /**
   * With the prefix `__Host-`, browsers accept it only from this host over https (RFC 6265bis
   * section 4.1.3.2).
   */
  readonly name: string;
  readonly schema: z.ZodType<Value>;
  /** At least 32 characters. */
  readonly key: string;
  readonly lifetimeMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/**
 * Signs JSON by HMAC-SHA-256. The signature covers the cookie's name, so one cookie's value is
 * invalid in another.
 */
export function sealedCookie<Value>({
  name,
  schema,
  key,
  lifetimeMs,
  now,
}: CookieOptions<Value>): SealedCookie<Value> {
  const sealed = z.object({ value: schema, expires: z.number() });
  const attributes = {
    path: "/",
    httpOnly: true,
    secure: name.startsWith("__Host-"),
    sameSite: "Lax",
  } as const;
  const sign = (payload: string) => createHmac("sha256", key).update(`${name}.${payload}`).digest();
  return {
    read: c => {
      const [payload = "", signature = "", ...rest] = (getCookie(c, name) ?? "").split(".");
      const given = Buffer.from(signature, "base64url");
      const expected = sign(payload);
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
        return undefined;
      const { data } = sealed.safeParse(
        JSON.parse(Buffer.from(payload, "base64url").toString("utf8")),
      );
      return data && now() < data.expires ? data.value : undefined;
    },
    set: (c, value) => {
      const payload = Buffer.from(JSON.stringify({ value, expires: now() + lifetimeMs })).toString(
        "base64url",
      );
      const seal = sign(payload).toString("base64url");
      setCookie(c, name, `${payload}.${seal}`, { ...attributes, maxAge: lifetimeMs / 1_000 });
    },
    clear: c => {
      deleteCookie(c, name, attributes);
    },
  };
}
