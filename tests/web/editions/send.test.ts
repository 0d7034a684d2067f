import { describe, expect, it } from "vitest";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry, saveEntry } from "../../../functions/store/bulletins/entries.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { updateItem } from "../../../functions/store/table.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { until } from "../../local-pipeline.ts";
import { elements } from "../../mail/html-tree.ts";
import { allEditions } from "../../stored-lists.ts";
import {
  aSite,
  bulletin,
  colleagues,
  hiddenFields,
  post,
  type Site,
  storeEntry,
} from "../a-served-site.ts";

const send = "/bulletins/care-weekly/send";
const confirmation = async (site: Site) => hiddenFields(await (await site.request(send)).text());
const editions = (site: Site) => allEditions(site.pipeline.table, bulletin.id);

describe("sending now", () => {
  it("says how the letter differs from the edition of the next date", async () => {
    const site = await aSite({ people: 1 });
    const digest = { ...bulletin, composition: "digest" } as const;
    await putBulletin(site.pipeline.table, digest, new Date(site.pipeline.now()), aDecision());
    const soon = new Date(site.pipeline.now() + 60_000).toISOString();
    await storeEntry(site, { title: "Both" });
    await storeEntry(site, { title: "Later", notBefore: soon });
    await storeEntry(site, { title: "Today", notAfter: soon });
    const page = elements(await (await site.request(send)).text(), "div")
      .map(({ text }) => text.replace(/\s+/g, " "))
      .find(text => text.includes("This is not the edition of Tuesday"));
    expect(page).toContain("The entries that you send now are no longer in it.");
    expect(page).toContain("Not in this letter, and planned for that date: “Later”.");
    expect(page).toContain("In this letter, and too late for that date: “Today”.");
  });

  it("asks with the number of people, and opens the edition that was approved", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    expect(await (await site.request(send)).text()).toContain("Approve and send to 3 people");
    const form = await confirmation(site);
    const answer = await post(site, send, form);
    const id = editionId(bulletin.id, new Date(form.slot ?? ""));
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/editions/${id}`]);
    expect(await getEdition(site.pipeline.table, id)).toMatchObject({
      status: "addressing",
      hash: form.approved,
    });
  });

  it("warns before sending, and in the preview, of a letter that Gmail would cut off", async () => {
    const site = await aSite();
    const entry = await storeEntry(site);
    const warning = "Gmail shows 102 kB and hides the rest";
    for (const page of [send, "/bulletins/care-weekly/preview"])
      expect(await (await site.request(page)).text()).not.toContain(warning);
    await saveEntry(
      site.pipeline.table,
      entry,
      { ...entry, body: "é ".repeat(20_000) },
      aDecision(),
    );
    for (const page of [send, "/bulletins/care-weekly/preview"])
      expect(await (await site.request(page)).text()).toMatch(
        /The HTML of the letter is 1\d\d kB when sent\. Gmail shows 102 kB/,
      );
  });

  it("counts the people who get the letter, and says how many on the lists do not", async () => {
    const site = await aSite({ people: 4 });
    await storeEntry(site);
    const leave = async (...numbers: readonly number[]) => {
      for (const number of numbers) {
        const hash = addressHash(`colleague${number}@example.org`, site.pipeline.addressKey);
        await suppress(site.pipeline.table, hash, {
          reason: "complained",
          now: new Date(0),
          scope: "everywhere",
        });
      }
      await importList(site.pipeline, "care-leaders", colleagues(4), { by: ann });
      return (await site.request(send)).text();
    };
    expect(await leave()).not.toContain("will not get it");
    const one = await leave(0);
    expect(one).toContain("Approve and send to 3 people");
    expect(one).toContain(
      "1 more person on the lists will not get it: they have left, or their address does not work.",
    );
    const three = await leave(1, 2);
    expect(three).toContain("Approve and send to 1 person");
    expect(three).toContain("3 more people on the lists will not get it");
    const all = await leave(3);
    expect(all).toContain(
      "You cannot send the letter. 4 people on the lists will not get it: they have left, or their address does not work.",
    );
    expect(all).not.toContain("Approve and send");
  });

  it("opens one edition when the same form is sent twice, at once or later", async () => {
    const site = await aSite();
    await storeEntry(site);
    await storeEntry(site, { title: "The next letter" });
    const form = await confirmation(site);
    const answers = await Promise.all([post(site, send, form), post(site, send, form)]);
    const later = await post(site, send, form);
    expect(new Set([...answers, later].map(answer => answer.headers.get("Location"))).size).toBe(1);
    expect(await editions(site)).toHaveLength(1);
  });

  it("opens one edition when two editors confirm the same letter", async () => {
    const site = await aSite();
    await storeEntry(site);
    const first = await confirmation(site);
    await new Promise(resolve => setTimeout(resolve, 5));
    const second = await confirmation(site);
    expect(first.slot).not.toBe(second.slot);
    expect((await post(site, send, first)).status).toBe(303);
    const refused = await post(site, send, second);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain("There is nothing to send");
    expect(await editions(site)).toHaveLength(1);
  });

  it("shows the letter again, and sends nothing, when it has changed since it was seen", async () => {
    const site = await aSite();
    const entry = await storeEntry(site);
    const form = await confirmation(site);
    await saveEntry(
      site.pipeline.table,
      entry,
      { ...entry, body: "We open 10 beds." },
      aDecision(),
    );
    const refused = await post(site, send, form);
    const html = await refused.text();
    expect(refused.status).toBe(409);
    expect(html).toContain("The letter has changed since you saw it");
    expect(hiddenFields(html).approved).not.toBe(form.approved);
    expect(await editions(site)).toEqual([]);
    expect(await getEntry(site.pipeline.table, bulletin.id, entry.id)).not.toHaveProperty(
      "edition",
    );
    expect((await post(site, send, hiddenFields(html))).status).toBe(303);
  });

  it("frames the very letter that the form approves, and none other", async () => {
    const site = await aSite();
    const entry = await storeEntry(site);
    const frame =
      /<iframe[^>]* src="([^"]+)"/
        .exec(await (await site.request(send)).text())?.[1]
        ?.replaceAll("&amp;", "&") ?? "";
    expect((await site.request(frame)).status).toBe(200);
    await saveEntry(
      site.pipeline.table,
      entry,
      { ...entry, body: "We open 10 beds." },
      aDecision(),
    );
    const changed = await site.request(frame);
    expect(changed.status).toBe(409);
    expect(await changed.text()).toContain("has changed since");
  });

  it("does not act on a page that has been open for more than an hour", async () => {
    const site = await aSite();
    await storeEntry(site);
    const form = await confirmation(site);
    const old = { ...form, slot: new Date(Date.now() - 3_700_000).toISOString() };
    expect((await post(site, send, old)).status).toBe(409);
    expect((await post(site, send, { ...form, slot: "yesterday" })).status).toBe(400);
    expect(await editions(site)).toEqual([]);
  });

  it("offers no button when nobody is on the lists, or nothing is due", async () => {
    const site = await aSite({ people: 0 });
    const nothing = await (await site.request(send)).text();
    await storeEntry(site);
    const nobody = await (await site.request(send)).text();
    expect(nothing).not.toContain(`<form action="${send}"`);
    expect(nobody).not.toContain(`<form action="${send}"`);
    expect(nobody).toContain("nobody is on the lists");
  });
});

describe("an edition's page", () => {
  it("gives the account as a table, and as JSON for refreshing", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    const html = await (await site.request(at)).text();
    const figures = elements(html, "td").flatMap(({ attributes, text }) =>
      attributes["data-figure"] === undefined ? [] : [[attributes["data-figure"], text.trim()]],
    );
    expect(Object.fromEntries(figures)).toMatchObject({ pending: "0" });
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"\/><\/noscript>/);
    const state = await (await site.request(`${at}/account`)).json();
    expect(state).toMatchObject({
      status: "addressing",
      controls: "figures",
      statusText: "Preparing",
      atRest: false,
      account: { audience: 0 },
    });
  });

  it("is paused from its page before anyone else is mailed, and goes on from there", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    expect(await (await site.request(at)).text()).toContain(">Pause<");
    expect((await post(site, `${at}/hold`, {})).status).toBe(303);
    site.start();
    const page = await (await site.request(at)).text();
    expect(page).toMatch(/Paused by [^<.]+ on [^<.]+\./);
    expect(page).not.toContain(">Pause<");
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(site.ses.outbox.size()).toBe(0);
    await post(site, `${at}/resume`, {});
    await until("everyone has the letter", () => site.ses.outbox.size() === 3);
  });

  it("offers to send again to the uncertain of a held edition, and does", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    site.ses.faults.set({ resetBeforeAccept: { count: 1 } });
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    const id = at.slice("/editions/".length);
    site.start();
    await until(
      "one is uncertain",
      async () => (await readAccount(site.pipeline, id)).uncertain === 1,
    );
    // As the clock holds it at the end of the grace.
    const reason = { code: "no-answer", deadLetters: false } as const;
    await holdEdition(site.pipeline, { id, status: "sending" }, reason, ann);
    expect(await (await site.request(at)).text()).toContain("Send again to 1 person");
    await post(site, `${at}/again`, { standing: "uncertain" });
    await until("everyone has the letter", () => site.ses.outbox.size() === 3);
    expect(await readAccount(site.pipeline, id)).toMatchObject({ audience: 3, uncertain: 0 });
  });

  it("says why it is held, and goes on when it is resumed", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    const id = at.replace("/editions/", "");
    await changeEdition(
      site.pipeline.table,
      { id, status: "addressing" },
      { kind: "hold", history: aDecision(), reason: { code: "quota-spent" } },
    );
    expect(await (await site.request(at)).text()).toContain(
      "Amazon SES’s quota of letters for 24 hours is used up.",
    );
    const resumed = await post(site, `${at}/resume`, {});
    expect([resumed.status, resumed.headers.get("Location")]).toEqual([303, at]);
    expect(await getEdition(site.pipeline.table, id)).toMatchObject({ status: "addressing" });
    expect(site.logged.join()).toContain("edition-resumed");
  });

  it("goes on with composing at once when it was held there", async () => {
    const site = await aSite({ people: 3 });
    await storeEntry(site);
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    const id = at.replace("/editions/", "");
    // As it was before it was composed.
    await updateItem(
      site.pipeline.table,
      { PK: `EDITION#${id}`, SK: "EDITION" },
      {
        UpdateExpression: "SET #status = :status, #hash = :none, subject = :none",
        ExpressionAttributeNames: { "#status": "status", "#hash": "hash" },
        values: { ":status": "composing", ":none": "" },
      },
    );
    await holdEdition(
      site.pipeline,
      { id: id, status: "composing" },
      { code: "letter-incomplete", missing: ["signatory"] },
      ann,
    );
    expect(await (await site.request(at)).text()).toContain(
      "If you resume, we compose the letter from",
    );
    await post(site, `${at}/resume`, {});
    expect(await getEdition(site.pipeline.table, id)).toMatchObject({
      status: "addressing",
      subject: "Winter plans",
    });
  });

  it("shows the frozen letter, whatever becomes of its entry", async () => {
    const site = await aSite();
    await storeEntry(site);
    const at = (await post(site, send, await confirmation(site))).headers.get("Location") ?? "";
    expect(await (await site.request(`${at}/letter`)).text()).toContain(`src="${at}/letter.html"`);
    expect(await (await site.request(`${at}/letter.html`)).text()).toContain("340 beds");
    expect(await (await site.request(`${at}/letter.txt`)).text()).toContain("340 beds");
  });
});
