import { type Actor, byline } from "../../../core/access/actor.ts";
import { type Deed, differencesOf } from "../../../core/access/history-item.ts";
import type { List, ListSettings } from "../../../core/people/list.ts";
import { getList, replaceList } from "../../../store/people/lists.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

export type ChangedList =
  | { readonly kind: "changed" | "unchanged"; readonly list: List }
  | { readonly kind: "unknown" };

type World = Pick<Pipeline, "table" | "now" | "newId" | "log">;

/** Changes some settings of a list. The others stay as they are. */
export function changeList(
  pipeline: World,
  id: string,
  settings: Partial<Omit<ListSettings, "archivedAt">>,
  by: Actor,
): Promise<ChangedList> {
  return change(pipeline, id, by, list => ({
    what: "list-changed",
    next: { ...list, ...settings },
  }));
}

/** Archives a list, or takes it back into use. */
export function archiveList(
  pipeline: World,
  id: string,
  isArchived: boolean,
  by: Actor,
): Promise<ChangedList> {
  const at = new Date(pipeline.now()).toISOString();
  return change(pipeline, id, by, list => ({
    what: isArchived ? "list-archived" : "list-restored",
    next: { ...list, archivedAt: isArchived ? (list.archivedAt ?? at) : undefined },
  }));
}

async function change(
  pipeline: World,
  id: string,
  by: Actor,
  decide: (list: List) => { readonly what: Deed; readonly next: List },
): Promise<ChangedList> {
  for (;;) {
    const before = await getList(pipeline.table, id);
    if (!before) return { kind: "unknown" };
    const { what, next } = decide(before);
    const changes = differencesOf(before, next);
    if (Object.keys(changes).length === 0) return { kind: "unchanged", list: before };
    const list = { ...next, version: before.version + 1 };
    const history = decision(pipeline, { by, what, on: { kind: "list", id }, changes });
    if (!(await replaceList(pipeline.table, list, history, before))) continue;
    pipeline.log(what, { list: id, by: byline(by) });
    return { kind: "changed", list };
  }
}
