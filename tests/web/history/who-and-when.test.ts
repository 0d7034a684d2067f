import { describe, expect, it } from "vitest";
import { clockRules, type PastActor } from "../../../functions/core/access/actor.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { rewriteEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { sayWho } from "../../../functions/web/kit/history.tsx";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, type Site, sessionOf, storeEntry } from "../a-served-site.ts";

const textOf = async (answer: Response) =>
  (await answer.text()).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
const page = async (site: Site, path: string) => textOf(await site.request(path));

async function anEdition(site: Site): Promise<string> {
  await storeEntry(site);
  const slot = new Date("2026-11-24T09:00:00Z");
  const composed = await composeEdition(site.pipeline, site.template, { bulletin, slot, by: ann });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  return `/editions/${composed.edition.id}`;
}

describe("the pages", () => {
  it("name every kind of actor", () => {
    const said: readonly (readonly [PastActor, string])[] = [
      [ann, "by Dr A. Jones"],
      [{ kind: "command", name: "ann" }, "by command, ann"],
      [{ kind: "api-key", id: "k", name: "Intranet" }, "by the API key Intranet"],
      [{ kind: "clock", rule: "due" }, "automatically, by the schedule"],
      [{ kind: "reader" }, "by the reader"],
    ];
    for (const [by, words] of said) expect(sayWho(by)).toBe(words);
    for (const rule of clockRules)
      expect(sayWho({ kind: "clock", rule })).toMatch(
        /^automatically, (by|because|after|at|before|from) /,
      );
  });

  it("say who saved the newer version of an entry, and when, and who saved it before", async () => {
    const site = await aSite();
    const entry = await storeEntry(site);
    const text = { title: entry.title, body: "Another's text.", status: "draft" } as const;
    await rewriteEntry(site.pipeline, { entry, text, seen: 1 }, ann);
    const path = `/bulletins/${bulletin.id}/entries/${entry.id}`;
    const own = { title: entry.title, body: "My own.", status: "ready", version: "1" };
    const conflict = await textOf(await post(site, path, own));
    expect(conflict).toMatch(
      /A newer version was saved by Dr A. Jones on \w+ \d+ \w+ \d+, \d\d:\d\d \([^)]+\)\. Your version is not saved yet\./,
    );
    expect(await page(site, path)).toMatch(/History .* Saved, as draft By Dr A. Jones /);
  });

  it("say who paused an edition, resumed it and stopped it", async () => {
    const site = await aSite();
    const path = await anEdition(site);
    await post(site, `${path}/hold`, {});
    expect(await page(site, path)).toMatch(/Paused by Siân O’Connor on \w+ \d+ /);
    await post(site, `${path}/resume`, {});
    await post(site, `${path}/stop`, { reason: "Wrong date." });
    const shown = await page(site, path);
    expect(shown).toMatch(/Stopped permanently by Siân O’Connor on [^.]+\. Wrong date\./);
    expect(shown).toMatch(
      /Stopped permanently By Siân O’Connor .* Resumed By Siân O’Connor .* Paused By Siân O’Connor .* Composed the letter By Dr A. Jones .* Opened By Dr A. Jones/,
    );
  });

  it("say who erased a person, also to someone who asks for the erasure again", async () => {
    const site = await aSite({ people: 2 });
    const hash = addressHash("colleague1@example.org", site.pipeline.addressKey);
    const id = (await findSubscriberIds(site.pipeline.table, [hash])).get(hash) ?? "";
    await eraseSubscriber(site.pipeline, id, ann);
    const cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "operator");
    const erased = await site.request(`/subscribers/${id}/erase`, {
      method: "POST",
      headers: { Cookie: cookie, Origin: "http://localhost" },
    });
    expect(await textOf(erased)).toMatch(/Erased by Dr A. Jones on \w+ \d+ /);
  });

  it("read a bounded number of decisions", async () => {
    const site = await aSite();
    const path = await anEdition(site);
    for (let times = 0; times < 12; times++) {
      await post(site, `${path}/hold`, {});
      await post(site, `${path}/resume`, {});
    }
    const shown = await page(site, path);
    expect(shown).toContain("History: the latest 20");
    expect(shown.match(/(Paused|Resumed) By Siân O’Connor/g)).toHaveLength(20);
  });
});
