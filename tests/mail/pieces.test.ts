import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formEncoded, joined } from "../../functions/mail/pieces.ts";
import { runs } from "../size.ts";

const ascii = fc.stringMatching(/^[\r\n -~]*$/);
const shared = fc.array(
  ascii.map(text => Buffer.from(text)),
  { minLength: 1, maxLength: 4 },
);

describe("a message in pieces", () => {
  it("is the same bytes in a form, whatever the pieces are and however often they are shared", () => {
    const messages = shared.chain(buffers =>
      fc.array(fc.array(fc.oneof(ascii, fc.constantFrom(...buffers))), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(messages, sharing => {
        for (const pieces of sharing) {
          const form = formEncoded("Data=", pieces, "&To=a").toString();
          const expected = encodeURIComponent(Buffer.from(pieces.join("")).toString("base64"));
          expect(form).toBe(`Data=${expected}&To=a`);
          expect(joined(pieces).toString()).toBe(pieces.join(""));
        }
      }),
      { numRuns: runs(5_000) },
    );
  });
});
