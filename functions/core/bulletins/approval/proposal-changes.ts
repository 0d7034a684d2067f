import type { Sender } from "../../people/senders/sender.ts";
import type { Proposal, ProposalChange } from "./approval.ts";

/** What approvers compare of a letter. */
type Compared = Pick<Proposal, "entries"> & {
  readonly subject: string;
  readonly sender: Sender;
  readonly lists: readonly string[];
};

/** Returns what differs between two letters of one date, in words that an approver can check. */
export function changesBetween(before: Compared, after: Compared): ProposalChange[] {
  const changes: ProposalChange[] = [];
  const known = new Map(before.entries.map(entry => [entry.id, entry]));
  for (const { id, version, title } of after.entries) {
    const earlier = known.get(id);
    if (!earlier) changes.push({ what: "entry-added", title });
    else if (earlier.version !== version) changes.push({ what: "entry-changed", title });
  }
  const kept = new Set(after.entries.map(({ id }) => id));
  for (const { id, title } of before.entries)
    if (!kept.has(id)) changes.push({ what: "entry-removed", title });
  const both = (entries: Compared["entries"], other: ReadonlyMap<string, unknown>) =>
    entries.flatMap(({ id }) => (other.has(id) ? [id] : [])).join();
  const afterMap = new Map(after.entries.map(entry => [entry.id, entry]));
  if (both(before.entries, afterMap) !== both(after.entries, known))
    changes.push({ what: "order" });
  if (before.subject !== after.subject && before.subject !== "" && after.subject !== "")
    changes.push({ what: "subject", before: before.subject, after: after.subject });
  const { from, replyTo } = after.sender;
  if (before.sender.from !== from || before.sender.replyTo !== replyTo)
    changes.push({ what: "sender" });
  if ([...before.lists].sort().join("\n") !== [...after.lists].sort().join("\n"))
    changes.push({ what: "lists" });
  return changes.length > 0 ? changes : [{ what: "look" }];
}

/** Joins what approvers were not yet told of with what is new. The later word on an entry counts. */
export function mergeChanges(
  earlier: readonly ProposalChange[],
  later: readonly ProposalChange[],
): ProposalChange[] {
  const keyOf = (change: ProposalChange) =>
    "title" in change ? `entry ${change.title}` : change.what;
  const merged = new Map(earlier.map(change => [keyOf(change), change]));
  for (const change of later) {
    const key = keyOf(change);
    const known = merged.get(key);
    const isStillNew = known?.what === "entry-added" && change.what === "entry-changed";
    if (!isStillNew) merged.set(key, change);
  }
  return [...merged.values()];
}
