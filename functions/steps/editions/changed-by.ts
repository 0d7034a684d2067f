import { actorKey } from "../../core/access/actor.ts";
import { withOtherAccounts } from "../../core/access/approver.ts";
import { entrySubject, type Subject } from "../../core/access/history-item.ts";
import type { Member } from "../../core/access/member.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isProposed, isSkipped } from "../../core/bulletins/status.ts";
import { latestEditions } from "../../store/bulletins/editions.ts";
import { listOpenEntries } from "../../store/bulletins/entries.ts";
import { historySince } from "../../store/history/histories.ts";
import type { Pipeline } from "../pipeline.ts";

/** Editions to look through for the last approved one. */
const maxEditions = 50;

/**
 * Returns the names of those who changed what an edition sends: its entries, ever; and the
 * bulletin's other open entries, settings and lists since its last approved edition. A person with
 * two accounts of one address counts as one.
 */
export async function changedBy(
  { table }: Pick<Pipeline, "table">,
  bulletin: Pick<Bulletin, "id" | "lists">,
  edition: { readonly id: string; readonly entries: readonly string[] },
  team: readonly Member[],
): Promise<ReadonlySet<string>> {
  const since = await lastApproval(table, bulletin.id, edition.id);
  const open = (await listOpenEntries(table, bulletin.id)).map(({ id }) => id);
  const sent = new Set(edition.entries);
  const subjects: { on: Subject; from: string }[] = [
    ...[...sent].map(id => ({ on: entrySubject(bulletin.id, id), from: "" })),
    ...open
      .filter(id => !sent.has(id))
      .map(id => ({ on: entrySubject(bulletin.id, id), from: since })),
    { on: { kind: "bulletin", id: bulletin.id }, from: since },
    ...bulletin.lists.map(id => ({ on: { kind: "list", id } as const, from: since })),
  ];
  const found = new Set<string>();
  // Stopping an edition returns its entries. That changes no word of them.
  for (const { on, from } of subjects)
    for await (const { by, what } of historySince(table, on, from))
      if (what !== "entry-returned") found.add(actorKey(by));
  return withOtherAccounts(team, found);
}

/** Since when changes count: the approval of the last edition that went out with one. */
async function lastApproval(
  table: Pipeline["table"],
  bulletin: string,
  but: string,
): Promise<string> {
  for await (const edition of latestEditions(table, bulletin, maxEditions))
    if (edition.id !== but && wentOut(edition) && edition.approval) return edition.approval.at;
  return "";
}

const wentOut = (edition: Edition) => !isProposed(edition) && !isSkipped(edition);
