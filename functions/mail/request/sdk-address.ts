import type { Server } from "./post-once.ts";
import type { RequestTarget } from "./sign-request.ts";

/** Where requests go. */
export type Address = Pick<RequestTarget, "host" | "path"> & { readonly server: Server };

/** Returns where a request goes that the SDK has prepared, by its own rules and settings. */
export function addressIn(request: unknown): Address {
  const { protocol, hostname, port, path, headers } = request as {
    readonly protocol: string;
    readonly hostname: string;
    readonly port?: number;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  const isSecure = protocol === "https:";
  const server = {
    isSecure,
    hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port ?? (isSecure ? 443 : 80),
  };
  return { server, path, host: headers.host ?? hostname };
}

/** Returns a POST up to its body. Throws if a header cannot be sent. */
export function headOf(path: string, headers: Readonly<Record<string, string>>): string {
  let head = `POST ${path} HTTP/1.1\r\n`;
  for (const name in headers) {
    const value = headers[name] ?? "";
    if (/[^ -~]/.test(value)) throw new Error(`the header ${name} cannot be sent`);
    head += `${name}: ${value}\r\n`;
  }
  return `${head}\r\n`;
}
