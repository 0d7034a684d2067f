import { decode, encode as encodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import type { ImageRefusal } from "../../core/letter/images/image.ts";
import type { ImageType } from "../../core/letter/images/image-id.ts";
import { type ImageKind, imageKindOf } from "../../core/letter/images/image-kind.ts";
import { isOpaque, type Pixels, shrunk, upright } from "./pixels.ts";

/** Twice the width of a letter's text, for sharp screens. A tall image is as long as two pages. */
const maxWidth = 1_200;
const maxHeight = 2_400;
/** Phones load it over slow networks, and an item of DynamoDB holds 400 kB. */
const maxStoredBytes = 360_000;
/** An image is read whole, with 4 bytes and more for each pixel. */
const maxMegapixels = 40;

export type FittedImage = {
  readonly kind: "fitted";
  readonly bytes: Uint8Array;
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
};

/**
 * Makes a file an image for letters: upright, at most 1,200 pixels wide and 360 kB large, and without
 * metadata such as the place where a photo was taken. The pixels are encoded anew, so nothing else of
 * the file stays. Takes seconds for a photo.
 */
export function fitImage(
  file: Uint8Array,
): FittedImage | { readonly kind: "refused"; readonly why: ImageRefusal } {
  const known = imageKindOf(file);
  if (known.kind === "other")
    return { kind: "refused", why: { code: "other-type", name: known.name } };
  if (known.kind === "unknown") return { kind: "refused", why: { code: "not-an-image" } };
  if (known.width * known.height > maxMegapixels * 1_000_000)
    return { kind: "refused", why: { code: "too-many-pixels", maxMegapixels } };
  let pixels: Pixels;
  try {
    pixels = read(file, known);
  } catch {
    return { kind: "refused", why: { code: "damaged" } };
  }
  return encode(pixels, known.kind, 1);
}

function read(file: Uint8Array, known: ImageKind): Pixels {
  if (known.kind !== "jpg") return PNG.sync.read(Buffer.from(file));
  const pixels = decode(file, {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: maxMegapixels,
    maxMemoryUsageInMB: 1_000,
  });
  // Shrunk first: turning a whole photo takes longer.
  return upright(fitted(pixels, 1), known.orientation);
}

/** `scale`: below 1 if the limits of size are not small enough. */
function fitted(image: Pixels, scale: number): Pixels {
  const { width, height } = image;
  const by = Math.min(1, maxWidth / width, maxHeight / height) * scale;
  if (by === 1) return image;
  return shrunk(image, Math.max(1, Math.round(width * by)), Math.max(1, Math.round(height * by)));
}

function encode(given: Pixels, type: ImageType, scale: number): FittedImage {
  const pixels = fitted(given, scale);
  const { width, height } = pixels;
  const isWhole = isOpaque(pixels);
  for (const bytes of type === "png" ? [asPng(pixels, isWhole)] : asJpegs(pixels))
    if (bytes.length <= maxStoredBytes) return { kind: "fitted", bytes, type, width, height };
  // A photo as PNG is several times as large as a JPEG of it.
  return type === "png" && isWhole
    ? encode(given, "jpg", scale)
    : encode(given, type, scale * 0.75);
}

function asPng({ width, height, data }: Pixels, isWhole: boolean): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  return PNG.sync.write(png, { colorType: isWhole ? 2 : 6, deflateLevel: 9 });
}

function* asJpegs({ width, height, data }: Pixels): Generator<Uint8Array> {
  for (const quality of [82, 70]) yield encodeJpeg({ width, height, data }, quality).data;
}
