import { type Actor, byline } from "../../../core/access/actor.ts";
import { type ImageRefusal, maxImageBytes } from "../../../core/letter/images/image.ts";
import { insertImage } from "../../../store/bulletins/images.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import { imageIdOf } from "./image-id-of.ts";

export type AddImageOutcome =
  /** `isNew` is false if the bulletin had this image. */
  | { readonly kind: "added"; readonly id: string; readonly isNew: boolean }
  | { readonly kind: "refused"; readonly why: ImageRefusal };

type NewImage = {
  readonly bulletin: string;
  readonly file: string;
  readonly alt: string;
  readonly bytes: Uint8Array;
};

/**
 * Adds a file to the images of a bulletin: made to fit letters, and without metadata. Equal files are
 * one image.
 */
export async function addImage(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  { bulletin, file, alt, bytes: given }: NewImage,
  by: Actor,
): Promise<AddImageOutcome> {
  if (given.length > maxImageBytes)
    return { kind: "refused", why: { code: "too-large", maxBytes: maxImageBytes } };
  const { fitImage } = await import("../../../mail/images/fit-image.ts");
  const fitted = fitImage(given);
  if (fitted.kind === "refused") return fitted;
  const id = imageIdOf(bulletin, fitted);
  const on = { kind: "bulletin", id: bulletin } as const;
  const changes = { image: { after: id } };
  const history = decision(pipeline, { by, what: "image-added", on, changes });
  const image = { id, alt, file, addedAt: history.at };
  const isNew = await insertImage(
    pipeline.table,
    bulletin,
    { image, bytes: fitted.bytes },
    history,
  );
  if (isNew) pipeline.log("image-added", { bulletin, image: id, by: byline(by) });
  return { kind: "added", id, isNew };
}
