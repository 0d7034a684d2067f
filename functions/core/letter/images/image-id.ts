import * as z from "zod";

/**
 * Names a stored image: "<hash>-<width>x<height>.<type>", in pixels. The name tells all that a letter
 * needs to know of the image, and changes with each pixel.
 */
export const imageId = z
  .string()
  .regex(
    /^[0-9a-f]{32}-[1-9]\d{0,3}x[1-9]\d{0,3}\.(?:png|jpg)$/,
    "is not the name of an image of this bulletin",
  );

/** The file types of stored images. Every mail program shows them. */
export type ImageType = "png" | "jpg";

export type ImageName = {
  /** 32 hexadecimal digits. */
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly type: ImageType;
};

export function writeImageId({ hash, width, height, type }: ImageName): string {
  return `${hash}-${width}x${height}.${type}`;
}

/** Returns what an image's name tells. Throws if it is no such name. */
export function readImageId(id: string): ImageName {
  const [hash = "", width, height, type] = imageId.parse(id).split(/[-x.]/);
  return {
    hash,
    width: Number(width),
    height: Number(height),
    type: type === "png" ? "png" : "jpg",
  };
}

/** Returns the stored image that an address names: its id, or the address that it is served at. */
export function imageIdIn(address: string): string | undefined {
  const id = /^(?:https?:\/\/[^/?#]+)?(?:\/images\/)?([^/?#]+)$/.exec(address.trim())?.[1];
  return imageId.safeParse(id).data;
}

export type ShownSize = { readonly width: number; readonly height: number };

/**
 * Returns the size at which an image is shown, within limits in CSS pixels. It is never larger than it
 * is stored.
 */
export function shownSize(id: string, maxWidth: number, maxHeight: number): ShownSize {
  const { width, height } = readImageId(id);
  const scale = Math.min(1, maxWidth / width, maxHeight / height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

const mediaTypes: Readonly<Record<ImageType, string>> = { png: "image/png", jpg: "image/jpeg" };

export function mediaTypeOf(id: string): string {
  return mediaTypes[readImageId(id).type];
}
