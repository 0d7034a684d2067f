import { describe, expect, it } from "vitest";
import { closeSalutation, salutationFor } from "../../../functions/core/letter/places.ts";

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

describe("salutationFor", () => {
  const welsh = { salutation: "Annwyl gydweithiwr,", alsoIn: ["en"] };
  it.each([
    [welsh, "Dear Dr Okafor", "Annwyl gydweithiwr,"],
    [welsh, "Annwyl Siân", "Annwyl Siân,"],
    [welsh, "Okafor", "Okafor,"],
    [welsh, undefined, "Annwyl gydweithiwr,"],
    [{ salutation: "Annwyl gydweithiwr," }, "Dear Dr Okafor", "Dear Dr Okafor,"],
    [{ salutation: "Dear colleague,", alsoIn: [] }, "Cher Maître", "Cher Maître,"],
  ])("greets in the language of the part: %j, %s", (letter, own, greeting) => {
    expect(salutationFor(letter, own)).toBe(greeting);
  });
});
