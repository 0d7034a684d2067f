import { isSignature, type LinkKeys, signature } from "../link-token.ts";

/** What the link of a question names: the person, the list, and which time they were asked. */
export type ReconfirmBearer = {
  readonly subscriber: string;
  readonly list: string;
  readonly reconfirmation: string;
};

/** Returns the token of a question. Throws without a key. */
export function signReconfirm(bearer: ReconfirmBearer, keys: LinkKeys): string {
  const key = keys[0];
  if (!key) throw new Error("no key to sign links");
  const parts = [bearer.subscriber, bearer.list, bearer.reconfirmation];
  return [key.id, ...parts, signature(["reconfirm", ...parts], key.secret)].join(".");
}

/** Returns the bearer of a token; undefined if it is not one of ours. */
export function verifyReconfirm(token: string, keys: LinkKeys): ReconfirmBearer | undefined {
  const [id, subscriber = "", list = "", reconfirmation = "", given = "", ...rest] =
    token.split(".");
  const key = keys.find(each => each.id === id);
  if (!key || rest.length > 0) return undefined;
  const isOurs = isSignature(given, ["reconfirm", subscriber, list, reconfirmation], key.secret);
  return isOurs ? { subscriber, list, reconfirmation } : undefined;
}
