import type { Hono } from "hono";
import { imageId, mediaTypeOf } from "../../../core/letter/images/image-id.ts";
import { getImageBytes } from "../../../store/bulletins/image-bytes.ts";
import type { Table } from "../../../store/table.ts";

/**
 * Serves the images of letters to everyone who knows their address. The address has the hash of the
 * image, so nobody can guess it, and programs may keep the image for ever.
 */
export function serveImages(site: Hono, table: Table): void {
  site.get("/images/:id", async c => {
    const id = imageId.safeParse(c.req.param("id")).data;
    const bytes = id === undefined ? undefined : await getImageBytes(table, id);
    if (id === undefined || bytes === undefined) return c.text("Image not found.", 404);
    return c.body(new Uint8Array(bytes), 200, {
      "Content-Type": mediaTypeOf(id),
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    });
  });
}
