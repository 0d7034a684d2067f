import { Resolver } from "node:dns/promises";
import { BadInput } from "../../../cli/bad-input.ts";

/** A resolver that asks the server named, or this machine's own. Throws BadInput where that is no address. */
export function createResolver(server: string | undefined): Resolver {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (server === undefined) return resolver;
  try {
    resolver.setServers([server]);
  } catch {
    throw new BadInput(`--dns ${server}: name a server by its IP address, like 1.1.1.1 or 127.0.0.1:5353.`);
  }
  return resolver;
}

/** The records there are: none where the name, or this kind of record, is not there. Throws where DNS gives no answer. */
export async function records<Found>(looking: Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await looking;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENOTFOUND" || code === "ENODATA") return [];
    throw error;
  }
}

/** The TXT records of a name, each put together from its strings (RFC 7208, section 3.3). */
export async function textRecords(resolver: Resolver, name: string): Promise<string[]> {
  return (await records(resolver.resolveTxt(name))).map(strings => strings.join(""));
}
