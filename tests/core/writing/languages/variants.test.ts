import { describe, expect, it } from "vitest";
import type { Entry } from "../../../../functions/core/bulletins/entry.ts";
import { composeLetter } from "../../../../functions/core/writing/compose-letter.ts";
import {
  findMissingVariants,
  variantsOf,
} from "../../../../functions/core/writing/languages/variants.ts";
import { aBulletin, anEntry } from "../../../examples/builders.ts";

const slot = new Date("2026-12-01T09:00:00Z");

function written(id: string, ...languages: string[]): Entry {
  const variants = languages.map(language => ({
    language,
    title: `${id} ${language}`,
    body: `Text of ${id} in ${language}.`,
    format: "markdown" as const,
  }));
  return anEntry({ id, title: id, ...(variants.length > 0 && { variants }) });
}

describe("the languages of an edition", () => {
  it("are those that each entry has", () => {
    const entries = [written("a", "cy", "pl"), written("b", "cy-GB", "ar")];
    expect(variantsOf(aBulletin(), entries).map(({ language }) => language)).toEqual(["cy"]);
    expect(findMissingVariants(entries).map(({ what }) => what)).toEqual([
      "“a” has no text in Arabic, but other entries do. Add it, or nobody gets this letter in Arabic.",
      "“b” has no text in Polish, but other entries do. Add it, or nobody gets this letter in Polish.",
    ]);
  });

  it("are none of a letter in one language", () => {
    expect(variantsOf(aBulletin(), [written("a")])).toEqual([]);
    expect(findMissingVariants([written("a")])).toEqual([]);
  });

  it("have a digest each, with words of its own around the entries", () => {
    const bulletin = aBulletin({
      composition: "digest",
      footer: { reason: "Because you work here." },
    });
    const [welsh] = variantsOf(bulletin, [written("a", "cy"), written("b", "cy")]);
    if (!welsh) throw new Error("no variant");
    expect(welsh.bulletin.footer?.reason).toBeUndefined();
    expect(composeLetter(welsh.bulletin, welsh.entries, slot)).toMatchObject({
      letter: {
        subject: "Harbour Letters, 1 Rhagfyr 2026",
        language: "cy",
        salutation: "Annwyl gydweithiwr,",
        signOff: "Yn gywir,",
        signatories: [{ name: "Dr\u00a0Siân O’Brien" }],
      },
    });
  });

  it("keep the author's own salutation and signatories apart", () => {
    const signatories = [{ name: "Ada King", postNominals: "", role: [] }];
    const entry = anEntry({
      salutation: "Dear friends,",
      signatories,
      variants: [
        {
          language: "cy",
          title: "Clinigau’r gaeaf",
          body: "Annwyl ffrindiau,\n\nDiolch.\n\nYn gywir,\n\nAda King",
          format: "pasted",
        },
      ],
    });
    const [welsh] = variantsOf(aBulletin(), [entry]);
    if (!welsh) throw new Error("no variant");
    expect(composeLetter(welsh.bulletin, welsh.entries, slot)).toMatchObject({
      letter: { subject: "Clinigau’r gaeaf", salutation: "Annwyl ffrindiau,", signatories },
    });
  });
});
