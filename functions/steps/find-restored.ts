import {
  getOrigin,
  noteRestored,
  type Origin,
  putOrigin,
  type RestoredTable,
} from "../store/sending/origins.ts";
import { getLastTick } from "../store/sending/ticks.ts";
import type { Pipeline } from "./pipeline.ts";

type World = Pick<Pipeline, "table" | "tableId">;

/**
 * Whether the items come from a backup of another table, and no person has confirmed that. Letters
 * may have gone out since that backup: nothing more must go out by itself.
 */
export async function isRestored({ table, tableId }: World): Promise<boolean> {
  const [origin, id] = await Promise.all([getOrigin(table), tableId()]);
  return origin !== undefined && origin.tableId !== id;
}

/** Looks like `isRestored`, and stores what it finds: for the clock. */
export async function findRestored(
  pipeline: World & Pick<Pipeline, "now">,
): Promise<RestoredTable | undefined> {
  const { table, now } = pipeline;
  const [origin, tableId] = await Promise.all([getOrigin(table), pipeline.tableId()]);
  if (!origin) {
    await putOrigin(table, tableId);
    return undefined;
  }
  if (origin.tableId === tableId) return undefined;
  return isNoted(origin, tableId)
    ? origin.restored
    : noteRestored(table, origin, {
        tableId,
        at: new Date(now()).toISOString(),
        lastTick: await getLastTick(table),
      });
}

function isNoted({ restored }: Origin, tableId: string): boolean {
  return restored?.tableId === tableId;
}
