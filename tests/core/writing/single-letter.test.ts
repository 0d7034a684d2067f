import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bulletinId } from "../../../functions/core/bulletins/bulletin-id.ts";
import { parseSender } from "../../../functions/core/people/senders/sender.ts";
import { findInParts } from "../../../functions/core/writing/checks/letter-parts.ts";
import type { LetterFile } from "../../../functions/core/writing/letter-file.ts";
import { previewLetter, singleLetter } from "../../../functions/core/writing/single-letter.ts";

const now = new Date("2026-11-17T09:00:00Z");
const later = new Date("2027-01-01T00:00:00Z");

function aLetterFile(changed: Partial<LetterFile> = {}): LetterFile {
  return {
    format: "markdown",
    body: "Dear all,\n\nHello.\n\nYours sincerely,\n\nAda King MP\nMinister of State\n",
    subject: "Winter plans",
    preheader: undefined,
    salutation: undefined,
    signOff: undefined,
    signatories: undefined,
    language: "en",
    bulletin: undefined,
    organisation: undefined,
    from: undefined,
    replyTo: undefined,
    ...changed,
  };
}

const idOf = (changed: Partial<LetterFile> = {}) =>
  singleLetter(aLetterFile(changed), now).editionId;

describe("a single letter", () => {
  it("is the same edition whenever it is sent", () => {
    expect(singleLetter(aLetterFile(), later).editionId).toBe(idOf());
  });

  it("keeps its edition in later versions: letters sent in part are not sent again", () => {
    expect(idOf()).toBe("letters_11e672fd3778770faf53");
  });

  it("has the name of its sender in List-Id, if it names no organisation", () => {
    const { bulletin } = singleLetter(
      aLetterFile({ from: "Harbour Trust <a@harbour.example>" }),
      now,
    );
    expect([bulletin.name, bulletin.id]).toEqual(["Harbour Trust", "harbour-trust"]);
  });

  it("leaves uncertain people to a person: the clock sends no second copy", () => {
    expect(singleLetter(aLetterFile(), now).bulletin.uncertain).toBe("hold");
  });

  it("has a list of its own, whatever other letters the organisation sends", () => {
    const listsOf = (body: string) =>
      singleLetter(aLetterFile({ organisation: "Department", body }), now).bulletin.lists;
    expect(listsOf("Dear all,\n\nHello.\n")).not.toEqual(listsOf("Dear all,\n\nGoodbye.\n"));
  });

  it.each<[string, Partial<LetterFile>]>([
    ["its body", { body: `${aLetterFile().body} ` }],
    ["its subject", { subject: "Winter plan" }],
    ["its format", { format: "pasted" }],
    ["its preheader", { preheader: "x" }],
    ["its salutation", { salutation: "Dear all," }],
    ["its sign-off", { signOff: "Yours," }],
    ["its signatory", { signatories: [{ name: "Ada King", postNominals: "MP", role: [] }] }],
    ["its language", { language: "en-GB" }],
    ["its bulletin", { bulletin: "Care" }],
    ["its organisation", { organisation: "Department" }],
    ["its sender", { from: "a@example.org" }],
    ["its reply-to", { replyTo: "a@example.org" }],
  ])("is another edition when anything of it changes: %s", (_, changed) => {
    expect(idOf(changed)).not.toBe(idOf());
  });

  it("has an id that SES accepts as a tag, whatever its bulletin is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }), name => {
        const { bulletin, editionId, entry } = singleLetter(aLetterFile({ bulletin: name }), now);
        expect(bulletinId.safeParse(bulletin.id).success).toBe(true);
        expect(editionId).toMatch(/^[a-z0-9-]{2,40}_[0-9a-f]{20}$/);
        expect(entry.bulletin).toBe(bulletin.id);
        expect(bulletin.lists).toEqual([editionId]);
      }),
    );
  });

  it.each([
    ["NHS Somewhere: letters", "nhs-somewhere-letters"],
    ["Siân’s Tŷ Ddewi", "sian-s-ty-ddewi"],
    ["  --Care--  ", "care"],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("takes the name %s to the id %s", (name, id) => {
    expect(singleLetter(aLetterFile({ bulletin: name }), now).bulletin.id).toBe(id);
  });

  it("tells bulletins apart even if their names cannot be part of an id", () => {
    const id = (bulletin: string) => singleLetter(aLetterFile({ bulletin }), now).bulletin.id;
    expect(id("出版")).toMatch(/^letters-[0-9a-f]{8}$/);
    expect(id("出版")).not.toBe(id("通信"));
  });

  it("comes from the organisation, or from the signatory, or from the named sender", () => {
    const from = (changed: Partial<LetterFile>) =>
      singleLetter(aLetterFile(changed), now).bulletin.sender.from;
    expect(from({})).toBe('"Ada King MP" <letters@example.org>');
    expect(from({ organisation: "Department" })).toBe('"Department" <letters@example.org>');
    expect(from({ from: "Office <office@example.org>" })).toBe("Office <office@example.org>");
  });

  it("has a sender that SES accepts, whatever the organisation is called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab"\\@<>,;:()é '), minLength: 1 }),
        organisation => {
          expect(
            parseSender(singleLetter(aLetterFile({ organisation }), now).bulletin.sender.from)
              ?.address,
          ).toBe("letters@example.org");
        },
      ),
    );
  });

  it("can be looked at before it is sent", () => {
    const composed = previewLetter(singleLetter(aLetterFile(), now));
    expect(composed.kind === "letter" && composed.letter).toMatchObject({
      subject: "Winter plans",
      salutation: "Dear all,",
      signOff: "Yours sincerely,",
      signatories: [{ name: "Ada King", postNominals: "MP", role: ["Minister of State"] }],
    });
  });

  it("comes from its organisation if nobody signs it, and the check says so", () => {
    const body =
      "Northmere Borough Council\n\nNotice to all staff\n\nThe lift is out of service.\n";
    const letter = singleLetter(aLetterFile({ format: "pasted", subject: "", body }), now);
    expect(letter.bulletin.sender.from).toBe('"Northmere Borough Council" <letters@example.org>');
    const composed = previewLetter(letter);
    if (composed.kind !== "letter") throw new Error(composed.missing.join());
    expect(composed.letter.signatories.map(({ name }) => name)).toEqual([""]);
    expect(findInParts(composed.letter).map(({ code }) => code)).toEqual(["no-signatory"]);
    const named = singleLetter(aLetterFile({ organisation: "Estates", body: "Hello." }), now);
    expect(previewLetter(named).kind).toBe("letter");
  });

  it("says what it lacks", () => {
    expect(previewLetter(singleLetter(aLetterFile({ subject: "", body: "Hello." }), now))).toEqual({
      kind: "incomplete",
      missing: ["subject", "signatory"],
    });
    expect(previewLetter(singleLetter(aLetterFile({ body: " \n" }), now))).toEqual({
      kind: "incomplete",
      missing: ["signatory", "words"],
    });
  });
});
