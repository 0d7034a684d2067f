import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { ann } from "../../examples/builders.ts";
import { aSite, bulletin, post, type Site, sessionOf, storeEntry } from "../a-served-site.ts";

async function anEdition(site: Site) {
  await storeEntry(site);
  const composed = await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(site.pipeline, { edition: id, round: 0 }, () => false);
  const batches = await Array.fromAsync(listBatches(site.pipeline.table, id));
  const send = () =>
    sendBatch(site.pipeline, { edition: id, batch: batches[0]?.id ?? "" }, () => false);
  return { id, at: `/editions/${id}`, batches, send };
}

const csv = async (site: Site, path: string): Promise<Record<string, string>[]> => {
  const answer = await site.request(path);
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  return parse(await answer.text(), { columns: true, bom: true });
};

describe("the people of an edition", () => {
  it("stand on pages of a hundred, each of which leads to the next", async () => {
    const site = await aSite({ people: 230 });
    const { at } = await anEdition(site);
    const seen: string[] = [];
    let path: string | undefined = `${at}/people?standing=pending`;
    for (let pages = 0; path; pages++) {
      expect(pages).toBeLessThan(3);
      const html: string = await (await site.request(path)).text();
      seen.push(
        ...[...html.matchAll(/<bdi>(Colleague \d+)<\/bdi>/g)].map(([, name]) => name ?? ""),
      );
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(seen).toEqual(Array.from({ length: 230 }, (_, index) => `Colleague ${index}`));
  });

  it("say when SES accepted each letter, and under which message id", async () => {
    const site = await aSite({ people: 2 });
    const { at, send } = await anEdition(site);
    await send();
    const ids = site.ses.outbox.list().map(({ messageId }) => messageId);
    const html = await (await site.request(`${at}/people?standing=accepted`)).text();
    for (const id of ids) expect(html).toContain(`under the message id ${id}`);
    expect(html).toMatch(/\d\d:\d\d:\d\d \(London\)/);
  });

  it("are none under an unknown figure, or after an invalid place", async () => {
    const site = await aSite();
    const { at } = await anEdition(site);
    for (const query of ["standing=happy", "after=x", "part=0"])
      expect([query, (await site.request(`${at}/people?${query}`)).status]).toEqual([query, 404]);
  });

  it("can be downloaded as a table, all of them or one figure, as proof", async () => {
    const site = await aSite({ people: 3 });
    const { id, at, batches, send } = await anEdition(site);
    await send();
    await addFacts(site.pipeline.table, id, batches[0]?.id ?? "", {
      delivered: [1, 2],
      bounced: [2],
    });
    const rows = await csv(site, `${at}/people.csv`);
    expect(Object.keys(rows[0] ?? {})).toEqual(
      "subscriber,email,name,standing,delivered,bounced,complained,message id,accepted at,assumed,deferred,resent,why,status,server said".split(
        ",",
      ),
    );
    expect(rows.map(row => row.subscriber)).toEqual(batches[0]?.subscribers);
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row["accepted at"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(row["message id"]).not.toBe("");
    }
    const bounced = await csv(site, `${at}/people.csv?standing=bounced`);
    expect(bounced).toMatchObject([
      { email: "colleague2@example.org", name: "Colleague 2", delivered: "", bounced: "yes" },
    ]);
    expect(await csv(site, `${at}/people.csv?part=2`)).toEqual([]);
    expect(site.logged.join()).toContain('"event":"people-exported"');
  });

  it("run no formula in a spreadsheet", async () => {
    const site = await aSite({ people: 0 });
    const people = [{ email: "=cmd@example.org", name: '=HYPERLINK("http://evil.example","Ann")' }];
    await importList(
      site.pipeline,
      "care-leaders",
      (async function* () {
        yield* people;
      })(),
      { by: ann },
    );
    const { at } = await anEdition(site);
    expect(await csv(site, `${at}/people.csv`)).toMatchObject([
      { email: "'=cmd@example.org", name: `'=HYPERLINK("http://evil.example","Ann")` },
    ]);
  });
});

describe("looking a person up", () => {
  it("answers in words, with the address in no URL and no log", async () => {
    const site = await aSite({ people: 2 });
    const { at, send } = await anEdition(site);
    const find = async (address: string) => (await post(site, `${at}/find`, { address })).text();
    expect(await find("colleague1@example.org")).toContain("Not yet: we have not sent it to them");
    await send();
    const html = await find("Colleague1@Example.org");
    expect(html).toContain("It is on its way");
    expect(html).toMatch(
      /Amazon SES accepted it on \w+ \d+ \w+ \d{4}, \d\d:\d\d:\d\d \(London\) under the message id \S+\./,
    );
    expect(await find("nobody@example.org")).toContain("Nobody here has this address");
    const wrong = await post(site, `${at}/find`, { address: "ann at example" });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('value="ann at example"');
    expect(site.logged.join()).not.toMatch(/@example/i);
  });

  it("lets an operator erase them, asks first and says what happens", async () => {
    const site = await aSite({ people: 2 });
    const { id, at, batches } = await anEdition(site);
    const Cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "operator");
    const headers = { Cookie, Origin: "http://localhost" };
    const found = async (as: Record<string, string>) =>
      (await post(site, `${at}/find`, { address: "colleague0@example.org" }, as)).text();
    expect(await found({ Origin: "http://localhost" })).not.toContain("Erase this person");
    const [subscriber = ""] = batches[0]?.subscribers ?? [];
    const erase = `/subscribers/${subscriber}/erase?edition=${id}`;
    expect(await found(headers)).toContain(`href="${erase}"`);
    const asked = await (await site.request(erase, { headers })).text();
    expect(asked).toContain("You cannot undo this");
    const answer = await post(site, erase, {}, headers);
    expect(await answer.text()).toContain("Person erased");
    expect(await found(headers)).toContain("This person was erased");
    expect(await (await site.request(`${at}/people`)).text()).toContain(`id ${subscriber}`);
    expect((await site.request(erase, { headers })).status).toBe(404);
    expect((await post(site, erase, {}, headers)).status).toBe(200);
  });
});

describe("a test from the pages", () => {
  it("goes to one address, and its page shows SES's answer", async () => {
    const site = await aSite();
    await storeEntry(site);
    const here = "/bulletins/care-weekly";
    for (const path of [`${here}/preview`, `${here}/send`])
      expect(await (await site.request(path)).text()).toContain(`action="${here}/test"`);
    const sent = await post(site, `${here}/test`, { address: "ann@example.net" });
    expect(await sent.text()).toContain("Test sent");
    expect(site.ses.outbox.list().map(({ destinations }) => destinations)).toEqual([
      ["ann@example.net"],
    ]);
    site.ses.faults.set({ refuse: { count: 1 } });
    expect(
      await (await post(site, `${here}/test`, { address: "ann@example.net" })).text(),
    ).toContain("Amazon SES rejected the letter");
    expect((await post(site, `${here}/test`, { address: "" })).status).toBe(400);
    expect(site.logged.join()).not.toContain("example.net");
  });
});
