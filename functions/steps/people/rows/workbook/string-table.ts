/** Texts by number, as bytes: a million short texts take some 30 MB. */
export type StringTable = {
  readonly add: (text: string) => void;
  readonly get: (index: number) => string;
};

export function createStringTable(): StringTable {
  let bytes = Buffer.alloc(65_536);
  let ends = new Uint32Array(4_096);
  let count = 0;
  let size = 0;
  return {
    add: text => {
      const length = Buffer.byteLength(text);
      if (size + length > bytes.length) {
        const larger = Buffer.alloc(Math.max(bytes.length * 2, size + length));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      if (count === ends.length) {
        const larger = new Uint32Array(ends.length * 2);
        larger.set(ends);
        ends = larger;
      }
      bytes.write(text, size);
      size += length;
      ends[count++] = size;
    },
    get: index => bytes.toString("utf8", index > 0 ? ends[index - 1] : 0, ends[index] ?? 0),
  };
}
