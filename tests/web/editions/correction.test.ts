import { describe, expect, it } from "vitest";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import { signLink } from "../../../functions/core/people/link-token.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { getBulletin, putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aDecision, ann } from "../../examples/builders.ts";
import { never } from "../../steps/an-edition.ts";
import { sendAll } from "../../steps/editions/a-wrong-edition.ts";
import {
  aSite,
  bulletin,
  hiddenFields,
  post,
  type Site,
  sessionOf,
  storeEntry,
} from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

/** A letter that three people have, and a colleague who joined later. */
async function aSentLetter(entry: Partial<Entry> = {}) {
  const site = await aSite({ people: 3 });
  const { pipeline, template } = site;
  const kept = { ...bulletin, archive: "public", holdMinutes: 0 } as const;
  await putBulletin(pipeline.table, kept, new Date(pipeline.now()), aDecision());
  await storeEntry(site, entry);
  const slot = new Date("2026-11-24T09:00:00Z");
  const composed = await composeEdition(pipeline, template, { bulletin: kept, slot, by: ann });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(pipeline, { edition: id, round: 0 }, never);
  await sendAll(site, id);
  const stop = () => stopEdition(pipeline, id, "A wrong number.", ann);
  return { site, id, at: `/editions/${id}`, stop };
}

const textOf = async (site: Site, path: string) => (await site.request(path)).text();
const corrected = { "title-0": "Winter plans", "body-0": "We open 304 beds at home." };

