import type { IncomingHttpHeaders, RequestListener, Server } from "node:http";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Names under which this machine is reached by itself. Another name means that a page elsewhere had its name lead here. */
const ownNames = ["localhost", "127.0.0.1", "[::1]"];

const ownAddress = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** "service": what programs speak to. "site": what a browser shows, whose own pages send an Origin and to which links may lead. */
export type Served = "service" | "site";

export type RequestHead = { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders };

/**
 * The one rule of everything that is served on this machine: why a request is refused, or undefined if it is taken. Any web page
 * that is open here can send requests to 127.0.0.1, and by a name of its own that leads here (DNS rebinding) it could even read
 * the answers. A browser names the page in Host, Origin and Sec-Fetch-Site, which a script cannot change.
 */
export function whyRefused({ method, headers }: RequestHead, port: number, served: Served): string | undefined {
  const { host = "", origin } = headers;
  if (!ownNames.some(name => host.toLowerCase() === `${name}:${port}` || (port === 80 && host.toLowerCase() === name)))
    return `the Host must be 127.0.0.1:${port} or localhost:${port}`;
  const isOwnOrigin = served === "site" && (origin === `http://${host}` || (origin === "null" && isSameOrigin(headers)));
  if (origin !== undefined && !isOwnOrigin) return "it was sent by a web page of another origin";
  const site = headers["sec-fetch-site"];
  const isFromHere = site === undefined || site === "none" || site === "same-origin";
  if (!isFromHere && !(served === "site" && followsLink(method, headers))) return "it was sent by a web page of another origin";
  return undefined;
}

/** A page whose referrer policy is "no-referrer" sends its own forms with the Origin "null". */
function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-site"] === "same-origin";
}

/** Whether a person follows a link of another page, as of a letter in its sandbox. The other page sees nothing of the answer. */
function followsLink(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  return method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}

/** Puts the rule in front of what a server does with requests. To be called once its listeners are there. */
export function keepToThisMachine(server: Server, served: Served): void {
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const why = whyRefused(request, request.socket.localPort ?? 0, served);
    if (why === undefined) for (const listener of listeners) listener.call(server, request, response);
    else {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8", connection: "close" });
      response.end(`This is for this machine alone. The request is refused: ${why}.\n`);
    }
  });
}

/** Whether a request comes from this machine itself, and by no proxy. One of which that cannot be told does not. */
export function isFromThisMachine(c: Context): boolean {
  if (!ownNames.includes(new URL(c.req.url).hostname)) return false;
  if (c.req.header("X-Forwarded-For") !== undefined || c.req.header("Forwarded") !== undefined) return false;
  return c.env !== undefined && "incoming" in c.env && ownAddress.test(getConnInfo(c).remote.address ?? "");
}
