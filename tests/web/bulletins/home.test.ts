import { describe, expect, it } from "vitest";
import { nextSlot } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { aSite, bulletin, type Site, storeEntry } from "../a-served-site.ts";

const approved = { ...bulletin, id: "care-daily", name: "Care Daily", approval: "one" } as const;

async function home(
  site: Site,
): Promise<{ readonly headings: string[]; readonly lines: string[] }> {
  const html = await (await site.request("/")).text();
  const tidy = (texts: readonly { readonly text: string }[]) =>
    texts.map(({ text }) => text.replace(/\s+/g, " ").trim());
  return {
    headings: tidy(elements(html, "h2")),
    lines: tidy([...elements(html, "li"), ...elements(html, "tr")]),
  };
}

describe("the home page", () => {
  it("shows the dates that come up, with their copy deadlines and states", async () => {
    const site = await aSite();
    const now = new Date(site.pipeline.now());
    await putBulletin(site.pipeline.table, approved, now, aDecision());
    const { headings, lines } = await home(site);
    expect(headings).toEqual(["Coming up", "Bulletins"]);
    expect(lines.some(line => /^Care Daily .*09:00.*09:00.*Collecting$/.test(line))).toBe(true);
    expect(lines.some(line => /^Care Weekly .* None: it needs no approval/.test(line))).toBe(true);
  });

  it("names what needs the approver: a letter to approve, and a paused edition", async () => {
    const site = await aSite();
    const { pipeline, template } = site;
    const now = new Date(pipeline.now());
    await putBulletin(pipeline.table, approved, now, aDecision());
    await storeEntry(site, { bulletin: approved.id, title: "New rota" });
    const slot = nextSlot(approved, now) ?? now;
    await proposeEdition(pipeline, template, { bulletin: approved.id, slot, by: ann });
    await storeEntry(site, { title: "Old rota" });
    const earlier = new Date("2026-11-17T09:00:00Z");
    const composed = await composeEdition(pipeline, template, { bulletin, slot: earlier, by: ann });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const open = await getEdition(pipeline.table, composed.edition.id);
    if (open?.status !== "addressing") throw new Error(open?.status);
    await holdEdition(pipeline, { id: open.id, status: open.status }, { code: "paused" }, ann);
    const { headings, lines } = await home(site);
    expect(headings).toEqual(["Needs you", "Coming up", "Recent", "Bulletins"]);
    expect(lines.some(line => line.startsWith("Approve “New rota” of Care Daily, due on"))).toBe(
      true,
    );
    expect(lines.some(line => line.startsWith("Paused: “Old rota” of Care Weekly."))).toBe(true);
    expect(lines.some(line => /^Care Daily .* Waiting for approval$/.test(line))).toBe(true);
    expect(
      lines.some(line => /^Old rota Tue 17 Nov 2026, 09:00 \(London\) .*Paused$/.test(line)),
    ).toBe(true);
  });
});