describe("correcting a sent letter on its pages", () => {
  it("takes one button, the words and a yes, and shows each letter at the other", async () => {
    const { site, id, at, stop } = await aSentLetter();
    expect(await textOf(site, at)).toMatch(/data-correct="" hidden/);
    await stop();
    const page = await textOf(site, at);
    expect(page).toContain(`action="${at}/correction"`);
    expect(page).toContain("Correct the letter for 3 people");
    const form = await textOf(site, `${at}/correction`);
    expect(form).toContain("We open 340 beds at home.");
    expect(form).toContain("Only those who have the wrong letter: 3 people");
    expect(await mistakes(form)).toEqual([]);
    const saved = await post(site, `${at}/correction`, {
      ...corrected,
      to: "who-got-it",
      isSaid: "yes",
    });
    expect(saved.status).toBe(303);
    const review = saved.headers.get("Location") ?? "";
    const shown = await textOf(site, review);
    expect(shown).toContain("Correction of the letter of Tuesday 24 November 2026");
    expect(shown).toContain("3 people who have the wrong letter, or may have it");
    expect(shown).toContain("Approve and send to 3 people");
    expect(await mistakes(shown)).toEqual([]);
    const { date = "", hash = "" } = hiddenFields(shown);
    const sent = await post(site, "/bulletins/care-weekly/approve", { date, hash });
    const other = sent.headers.get("Location") ?? "";
    const correction = other.slice("/editions/".length);
    await addressEdition(site.pipeline, { edition: correction, round: 0 }, never);
    await sendAll(site, correction);
    const [wrongPage, rightPage] = [await textOf(site, at), await textOf(site, other)];
    expect(wrongPage).toContain(`It was corrected: see <a class="govuk-link" href="${other}"`);
    expect(wrongPage).not.toContain("Correct the letter for");
    expect(rightPage).toContain(`It corrects <a class="govuk-link" href="${at}"`);
    expect(wrongPage).toContain("everyone on the edition’s lists");
    expect(rightPage).toContain("those who have the wrong letter, or may have it");
    for (const each of [wrongPage, rightPage]) expect(await mistakes(each)).toEqual([]);
    // Asking again leads to the one correction.
    expect((await site.request(`${at}/correction`)).headers.get("Location")).toBe(other);

    const archive = "/archive/care-weekly";
    const day =
      /this letter on (\d+ \w+ \d{4})\.<\/a>/.exec(await textOf(site, archive))?.[1] ?? "";
    expect(await textOf(site, archive)).toContain(
      `<a class="govuk-link" href="${archive}/${id}">This corrects the letter of 24 November 2026.</a>`,
    );
    expect(await textOf(site, archive)).toContain(`>We corrected this letter on ${day}.</a>`);
    expect(await textOf(site, `${archive}/${id}`)).toMatch(
      new RegExp(`role="note"[^<]*<p[^<]*<a href="${archive}/${correction}"[^<]*We corrected this`),
    );
    expect(await textOf(site, `${archive}/${correction}`)).toMatch(
      new RegExp(`role="note"[^<]*<p[^<]*<a href="${archive}/${id}"[^<]*This corrects the letter`),
    );
    const [reader] = await Array.fromAsync(listSubscriptions(site.pipeline.table, "care-leaders"));
    const read = (edition: string) => {
      const bearer = { edition, subscriber: reader?.id ?? "" };
      return textOf(site, `/read/${signLink("read", bearer, site.pipeline.linkKeys)}`);
    };
    expect(await read(id)).toMatch(
      new RegExp(`role="note".*${archive}/${correction}"[^<]*We corrected this letter`),
    );
    expect(await read(correction)).toMatch(
      new RegExp(`role="note".*${archive}/${id}"[^<]*This corrects the letter of`),
    );
    const feed = await textOf(site, `${archive}/feed.xml`);
    expect(feed).toContain(`<link rel="related" href="http://localhost${archive}/${id}"`);
    expect(feed).toContain(`<link rel="related" href="http://localhost${archive}/${correction}"`);
    const { items } = JSON.parse(await textOf(site, `${archive}/feed.json`));
    expect(items.map((item: { content_text: string }) => item.content_text)).toEqual([
      "Correction: Winter plans\nThis corrects the letter of 24 November 2026.",
      `Winter plans\nWe corrected this letter on ${day}.`,
    ]);
  });

  it("corrects each language of an entry, and shows what was typed if one is missing", async () => {
    const welsh = {
      language: "cy",
      title: "Cynlluniau’r gaeaf",
      body: "Agorwn 340 o welyau.",
      format: "markdown",
    } as const;
    const { site, at, stop } = await aSentLetter({ variants: [welsh] });
    await stop();
    const form = await textOf(site, `${at}/correction`);
    expect(form).toMatch(/Text[^<]* in Welsh/);
    expect(form).toContain("Agorwn 340 o welyau.");
    const typed = { ...corrected, "title-0-cy": welsh.title, to: "who-got-it", isSaid: "yes" };
    const missing = await post(site, `${at}/correction`, { ...typed, "body-0-cy": "" });
    expect(missing.status).toBe(400);
    expect(await missing.text()).toContain('href="#body-0-cy">Enter the text');
    await post(site, `${at}/correction`, { ...typed, "body-0-cy": "Agorwn 304 o welyau." });
    const open = await listOpenEntries(site.pipeline.table, bulletin.id);
    expect(open.find(({ corrects }) => corrects !== undefined)).toMatchObject({
      body: corrected["body-0"],
      variants: [{ ...welsh, body: "Agorwn 304 o welyau." }],
    });
  });

  it("shows the form again with what is missing, and begins nothing", async () => {
    const { site, id, at, stop } = await aSentLetter();
    await stop();
    const answer = await post(site, `${at}/correction`, { "title-0": "", "body-0": " " });
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain("Enter a title");
    expect(text).toContain("Enter the text");
    expect(await mistakes(text)).toEqual([]);
    expect((await getEdition(site.pipeline.table, id))?.correctedBy).toBeUndefined();
  });

  it("is refused while the letter is being sent, and to people who write no letters", async () => {
    const { site, at } = await aSentLetter();
    const answer = await site.request(`${at}/correction`);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain("Stop the edition permanently first");
    const { session } = localSignIn(site.pipeline);
    const Cookie = await sessionOf(site.pipeline, session, "operator");
    const headers = { Cookie, Origin: "http://localhost" };
    expect((await post(site, `${at}/correction`, corrected, headers)).status).toBe(403);
  });

  it("does not show a correction in the archive before people have it", async () => {
    const { site, id, at, stop } = await aSentLetter();
    await stop();
    await post(site, `${at}/correction`, { ...corrected, isSaid: "yes" });
    expect(await textOf(site, `/archive/care-weekly/${id}`)).not.toContain('role="note"');
    expect((await getBulletin(site.pipeline.table, bulletin.id))?.archive).toBe("public");
  });
});
