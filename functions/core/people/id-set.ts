import { hash } from "node:crypto";

/** A set of ids in 21 to 43 bytes for each, so that the ids of a million people fit into 32 MB. */
export type IdSet = {
  readonly add: (id: string) => void;
  readonly has: (id: string) => boolean;
  readonly size: () => number;
};

/** 32-bit words that stand for one id: 128 bits of its SHA-256. */
const width = 4;

export function createIdSet(): IdSet {
  let slots = new Uint32Array(1_024 * width);
  let size = 0;
  const grow = () => {
    const larger = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += width) {
      const words = slots.subarray(at, at + width);
      if (!isEmpty(words)) larger.set(words, placeOf(larger, words));
    }
    slots = larger;
  };
  return {
    add: id => {
      const words = wordsOf(id);
      const at = placeOf(slots, words);
      if (!isEmpty(slots.subarray(at, at + width))) return;
      slots.set(words, at);
      size++;
      if (size > (slots.length / width) * 0.75) grow();
    },
    has: id => {
      const at = placeOf(slots, wordsOf(id));
      return !isEmpty(slots.subarray(at, at + width));
    },
    size: () => size,
  };
}

/** Returns where an id is, or where it would be: the next free slot. */
function placeOf(slots: Uint32Array, words: Uint32Array): number {
  const count = slots.length / width;
  for (let slot = (words[0] ?? 0) % count; ; slot = (slot + 1) % count) {
    const at = slot * width;
    const found = slots.subarray(at, at + width);
    if (isEmpty(found) || found.every((word, index) => word === words[index])) return at;
  }
}

function isEmpty(words: Uint32Array): boolean {
  return words.every(word => word === 0);
}

function wordsOf(id: string): Uint32Array {
  const bytes = hash("sha256", id, "buffer");
  return Uint32Array.from({ length: width }, (_, index) => bytes.readUInt32LE(index * 4));
}
