import type { Actor } from "../../../core/access/actor.ts";
import type { BulletinImage } from "../../../core/letter/images/image.ts";
import { changeAlt } from "../../../store/bulletins/images.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

/**
 * Changes the words that say what an image shows, for the letters that use it from now on. Returns
 * false if the image is gone.
 */
export async function describeImage(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  bulletin: string,
  { id, alt }: Pick<BulletinImage, "id" | "alt">,
  by: Actor,
): Promise<boolean> {
  const on = { kind: "bulletin", id: bulletin } as const;
  const changes = { image: { after: id }, alt: { after: alt } };
  const history = decision(pipeline, { by, what: "image-described", on, changes });
  return changeAlt(pipeline.table, bulletin, { id, alt }, history);
}
