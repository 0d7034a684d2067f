import type { IncomingHttpHeaders, RequestListener, Server } from "node:http";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * This machine's own names. With any other name, a page elsewhere has pointed its domain here (DNS
 * rebinding).
 */
const ownNames = ["localhost", "127.0.0.1", "[::1]"];

const ownAddress = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * "service": for programs. "site": for browsers; its own pages send an Origin, and other pages may
 * link to it.
 */
export type Served = "service" | "site";

export type RequestHead = {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
};

/**
 * Returns why a request is refused; undefined if it is allowed. Every server on this machine uses
 * this rule. Any web page open here can send requests to 127.0.0.1. If the page's own domain points
 * here (DNS rebinding), it could even read the answers. The browser names the page in Host, Origin
 * and Sec-Fetch-Site, and scripts cannot change these headers.
 */
export function whyRefused(
  { method, headers }: RequestHead,
  port: number,
  served: Served,
): string | undefined {
  const { host = "", origin } = headers;
  if (
    !ownNames.some(
      name =>
        host.toLowerCase() === `${name}:${port}` || (port === 80 && host.toLowerCase() === name),
    )
  )
    return `the Host must be 127.0.0.1:${port} or localhost:${port}`;
  const isOwnOrigin =
    served === "site" &&
    (origin === `http://${host}` || (origin === "null" && isSameOrigin(headers)));
  if (origin !== undefined && !isOwnOrigin) return "it was sent by a web page of another origin";
  const site = headers["sec-fetch-site"];
  const isFromHere = site === undefined || site === "none" || site === "same-origin";
  if (!isFromHere && !(served === "site" && followsLink(method, headers)))
    return "it was sent by a web page of another origin";
  return undefined;
}

/** With the referrer policy "no-referrer", a page's own forms have the Origin "null". */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-site"] === "same-origin";
}

/**
 * Whether a person follows a link of another page, such as a sandboxed letter. The other page
 * cannot read the answer.
 */
function followsLink(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  return (
    method === "GET" &&
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document"
  );
}

/** Puts the rule before a server's request listeners. Call it after they are added. */
export function keepToThisMachine(server: Server, served: Served): void {
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const why = whyRefused(request, request.socket.localPort ?? 0, served);
    if (why === undefined)
      for (const listener of listeners) listener.call(server, request, response);
    else {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8", connection: "close" });
      response.end(`Only this machine may use this server. The request is refused: ${why}.\n`);
    }
  });
}

/** Whether a request certainly comes from this machine, without a proxy. */
export function isFromThisMachine(c: Context): boolean {
  if (!ownNames.includes(new URL(c.req.url).hostname)) return false;
  if (c.req.header("X-Forwarded-For") !== undefined || c.req.header("Forwarded") !== undefined)
    return false;
  return (
    c.env !== undefined &&
    "incoming" in c.env &&
    ownAddress.test(getConnInfo(c).remote.address ?? "")
  );
}
