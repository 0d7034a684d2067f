import type { Context } from "hono";

/**
 * Returns the network that a request comes from: an IPv4 address, or the /64 of an IPv6 address. In a
 * stage, CloudFront adds the reader's address to `X-Forwarded-For`, and the HTTP API then adds
 * CloudFront's. Addresses further left come from the reader, who may invent them.
 */
export function sourceNetwork(c: Context): string {
  const forwarded = (c.req.header("X-Forwarded-For") ?? "").split(",").map(each => each.trim());
  const address = forwarded.at(-2) ?? forwarded.at(-1) ?? "";
  const direct = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)
    ?.incoming?.socket?.remoteAddress;
  const given = (address || direct || "unknown").slice(0, 100).toLowerCase();
  return given.includes(":") && !given.includes(".") ? network64(given) : given;
}

/** "2001:db8:1:2::1" → "2001:db8:1:2" */
function network64(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter(part => part !== "");
  const right = (tail ?? "").split(":").filter(part => part !== "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
