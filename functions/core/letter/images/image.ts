import * as z from "zod";
import { instant, itemId, type Read, textLine } from "../../text/schema-parts.ts";
import { imageId } from "./image-id.ts";

/** What the image shows, for people who do not see it. */
export const altText = textLine.max(300, "must be 300 characters or fewer");

/** An image that the letters of a bulletin may show. */
export const imageSchema = z.object({
  id: imageId,
  alt: altText,
  /** The name of the file that it was made from. */
  file: textLine.max(200, "must be 200 characters or fewer"),
  addedAt: instant,
  /** The first edition whose letter shows it. Such an image stays: the archive shows the letter. */
  edition: itemId.optional(),
});
export type BulletinImage = Read<typeof imageSchema>;

/** An organisation's logo, above its letters. `dark`: for a dark page. */
export const logoSchema = z.object({ image: imageId, dark: imageId.optional() });
export type Logo = Read<typeof logoSchema>;

/** A file may have this many bytes: a Lambda takes 6 MB, in base64. */
export const maxImageBytes = 4_000_000;

/** Why a file cannot be an image of a letter. */
export type ImageRefusal =
  | { readonly code: "too-large"; readonly maxBytes: number }
  | { readonly code: "other-type"; readonly name: string }
  | { readonly code: "not-an-image" }
  | { readonly code: "too-many-pixels"; readonly maxMegapixels: number }
  | { readonly code: "damaged" };

/** Returns what is wrong with a file, and what to do. */
export function sayImageRefusal(refusal: ImageRefusal): string {
  switch (refusal.code) {
    case "too-large":
      return `The file is larger than ${refusal.maxBytes / 1_000_000} MB. Save the image in a smaller size, about 1,200 pixels wide`;
    case "other-type":
      return `The file is a ${refusal.name} file, which not every mail program shows. Save the image as PNG or JPEG`;
    case "not-an-image":
      return "The file is not an image. Choose a PNG or JPEG file";
    case "too-many-pixels":
      return `The image has more than ${refusal.maxMegapixels} million pixels. Save it in a smaller size, about 1,200 pixels wide`;
    case "damaged":
      return "The image cannot be read: the file is damaged or incomplete. Save it again as PNG or JPEG";
  }
}
