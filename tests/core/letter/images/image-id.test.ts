import { describe, expect, it } from "vitest";
import {
  imageId,
  imageIdIn,
  mediaTypeOf,
  readImageId,
  shownSize,
  writeImageId,
} from "../../../../functions/core/letter/images/image-id.ts";
import { imageKindOf } from "../../../../functions/core/letter/images/image-kind.ts";
import {
  imagePlace,
  imagesIn,
  withImagesAt,
} from "../../../../functions/core/letter/images/image-places.ts";
import { aJpeg, aPng } from "../../../examples/an-image.ts";

const hash = "0123456789abcdef0123456789abcdef";
const id = `${hash}-1200x800.jpg`;

describe("the name of an image", () => {
  it("tells its size and type", () => {
    const name = { hash, width: 1_200, height: 800, type: "jpg" } as const;
    expect(writeImageId(name)).toBe(id);
    expect(readImageId(id)).toEqual(name);
    expect(mediaTypeOf(id)).toBe("image/jpeg");
    expect(mediaTypeOf(id.replace("jpg", "png"))).toBe("image/png");
  });

  it("is found in the address at which the image is served, and in no other", () => {
    for (const address of [id, ` ${id} `, `/images/${id}`, `https://readers.example/images/${id}`])
      expect(imageIdIn(address), address).toBe(id);
    for (const address of ["", "map.png", `https://other.example/${id}/x`, `${id}?x=1`, `x${id}`])
      expect(imageIdIn(address), address).toBeUndefined();
  });

  it("is no path and has no size that is none", () => {
    for (const bad of [`../${id}`, `${hash}-0x800.jpg`, `${hash}-12000x1.png`, `${hash}-1x1.svg`])
      expect(imageId.safeParse(bad).success, bad).toBe(false);
  });

  it("gives the size at which it is shown: never larger than it is, and in proportion", () => {
    expect(shownSize(id, 552, 700)).toEqual({ width: 552, height: 368 });
    expect(shownSize(id, 552, 100)).toEqual({ width: 150, height: 100 });
    expect(shownSize(`${hash}-40x30.png`, 552, 700)).toEqual({ width: 40, height: 30 });
    expect(shownSize(`${hash}-1200x1.png`, 100, 100)).toEqual({ width: 100, height: 1 });
  });
});

describe("the content of a file", () => {
  it("tells what it is, whatever its name", () => {
    expect(imageKindOf(aPng(7, 3))).toEqual({ kind: "png", width: 7, height: 3 });
    expect(imageKindOf(aJpeg(16, 9))).toEqual({
      kind: "jpg",
      width: 16,
      height: 9,
      orientation: 1,
    });
    expect(imageKindOf(aJpeg(16, 9, { orientation: 6 }))).toMatchObject({ orientation: 6 });
    const others = {
      GIF: "GIF89a\u0001\u0000",
      WebP: "RIFF\u0000\u0000\u0000\u0000WEBPVP8 ",
      HEIC: "\u0000\u0000\u0000\u0018ftypheic",
      SVG: '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">',
      PDF: "%PDF-1.7",
      TIFF: "II*\u0000",
    };
    for (const [name, text] of Object.entries(others))
      expect(imageKindOf(Buffer.from(text, "latin1"))).toEqual({ kind: "other", name });
    for (const text of ["", "Dear colleague,", "\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n"])
      expect(imageKindOf(Buffer.from(text, "latin1"))).toEqual({ kind: "unknown" });
  });

  it("is read without harm if it is cut anywhere", () => {
    const whole = aJpeg(16, 9, { orientation: 6 });
    for (let length = 0; length < 200; length++)
      expect(() => imageKindOf(whole.subarray(0, length))).not.toThrow();
  });
});

describe("a rendered letter", () => {
  it("names its images so that its hash covers them, and any site can serve them", () => {
    const html = `<img src="${imagePlace(id)}"><img src="${imagePlace(id)}"> cid:${id}`;
    expect(imagesIn(html)).toEqual([id]);
    expect(withImagesAt(html, "https://readers.example")).toBe(
      `<img src="https://readers.example/images/${id}"><img src="https://readers.example/images/${id}"> cid:${id}`,
    );
  });
});
