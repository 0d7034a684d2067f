import { type Actor, byline } from "../../../core/access/actor.ts";
import { differencesOf } from "../../../core/access/history-item.ts";
import type { List } from "../../../core/people/list.ts";
import { insertList } from "../../../store/people/lists.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

/** Creates an empty list. Returns "taken", with nothing written, if there is one with its id. */
export async function createList(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  list: List,
  by: Actor,
): Promise<"created" | "taken"> {
  const history = decision(pipeline, {
    by,
    what: "list-created",
    on: { kind: "list", id: list.id },
    changes: differencesOf({}, list),
  });
  if (!(await insertList(pipeline.table, list, history))) return "taken";
  pipeline.log("list-created", { list: list.id, by: byline(by) });
  return "created";
}
