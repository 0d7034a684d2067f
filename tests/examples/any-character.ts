import fc from "fast-check";

const firstSurrogate = 0xd800;
const surrogates = 0x800;

/**
 * Any character that there is, except lone surrogates: the unit of a string. fast-check's own "binary"
 * is the same, but each worker needs a second to list all of them.
 */
export const anyCharacter = fc.nat(0x10ffff - surrogates).map(
  index => String.fromCodePoint(index < firstSurrogate ? index : index + surrogates),
  text => {
    if (typeof text !== "string" || [...text].length !== 1 || !text.isWellFormed())
      throw new Error("not one character");
    const code = text.codePointAt(0) ?? 0;
    return code < firstSurrogate ? code : code - surrogates;
  },
);
