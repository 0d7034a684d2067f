import { describe, expect, it } from "vitest";
import { closeSalutation } from "../../../../functions/core/letter/places.ts";
import { readSalutation } from "../../../../functions/core/people/rows/salutation-cell.ts";

/** What stands at the top of a letter whose own salutation is "Dear colleague,". */
function greetingOf(cell: string, language?: string): string {
  const read = readSalutation(cell, language);
  if (read.kind === "placeholder") return `refused: ${read.placeholder}`;
  return read.kind === "own" ? closeSalutation(read.salutation, "Dear colleague,") : read.kind;
}

describe("a salutation cell", () => {
  it.each([
    ["Dr Smith", "Dear Dr Smith,"],
    ["DR SMITH", "Dear Dr Smith,"],
    ["dear jane", "Dear Jane,"],
    ["dear dr van der berg", "Dear Dr van der Berg,"],
    ["DEAR PROF. O'BRIEN", "Dear Prof. O'Brien,"],
    ["ZOË O’NEILL-MCLEOD", "Dear Zoë O’Neill-McLeod,"],
    ["Dear Dr SMITH", "Dear Dr Smith,"],
    ["Dear JP", "Dear JP,"],
    ["Jane", "Dear Jane,"],
    ["Mr & Mrs Smith", "Dear Mr & Mrs Smith,"],
    ["Rt Hon Helen Marsh MP", "Dear Rt Hon Helen Marsh MP,"],
    ["Colleague", "Dear colleague,"],
    ["Sir/Madam", "Dear Sir/Madam,"],
    ["To whom it may concern", "To whom it may concern,"],
  ])("gets its greeting and its capitals: %s", (cell, greeting) => {
    expect(greetingOf(cell)).toBe(greeting);
  });

  it.each([
    ["Dear Dr Smith;", "Dear Dr Smith,"],
    ["Dear Dr Smith,,", "Dear Dr Smith,"],
    ["Dear Jane.", "Dear Jane,"],
    ["Dear Jane -", "Dear Jane,"],
    ["Dear Jane!", "Dear Jane!"],
    ["Dear Jane:", "Dear Jane:"],
    ["Dear J. Smith Jr.", "Dear J. Smith Jr.,"],
    ["Annwyl Siân", "Annwyl Siân,"],
    ["Cher Maître", "Cher Maître,"],
    ["Sehr geehrte Damen und Herren", "Sehr geehrte Damen und Herren,"],
    ["عزيزي أحمد،", "عزيزي أحمد،"],
    ["田中様", "田中様,"],
  ])("keeps its greeting, with one closing mark: %s", (cell, greeting) => {
    expect(greetingOf(cell)).toBe(greeting);
  });

  it.each([
    ...[
      "Dr",
      "Prof.",
      "Prof. Dr.",
      "Mr/Ms",
      "Mr. & Mrs.",
      "Herr",
      "Mme",
      "Señora",
      "Dear Mr",
      "Dear",
    ],
    ...["Sehr geehrte Frau", "N/A", "n/a.", "NULL", "none", "k. A.", "-", "?", "…", "0", "Dear ,"],
  ])("is not used if it has no name: %s", cell => {
    expect(greetingOf(cell)).toBe("unusable");
  });

  it.each([
    ["Dear {{name}}", "{{name}}"],
    ["Dear [First Name]", "[First Name]"],
    ["«Vorname»", "«Vorname»"],
    ["Dear *|FNAME|*", "*|FNAME|*"],
    ["Dear %FNAME%", "%FNAME%"],
    ["Dear <name>", "<name>"],
    ["Dear $first", "$first"],
    ["Dear first_name", "first_name"],
    ['=CONCAT("Dear ",B2)', '=CONCAT("Dear ",B2)'],
  ])("is refused if it was to be filled in: %s", (cell, placeholder) => {
    expect(greetingOf(cell)).toBe(`refused: ${placeholder}`);
  });

  it("is empty, or has a greeting in the person's language", () => {
    expect(greetingOf("  ")).toBe("none");
    expect(greetingOf("Dr Evans", "cy")).toBe("Annwyl Dr Evans,");
    expect(greetingOf("Dr Müller", "de-AT")).toBe("Guten Tag Dr Müller,");
    expect(greetingOf("Anna Nowak", "pl")).toBe("Dzień dobry Anna Nowak,");
  });

  it("is the name alone in a language that would change it behind a greeting", () => {
    expect(greetingOf("Máire Ní Bhriain", "ga")).toBe("Máire Ní Bhriain,");
    expect(greetingOf("Ayesha Siddiqui", "ur")).toBe("Ayesha Siddiqui,");
  });
});
