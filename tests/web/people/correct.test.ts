import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, storeEntry } from "../a-served-site.ts";

async function* people() {
  yield { email: "müller@example.org", name: "Jo Müller" };
  yield { email: "old@example.org", name: "Siân" };
  yield { email: "amina@example.org", name: "Amina" };
}

/** A sent edition: one address was rejected, and one letter came back. */
async function aReturnedEdition() {
  const site = await aSite();
  await importList(site.pipeline, "care-leaders", people(), { by: ann });
  await storeEntry(site);
  const composed = await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(site.pipeline, { edition: id, round: 0 }, () => false);
  const [batch] = await Array.fromAsync(listBatches(site.pipeline.table, id));
  const send = () => sendBatch(site.pipeline, { edition: id, batch: batch?.id ?? "" }, () => false);
  await send();
  await recordFeedback(site.pipeline, [
    JSON.stringify({
      eventType: "Bounce",
      mail: {
        messageId: "m",
        destination: ["old@example.org"],
        tags: { edition: [id], batch: [batch?.id], position: ["1"] },
      },
      bounce: { bounceType: "Permanent", bounceSubType: "NoEmail" },
    }),
  ]);
  const page = async () => (await site.request(`/editions/${id}`)).text();
  const links = [...(await page()).matchAll(/href="([^"]+\/correct)"/g)].map(([, at = ""]) => at);
  return { site, page, links, send };
}

const text = (html: string) => html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");

describe("the page of an edition", () => {
  it("names whose address to correct, and why", async () => {
    const { page, links } = await aReturnedEdition();
    const words = text(await page());
    expect(words).toContain("1 address was rejected, 1 letter came back");
    expect(words).toContain(
      "Jo Müller, müller@example.org. The address was rejected: Amazon SES does not accept &quot;ü&quot; before the &quot;@&quot;.",
    );
    expect(words).toContain("Siân, old@example.org. The letter came back: no such mailbox.");
    expect(words).toContain("Correct the address, then send to this person.");
    expect(links).toHaveLength(2);
    // To the same address, no letter can be sent.
    expect(words).not.toContain("Send again to");
  });

  it("leads to a form that corrects the address and sends to this person alone", async () => {
    const { site, page, links, send } = await aReturnedEdition();
    const [rejected = ""] = links;
    expect(text(await (await site.request(rejected)).text())).toContain("Jo Müller");
    const answer = await post(site, rejected, { address: " mueller@example.org" });
    expect(text(await answer.text())).toContain("sending the letter to mueller@example.org");
    await post(site, rejected, { address: "mueller@example.org" });
    await send();
    expect(
      site.ses.outbox
        .list()
        .flatMap(({ destinations }) => destinations)
        .sort(),
    ).toEqual(["amina@example.org", "mueller@example.org", "old@example.org"]);
    const words = text(await page());
    expect(words).not.toContain("rejected, ");
    expect(words).toContain("1 letter came back");
    expect(words).toContain("Sent to one person, at a corrected address");
    expect(site.logged.join()).not.toContain("example.org");
  });

  it("says what is wrong with an address, and keeps what was typed", async () => {
    const { site, links } = await aReturnedEdition();
    const bounced = links[1] ?? "";
    const cases: [string, string][] = [
      ["", "Enter an email address"],
      ["no address", "Enter an email address in the correct format"],
      ["old@example.org", "the letter already went to this one"],
      ["amina@example.org", "another person on your lists has this one"],
    ];
    for (const [address, message] of cases) {
      const answer = await post(site, bounced, { address });
      const html = await answer.text();
      expect([address, answer.status]).toEqual([address, 400]);
      expect(text(html)).toContain(message);
      expect(html).toContain(`value="${address}"`);
    }
    expect((await site.request(bounced.replace(/people\/[^/]+/, "people/nobody"))).status).toBe(
      404,
    );
    expect((await post(site, `${bounced}x`, { address: "a@b.org" })).status).toBe(404);
  });
});
