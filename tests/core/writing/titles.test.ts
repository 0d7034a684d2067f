import { describe, expect, it } from "vitest";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { previewLetter, singleLetter } from "../../../functions/core/writing/single-letter.ts";

const prose =
  "We write to tell you what will change in the spring, and what we ask of you before then.";

function subjectOf(head: string, salutation = "Dear colleagues,", below = ""): string {
  const text = `${head}\n\n${salutation}\n\n${below}${prose}\n\n${prose}\n\nYours sincerely\n\nAda Lindqvist\nRegistrar\n`;
  const read = readLetterFile(Buffer.from(text));
  if (read.kind === "invalid") throw new Error(read.problems.join());
  const composed = previewLetter(singleLetter(read.file, new Date(0)));
  if (composed.kind !== "letter") throw new Error(composed.missing.join());
  return composed.letter.subject;
}

describe("the title in a letter's head", () => {
  it.each([
    [
      "among the lines of a head without blank lines",
      "HARBOUR DISTRICT COUNCIL\nQuay House, Northmere NM1 2AB\n14 March 2026\nTO: ALL HEADS OF SCHOOL\nCIRCULAR 7 OF 2026: ADMISSION OF PUPILS IN SEPTEMBER",
      "CIRCULAR 7 OF 2026: ADMISSION OF PUPILS IN SEPTEMBER",
    ],
    [
      "in capitals over two lines",
      "HARBOUR DISTRICT COUNCIL\n14 March 2026\nCIRCULAR NUMBER 7: ADMISSION OF PUPILS TO ALL OUR\nSCHOOLS IN SEPTEMBER",
      "CIRCULAR NUMBER 7: ADMISSION OF PUPILS TO ALL OUR SCHOOLS IN SEPTEMBER",
    ],
    ["as the one line above the salutation", "Boiler on floor two", "Boiler on floor two"],
    ["in lower case", "rota for the easter weekend", "rota for the easter weekend"],
    ["of two words below the date", "Harbour Trust\n\n14 March 2026\n\nAd Omnes", "Ad Omnes"],
    [
      "above a line that refers to another letter",
      "Hafenamt\n\nNordmere, den 4. Mai 2026\n\nNeue Regeln für den Zugang zum Archiv\nBezug: Rundschreiben vom 12. November 2025",
      "Neue Regeln für den Zugang zum Archiv",
    ],
  ])("is found %s", (_, head, subject) => {
    expect(subjectOf(head)).toBe(subject);
  });

  it.each([
    ["an organisation", "UNITED COLLEGES OF NORTHMERE\nOFFICE FOR PUPILS"],
    ["an address", "Harbour Trust\n\nNorthmere ON K0K 9Z9"],
    ["the addressees", "Harbour Trust\n\nTo:\nAll general practices\nRegional leads"],
    ["a date in two languages", "Harbour Trust\n\n3 Chwefror 2026 / 3 February 2026"],
  ])("is not %s", (_, head) => {
    expect(subjectOf(head)).toBe("A letter from Ada Lindqvist");
  });

  it("is below the salutation, whatever stands above it", () => {
    const head = "Harbour Trust\n\nTo:\nAll general practices\nRegional immunisation leads";
    expect(subjectOf(head, "Dear colleagues,", "The flu programme 2026 to 2027\n\n")).toBe(
      "The flu programme 2026 to 2027",
    );
  });

  it.each([
    "Heads of all museums, galleries and libraries",
    "Chief executives of councils",
    "Clubs, coaches and regional squads",
  ])("is below the salutation if those who get the letter are above it: %s", people => {
    const head = `Harbour Trust\n\n14 March 2026\n\n${people}`;
    expect(subjectOf(head, "Dear colleagues,", "Day of Remembrance, Thursday 14 May\n\n")).toBe(
      "Day of Remembrance, Thursday 14 May",
    );
  });

  it("goes on below “Re:” in a second line", () => {
    const below = "Re: ACCESS POLICY – DIRECTION TO THE LIBRARIES\nTreatment of open requests\n\n";
    expect(subjectOf("14 March 2026", "Dear colleagues,", below)).toBe(
      "ACCESS POLICY – DIRECTION TO THE LIBRARIES Treatment of open requests",
    );
  });

  it.each([
    ["Re: Keeping dust out of our stations", "and our lungs"],
    ["REGISTRATION OF DEATHS: CHANGES", "FROM 1 OCTOBER"],
    ["Ein Plan für die Heizung der Kirchen im", "Kirchenkreis"],
  ])("wraps early in large letters: %s", (first, second) => {
    const full =
      "the letter goes on in lines that are as long as the page is wide, so that each of them ends\nwhere the next word did not fit any more, and the title above is in larger letters than the\n";
    const text = `Dear all,\n\n${first}\n${second}\n${full}text of it.\n\n${full}others.\n\nYours sincerely\n\nAda Lindqvist\n`;
    const read = readLetterFile(Buffer.from(text));
    if (read.kind === "invalid") throw new Error(read.problems.join());
    const composed = previewLetter(singleLetter(read.file, new Date(0)));
    expect(composed).toMatchObject({
      letter: { subject: `${first} ${second}`.replace("Re: ", "") },
    });
  });

  it("has no marks of underlining", () => {
    expect(subjectOf("14 March 2026", "Dear all,", "**<u>Dates of boards in June</u>**\n\n")).toBe(
      "Dates of boards in June",
    );
  });
});
