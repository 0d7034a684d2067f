import { hash } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Returns the id for the person at a place in an import's file, if their address has none yet: a
 * ULID with the time of the import, in the order of the file. It is always the same, so that an
 * import that was killed can be continued or undone, whatever it had stored.
 */
export function offeredId(importId: string, place: number): string {
  const salt = hash("sha256", importId, "buffer").readUIntBE(0, 5);
  return importId.slice(0, 10) + base32(salt) + base32(place);
}

/** Eight characters for a number below 2^40. */
function base32(number: number): string {
  let text = "";
  let rest = number;
  for (let digit = 0; digit < 8; digit++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
