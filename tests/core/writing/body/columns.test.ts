import { expect, it } from "vitest";
import { readLines } from "../../../../functions/core/writing/pasted-text/lines/pasted-lines.ts";
import { readPastedText } from "../../../../functions/core/writing/pasted-text/pasted-text.ts";

/** A letter as a PDF viewer copies it: lines filled by a proportional font, and no blank line. */
const copied = `Dear colleagues,
There is an old custom in this harbour which all of us still keep without thinking of it: when a
ship comes in late at night, someone who lives near the mole goes down and takes the rope. It is
not written in anyone's contract, and yet in sixty winters I have heard of no ship that had to wait
for it. I have thought of it often this year.
For it has been a hard year in many of our teams. There were vacancies which we could not fill,
colleagues who have gone, and wards which were full on days when we had hoped for rest. WE OWE
MUCH TO MANY. To those who are tired I want to say that you are seen.
So I ask three things of all of you, and I ask them of the executive team before anybody else does.
Let there be a meal, before Lent, at which those who came this year and those who were here sit
down together.
Yours sincerely,
Nerys Vaughan`;

it("finds the column by the font that has filled the lines", () => {
  const { width, isSharp, wrapped } = readLines(copied);
  expect({ isSharp, wrapped }).toEqual({ isSharp: true, wrapped: true });
  expect(width).toBeGreaterThan(80);
});

it("ends a paragraph where the next word would have fitted", () => {
  const paragraphs = readPastedText(copied).filter(block => block.kind === "paragraph");
  expect(paragraphs).toHaveLength(6);
});

it("begins a quotation below a colon, though the line above is full", () => {
  const text = `Dear colleagues,
Regulation 14 remains in force and I quote it in full, since it gave rise to most of the appeals:
“No member of a board who is related to a candidate shall be present while that candidate is there,
and any member who has been present shall say so in the minutes of the board.”
The Registry will hold two briefings for new chairs and secretaries in the Senate Room, and there
is no need to book a place at either of them.
Yours sincerely,
Nerys Vaughan`;
  expect(readPastedText(text).filter(block => block.kind === "paragraph")).toHaveLength(6);
});

it.each([
  ["put some lines together, at broken words", "and in the spring and", true],
  ["kept each paragraph on a line", "and in the spring.", false],
])("sees that a program has %s", (_, end, wrapped) => {
  const line =
    "The governors have set the fees of the school for the coming year, after a long talk,";
  const text = Array.from({ length: 3 }, () => [
    `${line} ${line} ${end}`,
    "to all of you who have to pay them we say that we are sorry, and that we shall do what we",
    "can for those who cannot.",
    "Invoices go out in July.",
    "Write to the bursar if you foresee any difficulty, and do so before the end of the term,",
    "please.",
    "The office is open on every day of the week but Sunday, and the bursar is there on Monday.",
  ]);
  expect(readLines(text.flat().join("\n")).wrapped).toBe(wrapped);
});
