import fc from "fast-check";
import { expect, it } from "vitest";
import { readQuery } from "../../../../infra/local/aws/ses/protocol/query-protocol.ts";
import {
  asSent,
  bytesOf,
  hasLineLongerThan,
  readRawMessage,
} from "../../../../infra/local/aws/ses/protocol/raw-message.ts";

it("decodes every byte that was encoded, whatever other parameters there are", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      fc.string(),
      fc.boolean(),
      (bytes, other, first) => {
        const raw = Buffer.from(bytes);
        const data: [string, string] = ["RawMessage.Data", raw.toString("base64")];
        const source: [string, string] = ["Source", other];
        const form = new URLSearchParams([
          ["Action", "SendRawEmail"],
          ...(first ? [data, source] : [source, data]),
        ]);
        const query = readQuery(Buffer.from(form.toString()));
        expect(query.rawMessage).toEqual(raw);
        expect(query.parameters.get("Source")).toBe(other.toWellFormed());
      },
    ),
  );
});

it("keeps the body byte for byte, and all other header fields in their order", () => {
  const field = fc.stringMatching(/^X-[A-Za-z]{1,8}: [ -~]{0,40}$/);
  const lineEnds = fc.constantFrom("\r\n", "\n");
  fc.assert(
    fc.property(fc.array(field), fc.uint8Array(), lineEnds, (fields, bytes, lineEnd) => {
      const header = [...fields, "From: a@b.example", ""].join(lineEnd);
      const rest = Buffer.concat([Buffer.from(lineEnd), Buffer.from(bytes)]);
      const message = readRawMessage(Buffer.concat([Buffer.from(header), rest]));
      if (message.kind !== "message") throw new Error(message.reason);
      const sent = bytesOf(asSent(message, "id", 0));
      const kept = `${[...fields, "From: a@b.example"].filter(line => !/^x-ses-/i.test(line)).join(lineEnd)}${lineEnd}`;
      expect(sent.toString("latin1")).toBe(
        `Date: Thu, 01 Jan 1970 00:00:00 +0000${lineEnd}Message-ID: <id@email.amazonses.com>${lineEnd}${kept}${rest.toString("latin1")}`,
      );
    }),
  );
});

it("finds a line that is too long, wherever it is", () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(lengths, fc.infiniteStream(fc.constantFrom("\r\n", "\n")), (lines, ends) => {
      const text = lines
        .map(length => "x".repeat(length))
        .reduce((before, line) => before + ends.next().value + line);
      expect(hasLineLongerThan(10, Buffer.from(text))).toBe(Math.max(...lines) > 10);
    }),
  );
});
