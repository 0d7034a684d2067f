import type { Hono } from "hono";
import { type Person, personSchema } from "../../core/access/person.ts";
import type { Pipeline } from "../../steps/pipeline.ts";
import type { Frame } from "../kit/layout.tsx";
import { type SealedCookie, sealedCookie } from "./sealed-cookie.ts";

/** What a route behind a permission knows. */
export type SignedIn = { readonly Variables: { readonly person: Person } };

/** How people come in. The editors' site is given one, and knows nothing of where people are known. */
export type SignIn = {
  readonly session: SealedCookie<Person>;
  /** Serves `/sign-in`, and what that leads to; whoever has said there who she is gets the session. */
  readonly serve: (site: Hono<SignedIn>, world: SignInWorld) => void;
  /** Where somebody signs out of what she signed in with, if there is such a place. */
  readonly farewell: () => Promise<string | undefined>;
};

export type SignInWorld = { readonly frame: Frame; readonly log: Pipeline["log"] };

/** Milliseconds: a working day. Nothing is kept of a session, so one cannot be ended from afar but by changing the key. */
const workingDay = 8 * 3_600_000;

export type SessionOptions = {
  readonly name: string;
  /** At least 32 characters. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

export function sessionCookie(options: SessionOptions): SealedCookie<Person> {
  return sealedCookie({ ...options, schema: personSchema, lifetime: workingDay });
}
