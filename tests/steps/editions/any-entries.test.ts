import fc from "fast-check";
import { simpleParser } from "mailparser";
import { expect, it } from "vitest";
import { languageTag } from "../../../functions/core/letter/letter.ts";
import { cleanText } from "../../../functions/core/text/clean-text.ts";
import { composeMessage } from "../../../functions/mail/compose-message.ts";
import { joined } from "../../../functions/mail/pieces.ts";
import { readTemplate } from "../../../functions/mail/template.ts";
import { renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { somePlaces } from "../../examples/a-letter.ts";
import { anyCharacter } from "../../examples/any-character.ts";
import { anyWords } from "../../examples/any-letter.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";
import { isFullSize } from "../../size.ts";

const template = await readTemplate("templates");

/** What people paste, type by mistake, or try. */
const pieces = [
  ..."# A\n|## B\n|- a\n|  - b\n|1. a\n|(a) x\n|> q\n|---\n|| a | b |\n|---|---|\n|[^1]|[^1]: note\n".split(
    "|",
  ),
  "| a | b |\n| - | - |\n| 1 | 2 |\n",
  "[a](https://b.example) ",
  "[x](javascript:alert(1)) ",
  "![alt](https://b.example/x.png)",
  "**b** _i_ `c` ~~s~~ ",
  "Dear all,\n\n",
  "Yours sincerely,\n\nAda King\n",
  "PS: more\ncc: all\n",
  "\n\n",
  "\t",
  "\u0000\u0001salutation\u0002",
  "\ud800",
  "\u202e\u2066\u200f",
  "{{ places.unsubscribeUrl }}{% raw %}",
  "<mj-text></mj-text><script>alert(1)</script>",
  "&nbsp;&#0;",
  "Subject: x\nBcc: a@b.example\n",
] as const;
const anyBody = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      anyWords,
      fc.string({ unit: anyCharacter, maxLength: 20 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map(parts => cleanText(parts.join("")));

const isLanguage = (tag: string) => languageTag.safeParse(tag).success;
const anyEntry = fc.record({
  title: anyWords.map(words => words.slice(0, 150).toWellFormed()),
  body: anyBody,
  format: fc.constantFrom("markdown" as const, "pasted" as const),
  topic: fc.option(fc.constantFrom("Clinics", "عيادات", "<b>"), { nil: undefined }),
  language: fc.option(
    fc.oneof(
      fc.constantFrom("en-GB", "cy", "ar", "ja"),
      fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/).filter(isLanguage),
    ),
    { nil: undefined },
  ),
});
const anyEdition = fc.record({
  entries: fc.array(anyEntry, { minLength: 1, maxLength: 2 }),
  composition: fc.constantFrom("letter" as const, "digest" as const),
  template: fc.constantFrom("letter" as const, "sections" as const),
  summaryWords: fc.constantFrom(undefined, 20),
});

/** Editions: each has one or two entries. */
const editions = isFullSize ? 7_000 : 200;

it("any entries make a letter that keeps the promises of its template, or lack a part", {
  timeout: 3_600_000,
}, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyEdition, async ({ entries: texts, ...settings }) => {
      const bulletin = aBulletin(settings);
      const entries = texts.map((text, index) => anEntry({ ...text, id: `e${index}` }));
      const address = "https://letters.example.org/archive/all/1";
      const draft = await renderEntries(
        { bulletin, entries, slot: new Date(0), address },
        template,
      );
      seen.add(draft.kind);
      if (draft.kind === "template-error") throw new Error(`${draft.file}: ${draft.message}`);
      if (draft.kind === "incomplete") return;
      const { content } = draft;
      const compose = composeMessage({ from: bulletin.sender.from, content });
      const message = joined(
        compose({ to: { email: "a@example.org" }, places: somePlaces, id: "a", date: new Date(0) }),
      );
      const { subject, headers } = await simpleParser(message, { skipTextToHtml: true });
      expect(subject?.replace(/\s+/g, " ").trim()).toBe(
        content.subject.replace(/\s+/g, " ").trim(),
      );
      expect([...headers.keys()].includes("bcc")).toBe(false);
    }),
    { numRuns: editions },
  );
  expect([...seen].sort()).toEqual(["draft", "incomplete"]);
});
