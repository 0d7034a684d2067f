import { hash } from "node:crypto";

/** A number for each id, in 27 to 54 bytes, so that the ids of a million people fit into 54 MB. */
export type IdIndex = {
  /** Adds an id with a number. Returns the number of an id that is there already. */
  readonly add: (id: string, number: number) => number | undefined;
  readonly has: (id: string) => boolean;
  readonly size: () => number;
};

/** 32-bit words of one id: 128 bits of its SHA-256, then the number + 1, as 0 marks a free slot. */
const width = 5;

export function createIdIndex(): IdIndex {
  let slots = new Uint32Array(1_024 * width);
  let size = 0;
  const grow = () => {
    const larger = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += width) {
      if (slots[at + 4] === 0) continue;
      const words = slots.subarray(at, at + width);
      larger.set(words, placeOf(larger, words));
    }
    slots = larger;
  };
  return {
    add: (id, number) => {
      const words = wordsOf(id);
      const at = placeOf(slots, words);
      const known = slots[at + 4] ?? 0;
      if (known !== 0) return known - 1;
      words[4] = number + 1;
      slots.set(words, at);
      size++;
      if (size > (slots.length / width) * 0.75) grow();
      return undefined;
    },
    has: id => slots[placeOf(slots, wordsOf(id)) + 4] !== 0,
    size: () => size,
  };
}

/** Returns where an id is, or where it would be: the next free slot. */
function placeOf(slots: Uint32Array, words: Uint32Array): number {
  const count = slots.length / width;
  const [a = 0, b, c, d] = words;
  for (let slot = a % count; ; slot = (slot + 1) % count) {
    const at = slot * width;
    if (slots[at + 4] === 0) return at;
    if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c && slots[at + 3] === d)
      return at;
  }
}

function wordsOf(id: string): Uint32Array {
  const bytes = hash("sha256", id, "buffer");
  const words = new Uint32Array(width);
  for (let index = 0; index < 4; index++) words[index] = bytes.readUInt32LE(index * 4);
  return words;
}
