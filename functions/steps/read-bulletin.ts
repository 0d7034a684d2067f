import type { Bulletin } from "../core/bulletin.ts";
import { getBulletin, listBulletins } from "../store/bulletins.ts";
import type { Pipeline } from "./pipeline.ts";

export function readBulletins(pipeline: Pick<Pipeline, "table">): Promise<Bulletin[]> {
  return listBulletins(pipeline.table);
}

export function readBulletin(pipeline: Pick<Pipeline, "table">, id: string): Promise<Bulletin | undefined> {
  return getBulletin(pipeline.table, id);
}
