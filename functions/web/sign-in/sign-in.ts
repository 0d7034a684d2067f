import type { Hono } from "hono";
import type { KnownMember } from "../../core/access/member.ts";
import { type Person, personSchema } from "../../core/access/person.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import type { Frame } from "../kit/layout.tsx";
import { type SealedCookie, sealedCookie } from "./sealed-cookie.ts";

/** The context variables of a route with a permission. */
export type SignedIn = { readonly Variables: { readonly person: KnownMember } };

/**
 * A way to sign in. The editors' site does not depend on a particular one. A session holds who is
 * signed in. What they may do is read from the team at each request.
 */
export type SignIn = {
  readonly session: SealedCookie<Person>;
  /** Adds `/sign-in` and the routes behind it. They set the session. */
  readonly serve: (site: Hono<SignedIn>, world: SignInWorld) => void;
  /** Returns the sign-out address of the sign-in service, if it has one. */
  readonly farewell: () => Promise<string | undefined>;
};

export type SignInWorld = {
  readonly frame: Frame;
  readonly pipeline: Pick<Pipeline, "table" | "addressKey" | "newId" | "now" | "log">;
};

/** A working day. Sessions are not stored: only a new key ends them earlier, all at once. */
const sessionLifetimeMs = 8 * 3_600_000;

export type SessionOptions = {
  readonly name: string;
  /** At least 32 characters. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export function sessionCookie(options: SessionOptions): SealedCookie<Person> {
  return sealedCookie({ ...options, schema: personSchema, lifetimeMs: sessionLifetimeMs });
}
