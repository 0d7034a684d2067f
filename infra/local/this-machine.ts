import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/** Names under which this machine is reached by itself. Another name means that some page elsewhere had its name lead here. */
const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

const ownAddress = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

export function namesThisMachine(c: Context): boolean {
  return ownNames.has(new URL(c.req.url).hostname);
}

/** Whether a request comes from this machine itself, and by no proxy. One of which that cannot be told does not. */
export function isFromThisMachine(c: Context): boolean {
  if (!namesThisMachine(c) || c.req.header("X-Forwarded-For") !== undefined || c.req.header("Forwarded") !== undefined)
    return false;
  return c.env !== undefined && "incoming" in c.env && ownAddress.test(getConnInfo(c).remote.address ?? "");
}
