/** What the first bytes of a file say that it is. */
export type ImageKind =
  | { readonly kind: "png"; readonly width: number; readonly height: number }
  | {
      readonly kind: "jpg";
      readonly width: number;
      readonly height: number;
      /** How a camera was held: Exif's 1 (upright) to 8. */
      readonly orientation: number;
    }
  /** An image that mail programs do not all show, or none that may be shown. */
  | { readonly kind: "other"; readonly name: "GIF" | "WebP" | "HEIC" | "SVG" | "PDF" | "TIFF" }
  | { readonly kind: "unknown" };

/** Judges a file by its content: its name and the type that a browser gives it may be wrong. */
export function imageKindOf(bytes: Uint8Array): ImageKind {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number) =>
    String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
  if (text(0, 8) === "\u0089PNG\r\n\u001a\n" && text(12, 16) === "IHDR" && bytes.length > 24)
    return { kind: "png", width: view.getUint32(16), height: view.getUint32(20) };
  if (text(0, 3) === "\u00ff\u00d8\u00ff") return jpegSize(view) ?? { kind: "unknown" };
  if (/^GIF8[79]a/.test(text(0, 6))) return { kind: "other", name: "GIF" };
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return { kind: "other", name: "WebP" };
  if (/^ftyp(?:hei|hev|mif|msf|avi)/.test(text(4, 12))) return { kind: "other", name: "HEIC" };
  if (text(0, 5) === "%PDF-") return { kind: "other", name: "PDF" };
  if (/^(?:II\*\0|MM\0\*)/.test(text(0, 4))) return { kind: "other", name: "TIFF" };
  if (/<svg[\s>]/i.test(text(0, 2_000))) return { kind: "other", name: "SVG" };
  return { kind: "unknown" };
}

/** Finds the frame header of a JPEG: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2 */
function jpegSize(view: DataView): ImageKind | undefined {
  let orientation = 1;
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { kind: "jpg", width, height, orientation };
    }
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) orientation = orientationIn(view, at + 4, length - 2) ?? orientation;
    // 0xFF may fill the space before a marker.
    at += marker === 0xff ? 1 : 2 + length;
  }
  return undefined;
}

/** Reads the orientation in a segment of Exif: "Exif", a TIFF header, then entries of 12 bytes. */
function orientationIn(view: DataView, start: number, length: number): number | undefined {
  const end = Math.min(start + length, view.byteLength);
  if (start + 14 > end || view.getUint32(start) !== 0x45786966) return undefined;
  const tiff = start + 6;
  const isLittle = view.getUint16(tiff) === 0x4949;
  const entries = tiff + view.getUint32(tiff + 4, isLittle);
  if (entries + 2 > end) return undefined;
  const count = view.getUint16(entries, isLittle);
  for (let at = entries + 2; at + 12 <= end && at < entries + 2 + count * 12; at += 12)
    if (view.getUint16(at, isLittle) === 0x0112) return view.getUint16(at + 8, isLittle);
  return undefined;
}
