import { createHash } from "node:crypto";
import { clockBy } from "../../core/access/actor.ts";
import { deadlineOf } from "../../core/bulletins/approval/deadline.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { FeedReason } from "../../core/bulletins/incoming/feed-reason.ts";
import type { IncomingEntry } from "../../core/bulletins/incoming/incoming-entry.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { type FeedState, getFeedState, putFeedState } from "../../store/bulletins/feed-states.ts";
import { acceptEntry } from "../editions/entries/accept-entry.ts";
import { isRestored } from "../find-restored.ts";
import type { Pipeline } from "../pipeline.ts";
import { readFeedItems } from "./read-feed-items.ts";

export type FetchedFeed =
  | { readonly kind: "fetched"; readonly text: string }
  | { readonly kind: "failed"; readonly reason: FeedReason };

/** Fetches a feed from a public https address. Never rejects. */
export type FetchFeed = (url: string) => Promise<FetchedFeed>;

/** A feed that failed so often in a row is told of: it is no passing fault. */
const toldAfter = 4;

/**
 * Reads the feeds of all bulletins. Each item becomes an entry, once. A feed that fails does not keep
 * the others from being read. Ends early once `timeIsUp`: the next call reads the rest.
 */
export async function readFeeds(
  pipeline: Pipeline,
  fetchFeed: FetchFeed,
  timeIsUp: () => boolean = () => false,
): Promise<void> {
  // A restored table does not know what was taken after its backup.
  if (await isRestored(pipeline)) return;
  const failures: unknown[] = [];
  let failing = 0;
  const due = (await listBulletins(pipeline.table)).filter(isRead);
  const states = await Promise.all(due.map(({ id }) => getFeedState(pipeline.table, id)));
  const inTurn = due
    .map((bulletin, index) => ({ bulletin, state: states[index] }))
    .sort((a, b) => (a.state?.at ?? "").localeCompare(b.state?.at ?? ""));
  for (const { bulletin, state } of inTurn) {
    if (timeIsUp()) break;
    try {
      const read = await readFeed(pipeline, bulletin, state, await fetchFeed(bulletin.feed));
      if (read.failures >= toldAfter) failing++;
    } catch (error) {
      pipeline.log("feed-failed", { bulletin: bulletin.id, error: String(error) });
      failures.push(error);
    }
  }
  pipeline.measure("feeds-failing", failing);
  if (failures.length > 0) throw failures[0];
}

type Fed = Bulletin & { readonly feed: string };

function isRead(bulletin: Bulletin): bulletin is Fed {
  return bulletin.feed !== undefined && bulletin.archivedAt === undefined;
}

async function readFeed(
  pipeline: Pipeline,
  bulletin: Fed,
  before: FeedState | undefined,
  fetched: FetchedFeed,
): Promise<FeedState> {
  const { table, now } = pipeline;
  const { id, feed: url } = bulletin;
  const known = before?.url === url ? before : undefined;
  const items =
    fetched.kind === "fetched" ? readFeedItems(fetched.text, new Date(now())) : undefined;
  const at = new Date(now()).toISOString();
  const { takenAt, hash: hashBefore, failures: failedBefore = 0 } = known ?? {};
  if (!items) {
    const reason = fetched.kind === "failed" ? fetched.reason : ({ code: "no-feed" } as const);
    const failures = failedBefore + 1;
    const state = { url, at, failures, reason, takenAt, hash: hashBefore };
    await putFeedState(table, id, state);
    pipeline.log("feed-failed", { bulletin: id, reason: reason.code, failures });
    return state;
  }
  const hash = createHash("sha256").update(JSON.stringify(items)).digest("hex");
  const taken = hash === hashBefore ? 0 : await takeItems(pipeline, bulletin, items);
  const state = { url, at, failures: 0, takenAt: taken > 0 ? at : takenAt, hash };
  await putFeedState(table, id, state);
  pipeline.log("feed-read", { bulletin: id, items: items.length, taken });
  return state;
}

/** Returns how many of the items are new. */
async function takeItems(
  pipeline: Pipeline,
  bulletin: Fed,
  items: readonly IncomingEntry[],
): Promise<number> {
  const source = `feed ${new URL(bulletin.feed).hostname}`;
  const slot = closedSlot(bulletin, new Date(pipeline.now()));
  const notBefore = slot && new Date(slot.getTime() + 60_000).toISOString();
  let taken = 0;
  for (const item of items) {
    const entry = notBefore === undefined ? item : Object.assign({}, item, { notBefore });
    const { kind } = await acceptEntry(pipeline, bulletin, { source, entry }, clockBy("feed"));
    if (kind === "accepted") taken++;
  }
  return taken;
}

/**
 * Returns the next slot if its copy deadline has passed: an item that comes after it goes to a later
 * edition. Otherwise a feed could end every approval.
 */
function closedSlot(bulletin: Bulletin, now: Date): Date | undefined {
  const slot = bulletin.approval === "none" ? undefined : nextSlot(bulletin, now);
  return slot && deadlineOf(bulletin, slot) <= now ? slot : undefined;
}
