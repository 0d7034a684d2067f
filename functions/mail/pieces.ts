import { allocate } from "./slab.ts";

/**
 * A message in pieces: buffers that all copies of an edition share, and text of one copy. All of it
 * is ASCII.
 */
export type Pieces = readonly (Buffer | string)[];

/** Returns the whole message. */
export function joined(pieces: Pieces): Buffer {
  const whole = allocate(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) at += put(piece, whole, at);
  return whole;
}

function put(piece: Buffer | string, whole: Buffer, at: number): number {
  return typeof piece === "string" ? whole.write(piece, at, "latin1") : piece.copy(whole, at);
}

/**
 * Returns the message in base64, escaped as a value of a form, between two texts. What all copies
 * share is encoded once for each of the three places that it can have in a group of three bytes.
 */
export function formEncoded(before: string, pieces: Pieces, after: string): Buffer {
  const encoded: (Buffer | string)[] = [before];
  /** Text since the last whole group of three of a shared piece. */
  let open = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      open += piece;
      continue;
    }
    const { head, groups, rest } = encodedFrom(piece, (3 - (open.length % 3)) % 3);
    open += head;
    if (!groups) continue;
    if (open !== "") encoded.push(escapedBase64(Buffer.from(open, "latin1")));
    encoded.push(groups);
    open = rest;
  }
  encoded.push(escapedBase64(Buffer.from(open, "latin1")), after);
  return joined(encoded);
}

/** A shared piece: the bytes up to its first whole group of three, the groups, and the bytes after. */
type Encoded = {
  readonly head: string;
  readonly groups: Buffer | undefined;
  readonly rest: string;
};
const known = new WeakMap<Buffer, (Encoded | undefined)[]>();

/** Encodes a shared piece from its first whole group of three on, once for each place. */
function encodedFrom(piece: Buffer, start: number): Encoded {
  let byStart = known.get(piece);
  if (!byStart) {
    byStart = [];
    known.set(piece, byStart);
  }
  byStart[start] ??= encode(piece, start);
  return byStart[start];
}

function encode(piece: Buffer, start: number): Encoded {
  const end = piece.length - ((piece.length - start) % 3);
  // Too short for a whole group: all of it is text of the next one.
  if (end <= start) return { head: piece.toString("latin1"), groups: undefined, rest: "" };
  return {
    head: piece.toString("latin1", 0, start),
    groups: Buffer.from(escapedBase64(piece.subarray(start, end)), "latin1"),
    rest: piece.toString("latin1", end),
  };
}

function escapedBase64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/[+/=]/g, escapeOf);
}

function escapeOf(character: string): string {
  return character === "+" ? "%2B" : character === "/" ? "%2F" : "%3D";
}
