import fc from "fast-check";
import { parseFragment } from "parse5";
import { expect, it } from "vitest";
import { escapeHtml } from "../../../functions/core/text/escape-html.ts";

it("keeps a text a text, in an element and in an attribute with either quotes", () => {
  const part = fc.constantFrom("&", "<", ">", '"', "'", "&amp;", "</b>", "é", " ", "a=");
  fc.assert(
    fc.property(fc.array(part), parts => {
      const text = parts.join("");
      const html = escapeHtml(text);
      const [b] = parseFragment(`<b title="${html}" lang='${html}'>${html}</b>`).childNodes;
      if (b?.nodeName !== "b" || !("attrs" in b)) throw new Error("the element is not one");
      expect(b.attrs.map(({ value }) => value)).toEqual([text, text]);
      expect(b.childNodes.map(node => ("value" in node ? node.value : node.nodeName))).toEqual(
        text === "" ? [] : [text],
      );
    }),
  );
});
