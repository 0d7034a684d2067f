import { encode } from "jpeg-js";
import { PNG } from "pngjs";

/** A colour for each pixel, with its opacity. */
type Paint = (x: number, y: number) => readonly [number, number, number, number?];

/** Blue on the left, yellow on the right. */
export const halves =
  (width: number): Paint =>
  x =>
    x < width / 2 ? [29, 79, 145] : [240, 200, 40];

export function aPng(width: number, height: number, paint: Paint = halves(width)): Uint8Array {
  const png = new PNG({ width, height });
  png.data = dataOf(width, height, paint);
  // Tests read equal bytes on all machines: another zlib compresses otherwise.
  return new Uint8Array(PNG.sync.write(png, { deflateLevel: 0 }));
}

/** `exif`: an orientation and a comment, as cameras write them. */
export function aJpeg(
  width: number,
  height: number,
  { orientation, paint = halves(width) }: { orientation?: number; paint?: Paint } = {},
): Uint8Array {
  const { data } = encode({ width, height, data: dataOf(width, height, paint) }, 90);
  if (orientation === undefined) return new Uint8Array(data);
  const artist = Buffer.from("Taken at 1 Quay Street\0");
  const tiff = Buffer.alloc(8 + 2 + 24 + 4);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  for (const [at, [tag, type, count, value]] of [
    [10, [0x0112, 3, 1, orientation]],
    [22, [0x013b, 2, artist.length, tiff.length]],
  ] as const) {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  }
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff, artist]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return new Uint8Array(Buffer.concat([data.subarray(0, 2), head, exif, data.subarray(2)]));
}

function dataOf(width: number, height: number, paint: Paint): Buffer {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, opacity = 255] = paint(x, y);
      data.set([red, green, blue, opacity], (y * width + x) * 4);
    }
  return data;
}
