import { expect, it } from "vitest";
import { recordAndClaim, takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { anAddressedEdition, colleagues } from "../../steps/an-edition.ts";
import { aSite } from "../a-served-site.ts";

it("names the people that SES did not confirm, and since when, only to people who sign in", async () => {
  const site = await aSite();
  const { edition, batches } = await anAddressedEdition(site, colleagues(3), {
    id: "letters",
    lists: ["some"],
  });
  const { table } = site.pipeline;
  const batch = batches[0]?.id ?? "";
  const claimedAt = Date.UTC(2026, 10, 24, 9, 30, 5);
  const lease = { owner: "dead", until: claimedAt + 1_000 };
  await takeLease(table, edition.id, batch, {
    extent: { size: 3, through: 3 },
    lease,
    now: claimedAt,
  });
  await recordAndClaim(table, edition.id, batch, { found: { claimed: [0, 2] }, lease, claimedAt });
  const html = await (
    await site.request(`/editions/${edition.id}/people?standing=uncertain`)
  ).text();
  expect(html).toContain("p0@example.org");
  expect(html).not.toContain("p1@example.org");
  expect(html).toContain("p2@example.org");
  expect(html.match(/submitted to Amazon SES by [^<]*09:30:05/g)).toHaveLength(2);
});
