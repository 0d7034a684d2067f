import type { Actor } from "../../core/access/actor.ts";
import { type Deed, differencesOf } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { askForAudience } from "../../store/bulletins/audiences.ts";
import { findDue, putBulletin } from "../../store/bulletins/bulletins.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Creates or changes a bulletin. Writes nothing if it is stored already. A slot that has come, but
 * that no clock has opened yet, stays due if the bulletin still has it.
 */
export async function saveBulletin(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  bulletin: Bulletin,
  by: Actor,
  what: Deed = "bulletin-saved",
): Promise<"saved" | "unchanged"> {
  const stored = await findDue(pipeline.table, bulletin.id);
  const changes = differencesOf(stored?.bulletin ?? {}, bulletin);
  if (Object.keys(changes).length === 0) return "unchanged";
  const on = { kind: "bulletin", id: bulletin.id } as const;
  const history = decision(pipeline, { by, what, on, changes });
  const due = stored?.slot?.getTime() ?? Number.POSITIVE_INFINITY;
  const after = new Date(Math.min(pipeline.now(), due - 1));
  await putBulletin(pipeline.table, bulletin, after, history);
  if (changes.lists) await askForAudience(pipeline.table, bulletin.id, new Date(pipeline.now()));
  return "saved";
}
