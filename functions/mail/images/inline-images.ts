import { mediaTypeOf } from "../../core/letter/images/image-id.ts";
import { header, unfolded } from "../header-field.ts";

/** An image that a message carries. */
export type InlineImage = { readonly id: string; readonly bytes: Uint8Array };

// No line of base64 or quoted-printable can have "=_" (RFC 2045 section 6.7 and 6.8).
const boundary = "=_dear_colleague_related_=";
const lineLength = 76;

/**
 * Encloses an HTML part with the images that it shows (multipart/related, RFC 2387). Returns what
 * stands before the HTML's own header, and after its text.
 */
export function relatedImages(
  images: readonly InlineImage[],
  domain: string,
): { readonly before: string; readonly after: string } {
  if (images.length === 0) return { before: "", after: "" };
  const type = `multipart/related; type="text/html"; boundary="${boundary}"`;
  return {
    before: `${header("Content-Type", type)}\r\n--${boundary}\r\n`,
    after: [...images.map(image => part(image, domain)), `\r\n--${boundary}--`].join(""),
  };
}

function part({ id, bytes }: InlineImage, domain: string): string {
  const base64 = Buffer.from(bytes).toString("base64");
  const lines = base64.match(new RegExp(`.{1,${lineLength}}`, "g")) ?? [];
  return [
    `\r\n--${boundary}\r\n`,
    header("Content-Type", mediaTypeOf(id)),
    header("Content-Transfer-Encoding", "base64"),
    unfolded("Content-ID", `<${contentId(id, domain)}>`),
    // Without a name, some programs show the image a second time, as a nameless attachment.
    header("Content-Disposition", `inline; filename="${id}"`),
    `\r\n${lines.join("\r\n")}`,
  ].join("");
}

/** RFC 2392: globally unique, and in the form of a message id. */
export function contentId(id: string, domain: string): string {
  return `${id}@${domain}`;
}
