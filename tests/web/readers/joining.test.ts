import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { type List, newList } from "../../../functions/core/people/list.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { confirmJoin } from "../../../functions/steps/readers/confirm-join.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscriber,
} from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { dumpOf } from "../../data/dump-file.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aSite, bulletin, type Site } from "../a-served-site.ts";
import { readerAt } from "./a-reader.ts";

const path = `/subscribe/${bulletin.id}`;
const day = 86_400_000;

/** A bulletin whose list people can join. */
async function aPublicSite(given: Partial<List> = {}): Promise<Site> {
  const site = await aSite({ people: 1 });
  const list = newList({ id: "care-leaders", name: "Leaders of care" });
  await insertList(site.pipeline.table, { ...list, visibility: "public", ...given }, aDecision());
  return site;
}

let sources = 0;
/** Sends the form, from a network of its own unless one is given. */
async function ask(site: Site, email: string, network = `192.0.2.${++sources}`): Promise<Response> {
  const body = new URLSearchParams({ email, language: "en" });
  const headers = { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": `${network}, 10.0.0.1` };
  return site.app.request(path, { method: "POST", body, headers });
}

async function mailsTo({ ses }: Site, email: string) {
  const entries = ses.outbox.list().filter(({ destinations }) => destinations.includes(email));
  return Promise.all(
    entries.reverse().map(({ messageId }) => simpleParser(ses.outbox.read(messageId) ?? "")),
  );
}

async function linkTo(site: Site, email: string): Promise<string> {
  const mails = await mailsTo(site, email);
  const text = mails.at(-1)?.text ?? "";
  return new URL(/https?:\S+\/confirm\/\S+/.exec(text)?.[0] ?? "http://none").pathname;
}

async function personAt({ pipeline: { table, addressKey } }: Site, email: string) {
  const hash = addressHash(email, addressKey);
  const id = (await findSubscriberIds(table, [hash])).get(hash);
  return id === undefined ? undefined : getSubscriber(table, id);
}

const confirm = (site: Site, link: string) =>
  site.app.request(link, { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } });

describe("subscribing with a form", () => {
  it("asks by email, and takes the confirmation with its consent record", async () => {
    const site = await aPublicSite({ welcome: "Welcome among us." });
    const form = await (await site.app.request(path)).text();
    expect(form).toContain("I want Department for Community Care to send me Care Weekly by email.");
    const answer = await (await ask(site, "jo@example.org")).text();
    expect(answer).toContain("We have sent an email to jo@example.org.");
    expect(await personAt(site, "jo@example.org")).toBeUndefined();
    const link = await linkTo(site, "jo@example.org");
    for (let time = 0; time < 2; time++)
      expect(await (await site.app.request(link)).text()).toContain(
        "Do you want to get Care Weekly?",
      );
    expect(await personAt(site, "jo@example.org")).toBeUndefined();
    const confirmed = await (await confirm(site, link)).text();
    expect(confirmed).toContain("You are subscribed to Care Weekly");
    const person = await personAt(site, "jo@example.org");
    expect(person?.lists["care-leaders"]).toMatchObject({
      how: "joined",
      source: path,
      wording:
        "I want Department for Community Care to send me Care Weekly by email. I can stop at any time.",
      askedAt: expect.stringMatching(/^\d{4}-/),
    });
    const [, welcome] = await mailsTo(site, "jo@example.org");
    expect(welcome?.subject).toBe("Welcome to Care Weekly");
    expect(welcome?.text).toContain("Welcome among us.");
    expect(welcome?.headers.get("list")).toMatchObject({
      unsubscribe: { url: expect.stringContaining("/unsubscribe/") },
    });
    const manage = /Manage your letters: \S+(\/letters\/\S+)/.exec(welcome?.text ?? "")?.[1] ?? "";
    expect((await site.app.request(manage)).status).toBe(200);
  });

  it("works once: a link that is opened again brings nobody back", async () => {
    const site = await aPublicSite();
    await ask(site, "jo@example.org");
    const link = await linkTo(site, "jo@example.org");
    await confirm(site, link);
    const person = await personAt(site, "jo@example.org");
    const reader = readerAt(site, person?.id ?? "");
    await reader.post(`${reader.path("letters")}/stop`);
    const again = await confirm(site, link);
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining("This link is no longer valid"),
    ]);
    expect(await reader.gets()).toEqual([]);
    await ask(site, "jo@example.org");
    await confirm(site, await linkTo(site, "jo@example.org"));
    expect(await reader.gets()).toContain("care-weekly");
  });

  it("expires after three days", async () => {
    const site = await aPublicSite();
    await ask(site, "jo@example.org");
    const token = (await linkTo(site, "jo@example.org")).split("/")[2] ?? "";
    const { pipeline } = site;
    const later = (ms: number) => ({ ...pipeline, now: () => Date.now() + ms });
    expect((await confirmJoin(later(3 * day + 2_000), token)).kind).toBe("expired");
    expect((await confirmJoin(later(3 * day - 60_000), token)).kind).toBe("joined");
  });

  it("takes no forged, cut or swapped link", async () => {
    const site = await aPublicSite();
    await ask(site, "jo@example.org");
    const link = await linkTo(site, "jo@example.org");
    const parts = link.split(".");
    const odd = [
      link.slice(0, -1),
      `${link}x`,
      parts.with(4, "zzzzzz").join("."),
      parts.with(2, "care-daily").join("."),
      "/confirm/%00%0d%0a",
      "/confirm/a.b.c.d.e.f",
      `/confirm/${"x".repeat(8_000)}`,
    ];
    for (const each of odd)
      expect([each.slice(0, 40), (await confirm(site, each)).status]).toEqual([
        each.slice(0, 40),
        404,
      ]);
    expect(await personAt(site, "jo@example.org")).toBeUndefined();
  });

  it("is not open for a private list, or a bulletin that nobody knows", async () => {
    const site = await aPublicSite({ visibility: "private" });
    for (const each of [
      path,
      "/subscribe/none",
      `/subscribe/${"x".repeat(5_000)}`,
      "/subscribe/%00",
    ]) {
      expect((await site.app.request(each)).status).toBe(404);
      expect((await site.app.request(each, { method: "POST" })).status).toBe(404);
    }
  });

  it("says what is wrong with an address", async () => {
    const site = await aPublicSite();
    const injected = "jo@example.org\r\nBcc: x@example.org";
    for (const email of ["", "jo", "jo@", "a@b@c", injected, "<b>@x", "x".repeat(1_000_000)]) {
      const answer = await ask(site, email);
      const html = await answer.text();
      expect([email.slice(0, 40), answer.status]).toEqual([email.slice(0, 40), 400]);
      expect(html).toMatch(/Enter (?:your|an) email address/);
      expect(html).not.toContain("<b>@x");
    }
    expect(site.ses.outbox.size()).toBe(0);
  });
});

