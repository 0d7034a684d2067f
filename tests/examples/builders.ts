import { ulid } from "ulid";
import { actorOf } from "../../functions/core/access/actor.ts";
import type { HistoryItem } from "../../functions/core/access/history-item.ts";
import type { Bulletin } from "../../functions/core/bulletins/bulletin.ts";
import type { FrozenContent } from "../../functions/core/bulletins/edition.ts";
import type { Entry } from "../../functions/core/bulletins/entry.ts";
import { type Account, emptyAccount } from "../../functions/core/ledger/account.ts";
import { type Fact, facts, type Progress } from "../../functions/core/ledger/progress.ts";

/** A bulletin of single letters, unless said otherwise. */
export function aBulletin(given: Partial<Bulletin> = {}): Bulletin {
  return {
    id: "harbour-letters",
    name: "Harbour Letters",
    organisation: "Harbour Health Trust",
    sender: { from: "Harbour Health Trust <letters@harbour-health.example>" },
    lists: ["staff"],
    composition: "letter",
    language: "en-GB",
    salutation: "Dear colleague,",
    signOff: "With best wishes,",
    signatories: [{ name: "Dr Siân O’Brien", postNominals: "FRCP", role: ["Medical Director"] }],
    uncertain: "hold",
    zone: "UTC",
    approval: "none",
    ...given,
  };
}

/** An entry that is ready. */
export function anEntry(given: Partial<Entry> = {}): Entry {
  return {
    id: "01KAGW00000000000000000001",
    bulletin: "harbour-letters",
    title: "Winter clinics",
    body: "The clinics open at 7 am.\n\nThank you for all you do.",
    format: "markdown",
    status: "ready",
    updatedAt: "2026-11-20T10:00:00.000Z",
    version: 1,
    ...given,
  };
}

/** Ann, who decides everything in the tests, unless said otherwise. */
export const ann = actorOf({ sub: "ann", name: "Dr A. Jones" });

/** The history item of a decision that a test is not about. */
export function aDecision(given: Partial<HistoryItem> = {}): HistoryItem {
  return {
    id: ulid(),
    at: new Date().toISOString(),
    by: ann,
    what: "entry-saved",
    on: { kind: "entry", id: "harbour-letters/any" },
    ...given,
  };
}

/** What is known of a batch; nothing, unless it is said. */
export function aProgress(
  changed: { readonly [fact in Fact]?: Iterable<number> } & {
    attempts?: readonly number[];
    tried?: Iterable<string>;
    leaseUntil?: number;
    claimedAt?: number;
  } = {},
): Progress {
  const sets = Object.fromEntries(facts.map(fact => [fact, new Set(changed[fact] ?? [])])) as {
    [fact in Fact]: Set<number>;
  };
  return {
    ...sets,
    attempts: changed.attempts ?? [],
    tried: new Set(changed.tried),
    leaseUntil: changed.leaseUntil ?? 0,
    claimedAt: changed.claimedAt ?? 0,
  };
}

export function anAccount(changed: Partial<Account> = {}): Account {
  return { ...emptyAccount, ...changed };
}

/** What an edition says; without places unless they are put into it. */
export function aContent(changed: Partial<FrozenContent> = {}): FrozenContent {
  return {
    listName: "Care Weekly",
    subject: "Winter plans",
    html: "<p>Thank you.</p>",
    text: "Thank you.\n",
    salutation: "Dear colleague,",
    language: "en",
    ...changed,
  };
}
