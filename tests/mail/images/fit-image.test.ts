import { decode } from "jpeg-js";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { fitImage } from "../../../functions/mail/images/fit-image.ts";
import { aJpeg, aPng } from "../../examples/an-image.ts";

function fitted(file: Uint8Array) {
  const result = fitImage(file);
  if (result.kind !== "fitted") throw new Error(`refused: ${result.why.code}`);
  return result;
}

function refusal(file: Uint8Array) {
  const result = fitImage(file);
  return result.kind === "refused" ? result.why : undefined;
}

/** The colour of a pixel. */
function colour(data: Uint8Array, width: number, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

describe("an image for letters", () => {
  it("is at most 1,200 pixels wide, in proportion, and a small one stays as it is", () => {
    const { bytes, ...large } = fitted(aPng(2_400, 20));
    expect(large).toEqual({ kind: "fitted", type: "png", width: 1_200, height: 10 });
    const { width, data } = PNG.sync.read(Buffer.from(bytes));
    expect(colour(data, width, 599, 5)).toEqual([29, 79, 145, 255]);
    expect(colour(data, width, 600, 5)).toEqual([240, 200, 40, 255]);
    expect(fitted(aPng(30, 20))).toMatchObject({ width: 30, height: 20 });
    expect(fitted(aPng(10, 4_800))).toMatchObject({ width: 5, height: 2_400 });
  });

  it("averages what becomes one pixel, and no invisible colour", () => {
    const striped = aPng(1_800, 2, x => (x % 3 === 2 ? [255, 0, 0, 0] : [90, 90, 90, 255]));
    const { bytes } = fitted(striped);
    const { width, data } = PNG.sync.read(Buffer.from(bytes));
    expect(colour(data, width, 0, 0)).toEqual([90, 90, 90, 255]);
    expect(colour(data, width, 1, 0)).toEqual([90, 90, 90, 85]);
  });

  it("is upright, and has no metadata", () => {
    const photo = aJpeg(64, 32, { orientation: 6 });
    expect(Buffer.from(photo).includes("Quay Street")).toBe(true);
    const { bytes, ...rest } = fitted(photo);
    expect(rest).toMatchObject({ type: "jpg", width: 32, height: 64 });
    expect(Buffer.from(bytes).includes("Exif")).toBe(false);
    expect(Buffer.from(bytes).includes("Quay")).toBe(false);
    // What was on the left is at the top.
    const { data } = decode(bytes, { useTArray: true });
    expect(data[2]).toBeGreaterThan(100);
    expect(data[(63 * 32 + 5) * 4]).toBeGreaterThan(200);
    for (const orientation of [1, 2, 3, 4])
      expect(fitted(aJpeg(64, 32, { orientation }))).toMatchObject({ width: 64, height: 32 });
    for (const orientation of [5, 7, 8])
      expect(fitted(aJpeg(64, 32, { orientation }))).toMatchObject({ width: 32, height: 64 });
  });

  it("has at most 360 kB: a photo as PNG becomes a JPEG, a picture with transparency smaller", () => {
    let seed = 1;
    const noise = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor(seed / 65_536) % 256;
    };
    const photo = fitted(aPng(400, 400, () => [noise(), noise(), noise()]));
    expect(photo).toMatchObject({ type: "jpg", width: 400, height: 400 });
    expect(photo.bytes.length).toBeLessThanOrEqual(360_000);
    const glass = fitted(aPng(400, 400, () => [noise(), noise(), noise(), noise()]));
    expect(glass).toMatchObject({ type: "png", width: 300, height: 300 });
  });
});

describe("a file that is no image for letters", () => {
  it("is refused with its reason", () => {
    expect(refusal(Buffer.from("GIF89a…", "latin1"))).toEqual({ code: "other-type", name: "GIF" });
    expect(refusal(Buffer.from("<svg onload=alert(1)>"))).toEqual({
      code: "other-type",
      name: "SVG",
    });
    expect(refusal(Buffer.from("Dear colleague,"))).toEqual({ code: "not-an-image" });
    expect(refusal(aJpeg(64, 32).subarray(0, 500))).toEqual({ code: "damaged" });
    expect(refusal(aPng(64, 32).subarray(0, 90))).toEqual({ code: "damaged" });
  });

  it("is refused for its claimed size before it is read", () => {
    const bomb = aPng(4, 4);
    new DataView(bomb.buffer).setUint32(16, 60_000);
    new DataView(bomb.buffer).setUint32(20, 60_000);
    expect(refusal(bomb)).toEqual({ code: "too-many-pixels", maxMegapixels: 40 });
  });
});
