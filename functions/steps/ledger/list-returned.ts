import type { Edition } from "../../core/bulletins/edition.ts";
import { mayBeSentToCorrected } from "../../core/bulletins/status.ts";
import type { Account } from "../../core/ledger/account.ts";
import type { Pipeline } from "../pipeline.ts";
import { listPeople, type PersonOnEdition, readPage } from "./list-people.ts";

/** A page shows at most this many people, and searches for them this long. */
const limits = { people: 5, searchMs: 1_000 };

/**
 * Returns the first people of an edition whose letter was rejected or came back, and who may be sent
 * to at a corrected address. A long search ends early.
 */
export async function listReturned(
  pipeline: Pick<Pipeline, "table" | "now">,
  edition: Edition,
  account: Account,
): Promise<PersonOnEdition[]> {
  if (!mayBeSentToCorrected(edition)) return [];
  const end = pipeline.now() + limits.searchMs;
  const found: PersonOnEdition[] = [];
  for (const figure of ["rejected", "bounced"] as const) {
    if (account[figure] === 0) continue;
    const people = listPeople(pipeline, edition, figure);
    const page = await readPage(people, limits.people, () => pipeline.now() > end);
    found.push(...page.people.filter(({ person, returned }) => person && returned));
  }
  return found.slice(0, limits.people);
}
