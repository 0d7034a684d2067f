import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { readCopy } from "../../../functions/steps/sending/read-copy.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { aComposedEdition, anAddressedEdition, copies, letterTo, never } from "../an-edition.ts";

const welsh = {
  language: "cy",
  title: "Clinigau’r gaeaf",
  body: "Mae’r clinigau yn agor am 7.\n\nDiolch am bopeth.",
  format: "markdown",
} as const;
const arabic = {
  language: "ar",
  title: "عيادات الشتاء",
  body: "تفتح العيادات في الساعة السابعة.",
  format: "markdown",
} as const;
const inThree: Partial<Entry> = { variants: [welsh, arabic] };

const subjects: Readonly<Record<string, string>> = {
  cy: welsh.title,
  "cy-GB": welsh.title,
  ar: arabic.title,
};

/**
 * Sends all batches. A busy machine may miss the places of some people: another worker sends to them.
 */
async function sendAll(local: TestPipeline, edition: string, batches: readonly { id: string }[]) {
  await until("everyone has the letter", async () => {
    for (const { id } of batches) await sendBatch(local.pipeline, { edition, batch: id }, never);
    const { pending, uncertain } = await readAccount(local.pipeline, edition);
    return pending + uncertain === 0;
  });
}

describe("a letter in several languages", () => {
  it("goes to each person once, in the language they chose, else in the main one", async () => {
    const [languages = []] = fc.sample(
      fc.array(fc.constantFrom(undefined, "en", "cy", "cy-GB", "ar", "fr"), {
        minLength: 60,
        maxLength: 60,
      }),
      { seed: 7, numRuns: 1 },
    );
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const people = languages.map((language, index) => ({
      email: `p${index}@example.org`,
      language,
    }));
    const { edition, batches } = await anAddressedEdition(local, people, {}, inThree);
    await sendAll(local, edition.id, batches);
    await sendAll(local, edition.id, batches);
    expect([...copies(local).values()]).toEqual(Array(60).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({ accepted: 60 });
    for (const { email, language } of people) {
      const { subject, html, headers } = await letterTo(local, email);
      expect([email, subject]).toEqual([email, subjects[language ?? ""] ?? "Winter clinics"]);
      const tag = subject === welsh.title ? "cy" : subject === arabic.title ? "ar" : "en-GB";
      expect(headers.get("content-language")).toBe(tag);
      expect(html).toContain(`lang="${tag}"`);
    }
    const welshReader = people.findIndex(({ language }) => language === "cy");
    const id = batches.flatMap(({ subscribers }) => subscribers)[welshReader] ?? "";
    const read = await readCopy(local.pipeline, { edition: edition.id, subscriber: id });
    expect(read).toContain("Diolch am bopeth.");
    expect(read).toContain("Annwyl gydweithiwr,");
  });

  it("is frozen as one, under one hash", async () => {
    const hashes = new Set<string>();
    for (const body of [welsh.body, `${welsh.body} Eto.`]) {
      const local = await aPipeline();
      const edition = await aComposedEdition(local, {}, { variants: [{ ...welsh, body }, arabic] });
      const content = await getContent(local.pipeline.table, edition);
      expect(content.variants?.map(({ language }) => language)).toEqual(["ar", "cy"]);
      hashes.add(edition.hash);
    }
    expect(hashes.size).toBe(2);
  });

  it("is held if it is incomplete in one of them", async () => {
    const local = await aPipeline();
    const noWords = { ...welsh, body: "" };
    await expect(aComposedEdition(local, {}, { variants: [noWords, arabic] })).rejects.toThrow(
      "the edition is held",
    );
  });
});
