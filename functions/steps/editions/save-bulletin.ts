import type { Actor } from "../../core/access/actor.ts";
import { differencesOf } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { getBulletin, putBulletin } from "../../store/bulletins/bulletins.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/** Creates or changes a bulletin. Writes nothing if it is stored already. */
export async function saveBulletin(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  bulletin: Bulletin,
  by: Actor,
): Promise<"saved" | "unchanged"> {
  const changes = differencesOf((await getBulletin(pipeline.table, bulletin.id)) ?? {}, bulletin);
  if (Object.keys(changes).length === 0) return "unchanged";
  const on = { kind: "bulletin", id: bulletin.id } as const;
  const history = decision(pipeline, { by, what: "bulletin-saved", on, changes });
  await putBulletin(pipeline.table, bulletin, new Date(pipeline.now()), history);
  return "saved";
}
