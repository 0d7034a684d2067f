import fc from "fast-check";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { fillPlaces, fillPlacesInHtml } from "../../../functions/core/letter/fill-places.ts";
import { sentinels } from "../../../functions/core/letter/places.ts";

describe("filling in a person's places", () => {
  const text = `${sentinels.salutation}\n${sentinels.viewUrl} ${sentinels.unsubscribeUrl} ${sentinels.salutation}`;

  it("puts each value at each of its places", () => {
    const places = {
      salutation: "Dear Ann,",
      viewUrl: "https://v",
      manageUrl: "https://m",
      unsubscribeUrl: "https://u",
    };
    expect(fillPlaces(text, places)).toBe("Dear Ann,\nhttps://v https://u Dear Ann,");
  });

  it("leaves a value text in HTML, whatever it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."<>&\"'/a =!-`") }), salutation => {
        const html = fillPlacesInHtml(
          `<p title="${sentinels.salutation}">${sentinels.salutation}</p>`,
          {
            salutation,
            viewUrl: "",
            manageUrl: "",
            unsubscribeUrl: "",
          },
        );
        const document = JSON.stringify(
          parse(html, { sourceCodeLocationInfo: false }),
          (key, value) => (key === "parentNode" ? undefined : value),
        );
        expect(document).toContain(
          `"attrs":[{"name":"title","value":${JSON.stringify(salutation)}}]`,
        );
        expect(document.match(/"nodeName":"(?!#|html|head|body)/g)).toHaveLength(1);
      }),
    );
  });
});
