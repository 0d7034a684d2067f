import * as z from "zod";
import { count, exactText, type Read } from "../../text/schema-parts.ts";

/** Why a feed could not be read. */
export const feedReason = z.discriminatedUnion("code", [
  z.object({ code: z.literal("not-https") }),
  z.object({ code: z.literal("not-public") }),
  z.object({ code: z.literal("too-many-redirects") }),
  z.object({ code: z.literal("too-large"), maxBytes: count }),
  z.object({ code: z.literal("too-slow") }),
  z.object({ code: z.literal("answered"), status: count }),
  z.object({ code: z.literal("unreachable"), error: exactText }),
  z.object({ code: z.literal("no-feed") }),
]);
export type FeedReason = Read<typeof feedReason>;

export function feedReasonInEnglish(reason: FeedReason): string {
  switch (reason.code) {
    case "not-https":
      return "Its address, or one that it redirects to, does not begin with https://.";
    case "not-public":
      return "Its address leads to a private network. Only public addresses are read.";
    case "too-many-redirects":
      return "It redirects too many times.";
    case "too-large":
      return `It is larger than ${reason.maxBytes / 1_000_000} MB.`;
    case "too-slow":
      return "It did not answer in time.";
    case "answered":
      return `Its server answered with ${reason.status}.`;
    case "unreachable":
      return sayError(reason.error);
    case "no-feed":
      return "There is no RSS or Atom feed at this address.";
  }
}

/** `error`: a code of Node.js, such as ENOTFOUND. */
function sayError(error: string): string {
  if (error === "ENOTFOUND") return "There is no server of this name.";
  if (/CERT|SIGNED|VERIFY/.test(error))
    return `The certificate of its server cannot be trusted (${error}).`;
  return `It could not be reached (${error}).`;
}
