import { describe, expect, it } from "vitest";
import { closeSalutation } from "../../../functions/core/letter/places.ts";

describe("closeSalutation", () => {
  it.each([
    ["Dear Dr Okafor", "Dear colleague,", "Dear Dr Okafor,"],
    ["Dear Dr Okafor,", "Dear colleague,", "Dear Dr Okafor,"],
    ["Dear Dr Okafor:", "Dear colleague,", "Dear Dr Okafor:"],
    ["Hello Jo!", "Dear colleague,", "Hello Jo!"],
    ["Dear Dr Okafor", "Dear colleague:", "Dear Dr Okafor:"],
    ["Dear Dr Okafor", "Dear colleague", "Dear Dr Okafor"],
    ["عزيزتي شيرين", "الزملاء الأعزاء،", "عزيزتي شيرين،"],
  ])("closes “%s” in a letter to “%s” as “%s”", (own, letters, closed) => {
    expect(closeSalutation(own, letters)).toBe(closed);
  });
});
