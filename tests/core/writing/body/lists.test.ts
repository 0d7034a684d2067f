import { expect, it } from "vitest";
import { readBody } from "../../../../functions/core/writing/read-body.ts";
import { outline } from "../pasted-letters/outline.ts";

const read = (body: string): string[] => outline(readBody({ format: "markdown", body }).blocks);

it("reads the points that pandoc writes with backslashes, in a quotation or not", () => {
  const letter = `Dear colleagues,

The order of postings is this, and it is the same for every one of the bases
in the north and in the south:

a\\. no member moves before the visit is complete;

b\\. sponsors are named for:

\\(1\\) every private, and

\\(2\\) every member with a family; and

> c\\. claims are submitted within thirty days.

Yours sincerely,
`;
  expect(read(letter).slice(2, -1)).toEqual([
    "a. no member moves before the visit is complete;",
    "b. sponsors are named for:",
    "  (1) every private, and",
    "  (2) every member with a family; and",
    "c. claims are submitted within thirty days.",
  ]);
});

it("nests bullets under a number that ends in a colon, without an indent", () => {
  const letter = `Dear colleagues,

1.  Closed assignments are yours alone, and no program may write any of them
    for you.

2.  Mixed. Your instructor says which part is open:

- in the syllabus, and

- again on each sheet.

Yours sincerely,
`;
  expect(read(letter).slice(1, -1)).toEqual([
    "1. Closed assignments are yours alone, and no program may write any of them for you.",
    "2. Mixed. Your instructor says which part is open:",
    "  • in the syllabus, and",
    "  • again on each sheet.",
  ]);
});

it("reads points whose hyphen has no blank", () => {
  const letter =
    "Dear colleagues,\n\nPlease keep:\n-dates of every shift\n-any texts from your lead\n\nAda";
  expect(read(letter).slice(2, -1)).toEqual([
    "• dates of every shift",
    "• any texts from your lead",
  ]);
});

it("gives the line of thanks above the sign-off a paragraph of its own", () => {
  const letter = `Dear ward managers,
The team is on call from eight to six on each of the days of the week, and its guide is on our page.
Please ring at once if you are worried, and do not wait for the next round, as you did in the autumn
when many of you were ill. The rota for the spring is on the wall of the office as it has been since.
Thank you for all that you are doing.
Best wishes,
Marguerite Owusu`;
  expect(read(letter)).toContain("Thank you for all that you are doing.");
});
