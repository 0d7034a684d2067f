import { expect, it } from "vitest";
import { columnWidth } from "../../../functions/core/text/column-width.ts";

it.each([
  ["St Brânoc’s", 11],
  ["St Brânoc’s".normalize("NFD"), 11],
  ["山手診療所", 10],
  ["ｶﾅ 한글", 7],
  ["عيادة", 5],
  ["👩‍⚕️ ok", 5],
  ["❤️", 2],
  ["\u200eabc\u200b", 3],
  ["", 0],
])("%j takes as many columns as a font of fixed width shows", (text, columns) => {
  expect(columnWidth(text)).toBe(columns);
});
