import { lookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { FeedReason } from "../../core/bulletins/incoming/feed-reason.ts";
import type { FetchedFeed } from "../../steps/feeds/read-feeds.ts";
import { isPublicAddress } from "./public-address.ts";

/** How the world is reached. Tests use a server of their own. */
export type Reach = {
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly isAllowed: (address: string) => boolean;
  readonly agent: Agent;
};

const limits = { redirects: 3, bytes: 2_000_000, ms: 15_000 };

const publicReach: Reach = {
  resolve: async host => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  agent: new Agent({ keepAlive: false }),
};

/**
 * Fetches text from a public https address. Each address, also after a redirect, is resolved and
 * checked, and the connection goes to exactly the address that was checked: a name that changes in
 * between leads nowhere else.
 */
export async function fetchPublic(
  address: string,
  reach: Reach = publicReach,
  { redirects, bytes, ms } = limits,
): Promise<FetchedFeed> {
  const signal = AbortSignal.timeout(ms);
  let url = address;
  try {
    for (let hop = 0; hop <= redirects; hop++) {
      const target = await orAborted(checked(url, reach), signal);
      if ("code" in target) return failed(target);
      const answer = await get(target, reach, signal);
      const { statusCode = 0, headers } = answer;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        answer.destroy();
        if (!URL.canParse(headers.location, url))
          return failed({ code: "answered", status: statusCode });
        url = new URL(headers.location, url).href;
      } else if (statusCode !== 200) {
        answer.destroy();
        return failed({ code: "answered", status: statusCode });
      } else return await read(answer, bytes);
    }
    return failed({ code: "too-many-redirects" });
  } catch (error) {
    if (signal.aborted) return failed({ code: "too-slow" });
    const { code, name } = error as NodeJS.ErrnoException;
    return failed({ code: "unreachable", error: code ?? name });
  }
}

/** A resolver takes no signal. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

const failed = (reason: FeedReason): FetchedFeed => ({ kind: "failed", reason });

type Target = { readonly url: URL; readonly address: string };

async function checked(text: string, { resolve, isAllowed }: Reach): Promise<Target | FeedReason> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    return { code: "not-https" };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) > 0 ? [host] : await resolve(host);
  const [address] = addresses;
  // One private address among several is reason enough.
  if (address === undefined || !addresses.every(isAllowed)) return { code: "not-public" };
  return { url, address };
}

function get(
  { url, address }: Target,
  { agent }: Reach,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const toChecked: LookupFunction = (_host, options, done) => {
    const family = isIP(address);
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  const headers = {
    Accept: "application/atom+xml, application/rss+xml, application/xml, text/xml",
    "User-Agent": "DearColleague (feed reader)",
  };
  return new Promise((resolve, reject) => {
    request(url, { agent, lookup: toChecked, signal, headers }, resolve).on("error", reject).end();
  });
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<FetchedFeed> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) {
      answer.destroy();
      return failed({ code: "too-large", maxBytes });
    }
    parts.push(part);
  }
  return { kind: "fetched", text: textOf(Buffer.concat(parts), answer.headers["content-type"]) };
}

/** By the charset of the answer, or of the XML declaration; otherwise UTF-8. */
function textOf(bytes: Buffer, type = ""): string {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)/.exec(
    bytes.subarray(0, 200).toString("latin1"),
  );
  const label = /charset="?([\w-]+)/i.exec(type)?.[1] ?? declared?.[1] ?? "utf-8";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