describe("the answer to the form", () => {
  it("is the same for every address", async () => {
    const site = await aPublicSite();
    const { table, addressKey } = site.pipeline;
    const bounced = { reason: "bounced", scope: "everywhere", now: new Date() } as const;
    await suppress(table, addressHash("back@example.org", addressKey), bounced);
    const addresses = ["new@example.org", "colleague0@example.org", "back@example.org"];
    const answers = await Promise.all(
      addresses.map(async email => {
        const answer = await ask(site, email);
        return [answer.status, (await answer.text()).replaceAll(email, "ADDRESS")];
      }),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const counts = addresses.map(async email => (await mailsTo(site, email)).length);
    expect(await Promise.all(counts)).toEqual([1, 1, 0]);
  });

  it("stays the same when a stranger is flooded, who gets two emails in an hour", async () => {
    const site = await aPublicSite();
    const answers = new Set<string>();
    for (let time = 0; time < 6; time++)
      answers.add(await (await ask(site, "Stranger@example.org")).text());
    expect(answers.size).toBe(1);
    expect(await mailsTo(site, "Stranger@example.org")).toHaveLength(2);
  });

  it("asks a network to wait after ten forms in an hour, and stores no network address", async () => {
    const site = await aPublicSite();
    const statuses: number[] = [];
    for (let time = 0; time < 12; time++)
      statuses.push((await ask(site, `p${time}@example.org`, `2001:db8:7:9::${time}`)).status);
    expect(statuses.filter(status => status === 200)).toHaveLength(10);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await ask(site, "q@example.org")).status).toBe(200);
    const stored = JSON.stringify((await dumpOf(site.pipeline.table)).items);
    expect(stored).not.toMatch(/2001:db8|192\.0\.2\./);
  });
});

describe("a list with single opt-in", () => {
  it("takes people at once, and says so", async () => {
    const site = await aPublicSite({ optIn: "single" });
    expect(await (await site.app.request(path)).text()).toContain(
      "You need not confirm your address",
    );
    expect(await (await ask(site, "jo@example.org")).text()).toContain(
      "jo@example.org gets Care Weekly from now on.",
    );
    expect((await personAt(site, "jo@example.org"))?.lists["care-leaders"]?.how).toBe("joined");
    expect(await mailsTo(site, "jo@example.org")).toEqual([]);
  });

  it("asks someone who had left to confirm: another person may have sent the form", async () => {
    const site = await aPublicSite({ optIn: "single" });
    await ask(site, "jo@example.org");
    const reader = readerAt(site, (await personAt(site, "jo@example.org"))?.id ?? "");
    await reader.post(reader.path("unsubscribe"));
    await ask(site, "jo@example.org");
    expect(await reader.gets()).not.toContain("care-weekly");
    await confirm(site, await linkTo(site, "jo@example.org"));
    expect(await reader.gets()).toContain("care-weekly");
  });
});

describe("an erasure", () => {
  it("ends a form that waits for its confirmation too", async () => {
    const site = await aPublicSite();
    await ask(site, "colleague0@example.org");
    const person = await personAt(site, "colleague0@example.org");
    await eraseSubscriber(site.pipeline, person?.id ?? "", ann);
    const link = await linkTo(site, "colleague0@example.org");
    expect((await confirm(site, link)).status).toBe(410);
    const stored = JSON.stringify((await dumpOf(site.pipeline.table)).items);
    expect(stored).not.toContain("colleague0@example.org");
  });
});
