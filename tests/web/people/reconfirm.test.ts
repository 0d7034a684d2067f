import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { continueReconfirmation } from "../../../functions/steps/readers/reconfirm/continue-reconfirmation.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
} from "../../../functions/store/people/subscribers.ts";
import { aDecision } from "../../examples/builders.ts";
import { aSite, bulletin, post, type Site } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

const here = "/lists/care-leaders/reconfirm";
const day = 86_400_000;

async function aListedSite(): Promise<Site> {
  const site = await aSite({ people: 3 });
  const list = newList({ id: "care-leaders", name: "Leaders of care" });
  await insertList(site.pipeline.table, list, aDecision());
  return site;
}

const page = async (site: Site, path: string) => (await site.request(path)).text();

async function goOn({ pipeline }: Site, days: number): Promise<Pipeline> {
  const then = { ...pipeline, now: () => pipeline.now() + days * day };
  await continueReconfirmation(then, "care-leaders", pipeline.monotonic() + 60_000);
  return then;
}

async function linkTo({ ses: { outbox } }: Site, email: string): Promise<string> {
  const entry = outbox.list().find(({ destinations }) => destinations.includes(email));
  const { text = "" } = await simpleParser(outbox.read(entry?.messageId ?? "") ?? "");
  return new URL(/https?:\S+\/reconfirm\/\S+/.exec(text)?.[0] ?? "http://none").pathname;
}

const answer = (
  site: Site,
  path: string,
  given: string,
  headers: Record<string, string> = { "Sec-Fetch-Site": "same-origin" },
) =>
  site.app.request(path, { method: "POST", body: new URLSearchParams({ answer: given }), headers });

async function personAt({ pipeline: { table, addressKey } }: Site, email: string) {
  const hash = addressHash(email, addressKey);
  return getSubscriber(table, (await findSubscriberIds(table, [hash])).get(hash) ?? "");
}

describe("asking who still wants letters", () => {
  it("begins on the list's page, and takes answers by a signed link", async () => {
    const site = await aListedSite();
    expect(await page(site, "/lists/care-leaders")).toContain(`href="${here}"`);
    const wrong = await post(site, here, { bulletin: bulletin.id, days: "3" });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining("Days to answer must be a number from 14 to 90"),
    ]);
    const other = await post(site, here, { bulletin: "other", days: "28" });
    expect([other.status, await other.text()]).toEqual([
      400,
      expect.stringContaining("Choose a bulletin that uses the list"),
    ]);
    expect((await post(site, here, { bulletin: bulletin.id, days: "28" })).status).toBe(303);
    await goOn(site, 0);
    expect(await page(site, here)).toMatch(
      /Asked<\/dt><dd[^>]*>3 people.*Stay in any case<\/dt><dd[^>]*>3 people: not asked, no email/s,
    );

    const yes = await linkTo(site, "colleague0@example.org");
    const no = await linkTo(site, "colleague1@example.org");
    for (let time = 0; time < 2; time++)
      expect(await page(site, yes)).toContain("Do you still want Care Weekly?");
    expect((await personAt(site, "colleague0@example.org"))?.lists["care-leaders"]?.how).toBe(
      "import",
    );
    const kept = await (await answer(site, yes, "yes")).text();
    expect(kept).toContain("You keep getting Care Weekly");
    expect((await personAt(site, "colleague0@example.org"))?.lists["care-leaders"]).toMatchObject({
      how: "reconfirmed",
      wording:
        "I want Department for Community Care to send me Care Weekly by email. I can stop at any time.",
    });
    const manage = /href="(\/letters\/[^"]+)"/.exec(kept)?.[1] ?? "";
    expect(await page(site, manage)).toMatch(/You said on .* that you still want them/);
    const ended = await (await answer(site, no, "no")).text();
    expect(ended).toContain("You are off the list for Care Weekly");
    for (const html of [kept, ended, await page(site, yes), await page(site, here)])
      expect(await mistakes(html)).toEqual([]);

    const after = await page(site, here);
    expect(after).toMatch(/Said yes<\/dt><dd[^>]*>1 person/);
    expect(after).not.toContain("/remove");
    await post(site, `${here}/remove`, {});
    expect(await page(site, here)).toContain("Asked. People answer");
    expect((await post(site, `${here}/stop`, {})).status).toBe(303);
    expect(await page(site, here)).toContain("Ask everyone on the list");
  });

  it("takes no forged or swapped link, no foreign form and no other answer", async () => {
    const site = await aListedSite();
    await post(site, here, { bulletin: bulletin.id, days: "28" });
    await goOn(site, 0);
    const link = await linkTo(site, "colleague0@example.org");
    const parts = link.split(".");
    const other = (await linkTo(site, "colleague1@example.org")).split(".");
    for (const odd of [
      link.slice(0, -1),
      `${link}.x`,
      parts.with(1, other[1] ?? "").join("."),
      parts.with(2, "board").join("."),
      "/reconfirm/x",
    ])
      for (const given of ["GET", "POST"])
        expect(
          (given === "GET" ? await site.app.request(odd) : await answer(site, odd, "yes")).status,
        ).toBe(404);
    expect((await answer(site, link, "yes", { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await answer(site, link, "perhaps")).status).toBe(200);
    expect((await personAt(site, "colleague0@example.org"))?.lists["care-leaders"]?.how).toBe(
      "import",
    );
  });
});
