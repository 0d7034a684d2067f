let slab = Buffer.alloc(0);
let used = 0;
const slabBytes = 256 * 1024;

/**
 * Allocates memory for one message from a larger slab. Allocating each message separately takes as
 * long as writing it.
 */
export function allocate(length: number): Buffer {
  if (slab.length - used < length) {
    slab = Buffer.allocUnsafeSlow(Math.max(length, slabBytes));
    used = 0;
  }
  used += length;
  return slab.subarray(used - length, used);
}
