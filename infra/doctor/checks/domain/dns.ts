import { Resolver } from "node:dns/promises";
import { BadInput } from "../../../cli/bad-input.ts";

/**
 * Creates a resolver that asks the given server, or this machine's own. Throws BadInput if `server`
 * is not an IP address.
 */
export function createResolver(server: string | undefined): Resolver {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (server === undefined) return resolver;
  try {
    resolver.setServers([server]);
  } catch {
    throw new BadInput(
      `--dns ${server}: name a DNS server by its IP address, like 1.1.1.1 or 127.0.0.1:5353.`,
    );
  }
  return resolver;
}

/**
 * Returns the records found; none if the name or the type does not exist. Throws if DNS does not
 * answer.
 */
export async function records<Found>(lookup: Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await lookup;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    throw error;
  }
}

/** Returns the TXT records of a name, each joined from its strings (RFC 7208, section 3.3). */
export async function textRecords(resolver: Resolver, name: string): Promise<string[]> {
  return (await records(resolver.resolveTxt(name))).map(strings => strings.join(""));
}
