/** An image in memory: four bytes (red, green, blue, opacity) for each pixel, row by row. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
};

/** Returns the image in a smaller size: each pixel is the average of the area that it replaces. */
export function shrunk(image: Pixels, width: number, height: number): Pixels {
  const rows = areas(image.height, height);
  const columns = areas(image.width, width);
  /** The rows of one new row added up, each colour weighted by its opacity. */
  const sums = new Float32Array(image.width * 4);
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [y, row] of rows.entries()) {
    sums.fill(0);
    for (const [index, share] of row.shares.entries()) addRow(image, row.from + index, share, sums);
    for (const [x, column] of columns.entries()) average(sums, column, data, (y * width + x) * 4);
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

function addRow({ width, data }: Pixels, row: number, share: number, sums: Float32Array): void {
  const start = row * width * 4;
  for (let at = 0; at < width * 4; at += 4) {
    // What cannot be seen must not colour the edges.
    const opacity = (data[start + at + 3] ?? 0) * share;
    sums[at] = (sums[at] ?? 0) + (data[start + at] ?? 0) * opacity;
    sums[at + 1] = (sums[at + 1] ?? 0) + (data[start + at + 1] ?? 0) * opacity;
    sums[at + 2] = (sums[at + 2] ?? 0) + (data[start + at + 2] ?? 0) * opacity;
    sums[at + 3] = (sums[at + 3] ?? 0) + opacity;
  }
}

function average(
  sums: Float32Array,
  { from, shares }: Area,
  data: Uint8ClampedArray,
  to: number,
): void {
  let [red, green, blue, opacity] = [0, 0, 0, 0];
  for (let index = 0; index < shares.length; index++) {
    const at = (from + index) * 4;
    const share = shares[index] ?? 0;
    red += (sums[at] ?? 0) * share;
    green += (sums[at + 1] ?? 0) * share;
    blue += (sums[at + 2] ?? 0) * share;
    opacity += (sums[at + 3] ?? 0) * share;
  }
  const weight = opacity || 1;
  data[to] = red / weight;
  data[to + 1] = green / weight;
  data[to + 2] = blue / weight;
  data[to + 3] = opacity;
}

/** The pixels of a side that become one, from `from` on, each with its share of the new pixel. */
type Area = { readonly from: number; readonly shares: readonly number[] };

function areas(from: number, to: number): Area[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, index) => {
    const start = index * scale;
    const end = Math.min(from, start + scale);
    const first = Math.floor(start);
    const last = Math.max(first + 1, Math.ceil(end - 1e-9));
    const shares = Array.from({ length: last - first }, (_, offset) => {
      const pixel = first + offset;
      return (Math.min(end, pixel + 1) - Math.max(start, pixel)) / scale;
    });
    return { from: first, shares };
  });
}

/** Returns the image upright. `orientation` as in Exif: 6 was taken with the camera turned left. */
export function upright(image: Pixels, orientation: number): Pixels {
  const { width, height } = image;
  const right = width - 1;
  const bottom = height - 1;
  /** The pixel of the image that comes to (x, y). */
  const places: Readonly<Record<number, (x: number, y: number) => readonly [number, number]>> = {
    2: (x, y) => [right - x, y],
    3: (x, y) => [right - x, bottom - y],
    4: (x, y) => [x, bottom - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, bottom - x],
    7: (x, y) => [right - y, bottom - x],
    8: (x, y) => [right - y, x],
  };
  const place = places[orientation];
  if (!place) return image;
  const turned = orientation >= 5 ? { width: height, height: width } : { width, height };
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < turned.height; y++)
    for (let x = 0; x < turned.width; x++) {
      const [fromX, fromY] = place(x, y);
      to[y * turned.width + x] = from[fromY * width + fromX] ?? 0;
    }
  return { ...turned, data: new Uint8Array(to.buffer) };
}

export function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}
