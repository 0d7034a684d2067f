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
  /** The bytes since the last whole group of three. */
  let open = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      const text = open + piece;
      const whole = text.length - (text.length % 3);
      encoded.push(escapedBase64(Buffer.from(text.slice(0, whole), "latin1")));
      open = text.slice(whole);
      continue;
    }
    const toGroup = Math.min((3 - open.length) % 3, piece.length);
    open += piece.toString("latin1", 0, toGroup);
    if (open.length === 3) {
      encoded.push(escapedBase64(Buffer.from(open, "latin1")));
      open = "";
    }
    if (toGroup === piece.length) continue;
    const { groups, rest } = encodedFrom(piece, toGroup);
    encoded.push(groups);
    open = rest;
  }
  return joined([...encoded, escapedBase64(Buffer.from(open, "latin1")), after]);
}

type Encoded = { readonly groups: Buffer; readonly rest: string };
const known = new WeakMap<Buffer, (Encoded | undefined)[]>();

/** Encodes a shared piece from its first whole group of three on, once. */
function encodedFrom(piece: Buffer, start: number): Encoded {
  const byStart = known.get(piece) ?? [];
  known.set(piece, byStart);
  const end = piece.length - ((piece.length - start) % 3);
  byStart[start] ??= {
    groups: Buffer.from(escapedBase64(piece.subarray(start, end)), "latin1"),
    rest: piece.toString("latin1", end),
  };
  return byStart[start];
}

function escapedBase64(bytes: Buffer): string {
  const base64 = bytes.toString("base64");
  return base64.replaceAll("+", "%2B").replaceAll("/", "%2F").replaceAll("=", "%3D");
}
