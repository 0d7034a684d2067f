import { describe, expect, it } from "vitest";
import { type Edition, editionId } from "../../../functions/core/bulletins/edition.ts";
import { openEdition } from "../../../functions/store/bulletins/editions.ts";
import { aDecision } from "../../examples/builders.ts";
import { aSite, bulletin } from "../a-served-site.ts";

const older = /<a class="govuk-link" rel="next" href="([^"]+)">Older editions<\/a>/;

function anEdition(index: number): Edition {
  const slot = new Date(Date.parse("2026-01-01T09:00:00Z") + index * 86_400_000);
  return {
    id: editionId(bulletin.id, slot),
    bulletin: bulletin.id,
    slot: slot.toISOString(),
    status: "finished",
    entries: [],
    lists: bulletin.lists,
    sender: bulletin.sender,
    subject: `No. ${index}`,
    hash: "",
    audience: 3,
    rounds: 1,
  };
}

describe("the list of editions", () => {
  it("has each edition once, latest first, and links from the bulletin's page to the older ones", async () => {
    const site = await aSite();
    const all = Array.from({ length: 52 }, (_, index) => anEdition(index));
    await Promise.all(all.map(edition => openEdition(site.pipeline.table, edition, aDecision())));
    const page = async (path: string) => (await site.request(path)).text();
    const first = await page(`/bulletins/${bulletin.id}`);
    const second = await page(older.exec(first)?.[1] ?? "");
    const names = [...(first + second).matchAll(/>(No\. \d+)<\/a>/g)].map(([, name]) => name);
    expect(names).toEqual(all.map(({ subject }) => subject).reverse());
    expect(second).toContain("Older editions, latest first");
    expect(second).not.toMatch(older);
  });
});
