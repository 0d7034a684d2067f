import { describe, expect, it } from "vitest";
import { sentinels, splitAtPlaces } from "../../../functions/core/letter/places.ts";

describe("splitAtPlaces", () => {
  it("cuts a text at its sentinels and keeps the order", () => {
    const text = `${sentinels.salutation}\n\nRead on: ${sentinels.viewUrl} ${sentinels.manageUrl} ${sentinels.unsubscribeUrl}.`;
    expect(splitAtPlaces(text)).toEqual([
      { place: "salutation" },
      { literal: "\n\nRead on: " },
      { place: "viewUrl" },
      { literal: " " },
      { place: "manageUrl" },
      { literal: " " },
      { place: "unsubscribeUrl" },
      { literal: "." },
    ]);
  });

  it("leaves a text alone that only names the places", () => {
    expect(splitAtPlaces("salutation viewUrl {{ salutation }}")).toEqual([
      { literal: "salutation viewUrl {{ salutation }}" },
    ]);
  });
});
