import { createHash } from "node:crypto";
import { type ImageName, writeImageId } from "../../../core/letter/images/image-id.ts";

/**
 * Returns the id of an image of a bulletin. Each bulletin has images of its own: deleting one must not
 * change another bulletin's letters.
 */
export function imageIdOf(
  bulletin: string,
  { bytes, width, height, type }: Omit<ImageName, "hash"> & { readonly bytes: Uint8Array },
): string {
  const whole = createHash("sha256").update(`${bulletin}\n`).update(bytes).digest("hex");
  return writeImageId({ hash: whole.slice(0, 32), width, height, type });
}
