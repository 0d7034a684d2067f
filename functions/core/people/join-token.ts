import type { LinkKeys } from "./link-token.ts";
import { isSignature, signature } from "./link-token.ts";

/** What the link of a confirmation names: the request of an address, and until when it counts. */
export type JoinBearer = {
  /** The keyed hash of the address. */
  readonly hash: string;
  readonly bulletin: string;
  /** The id of the request. A new request of the address for the bulletin has another. */
  readonly request: string;
  /** Epoch seconds. */
  readonly expires: number;
};

/** Returns the token of a confirmation. Throws without a key. */
export function signJoin(bearer: JoinBearer, keys: LinkKeys): string {
  const key = keys[0];
  if (!key) throw new Error("no key to sign links");
  const parts = partsOf(bearer);
  return [key.id, ...parts, signature(["join", ...parts], key.secret)].join(".");
}

/** Returns the bearer of a token, also after it expired; undefined if it is not one of ours. */
export function verifyJoin(token: string, keys: LinkKeys): JoinBearer | undefined {
  const [id, hash = "", bulletin = "", request = "", until = "", given = "", ...rest] =
    token.split(".");
  const key = keys.find(each => each.id === id);
  if (!key || rest.length > 0) return undefined;
  if (!isSignature(given, ["join", hash, bulletin, request, until], key.secret)) return undefined;
  return { hash, bulletin, request, expires: Number.parseInt(until, 36) };
}

function partsOf({ hash, bulletin, request, expires }: JoinBearer): string[] {
  return [hash, bulletin, request, expires.toString(36)];
}
