import { describe, expect, it } from "vitest";
import { letterFooter } from "../../../functions/core/bulletins/letter-footer.ts";
import { aBulletin } from "../../examples/builders.ts";

const readerOf = (from: string, replyTo?: string) =>
  letterFooter(aBulletin({ sender: { from, replyTo } })).repliesReadBy;

describe("the reader of replies", () => {
  const from = "Harbour Health Trust <letters@harbour-health.example>";

  it.each([
    ["the sender", from, undefined, "Harbour Health Trust"],
    ["who the bulletin names", from, "Medical Director <md@example.org>", "Medical Director"],
    ["an address without a name", from, "md@example.org", "md@example.org"],
  ])("is %s", (_, sender, replyTo, reader) => {
    expect(readerOf(sender, replyTo)).toBe(reader);
  });

  it.each(["no-reply@example.org", "Trust <noreply@example.org>", "donotreply@example.org"])(
    "is nobody for %s",
    sender => {
      expect(readerOf(sender)).toBeUndefined();
      expect(readerOf(sender, "md@example.org")).toBe("md@example.org");
    },
  );
});
