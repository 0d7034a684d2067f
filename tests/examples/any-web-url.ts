import fc from "fast-check";
import { anyCharacter } from "./any-character.ts";

/** What may stand between two slashes of an address, or after its question mark. */
const anySegment = fc.string({
  unit: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(..."azAZ09-._~!$&'()*+,;=:@") },
    { weight: 1, arbitrary: anyCharacter.map(encodeURIComponent) },
  ),
});

export const anyWebPath = fc
  .array(anySegment, { maxLength: 4 })
  .map(segments => segments.map(segment => `/${segment}`).join(""));

export const anyWebQuery = anySegment;

/** An address of a page: fast-check's own `webUrl` takes a second, for the list of all characters. */
export const anyWebUrl = fc
  .tuple(fc.constantFrom("http", "https"), fc.domain(), anyWebPath, fc.option(anyWebQuery))
  .map(
    ([scheme, domain, path, query]) =>
      `${scheme}://${domain}${path}${query === null ? "" : `?${query}`}`,
  );
