import { describe, expect, it } from "vitest";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, storeEntry } from "../a-served-site.ts";

const older = /<a class="govuk-link" rel="next" href="([^"]+)">Older editions<\/a>/;

describe("the list of editions", () => {
  it("has each edition once, latest first, and links from the bulletin's page to the older ones", async () => {
    const site = await aSite();
    const dayMs = 86_400_000;
    const days = Array.from({ length: 52 }, (_, index) => index);
    for (const index of days) {
      await storeEntry(site, { title: `No. ${index}` });
      const slot = new Date(Date.parse("2026-01-01T09:00:00Z") + index * dayMs);
      await composeEdition(site.pipeline, site.template, { bulletin, slot, by: ann });
    }
    const page = async (path: string) => (await site.request(path)).text();
    const first = await page(`/bulletins/${bulletin.id}`);
    const second = await page(older.exec(first)?.[1] ?? "");
    const names = [...(first + second).matchAll(/>(No\. \d+)<\/a>/g)].map(([, name]) => name);
    expect(names).toEqual(days.map(index => `No. ${51 - index}`));
    expect(second).toContain("Older editions, latest first");
    expect(second).not.toMatch(older);
  });
});
