import type { LetterContent } from "../../../core/bulletins/edition.ts";
import { imagesIn, withImagesAt } from "../../../core/letter/images/image-places.ts";
import type { MessageFrame } from "../../../mail/compose-message.ts";
import { getImageBytes } from "../../../store/bulletins/image-bytes.ts";
import type { Pipeline } from "../../pipeline.ts";

/**
 * Returns a frozen letter with its images, as they go into a message: their addresses on the readers'
 * site, or their bytes. Throws if an image that the message must carry is gone.
 */
export async function withImages(
  { images, siteUrl, table }: Pick<Pipeline, "images" | "siteUrl" | "table">,
  content: LetterContent,
): Promise<Pick<MessageFrame, "content" | "images">> {
  if (images === "site")
    return { content: { ...content, html: withImagesAt(content.html, siteUrl) } };
  const shown = imagesIn(content.html).map(async id => {
    const bytes = await getImageBytes(table, id);
    if (!bytes) throw new Error(`the image ${id} disappeared after the letter was composed`);
    return { id, bytes };
  });
  return { content, images: await Promise.all(shown) };
}
