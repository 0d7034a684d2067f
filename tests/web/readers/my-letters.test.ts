import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listHistory } from "../../../functions/store/history/histories.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { getSubscriber } from "../../../functions/store/people/subscribers.ts";
import { ann } from "../../examples/builders.ts";
import { never } from "../../steps/an-edition.ts";
import { bulletin, storeEntry } from "../a-served-site.ts";
import { aReader, daily, fieldsOf, type Reader } from "./a-reader.ts";

const get = async ({ site }: Reader, path: string) => (await site.app.request(path)).text();

/** Saves the page's form, with some ticks removed or added. */
async function save(
  reader: Reader,
  change: (fields: [string, string][]) => [string, string][],
): Promise<string> {
  const path = reader.path("letters");
  return reader.post(path, change(fieldsOf(await get(reader, path), path)));
}
const without = (name: string, value: string) => (fields: [string, string][]) =>
  fields.filter(([field, given]) => field !== name || given !== value);
const set = (name: string, value: string) => (fields: [string, string][]) => [
  ...fields.filter(([field]) => field !== name),
  [name, value] as [string, string],
];

describe("leaving one of two bulletins that share a list", () => {
  it("ends that one and says so, offers the other, and is undone", async () => {
    const reader = await aReader();
    const path = reader.path("unsubscribe");
    const asked = await get(reader, path);
    expect(asked).toContain("Stop getting Care Weekly?");
    expect(asked).toContain('value="care-daily"');
    expect(asked).toContain("Everything from Department for Community Care");
    const left = await reader.post(path);
    expect(await reader.gets()).toEqual(["care-daily"]);
    expect(left).toContain("You have been unsubscribed from Care Weekly");
    expect(left).toContain("<bdi>Care Daily</bdi>");
    await reader.post(`${path}/undo`, fieldsOf(left, `${path}/undo`));
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("takes the ticks: another bulletin, or everything, now and later", async () => {
    const reader = await aReader();
    const path = reader.path("unsubscribe");
    await reader.post(path, [["also", "care-daily"]]);
    expect(await reader.gets()).toEqual([]);
    await reader.post(`${path}/undo`, [
      ["left", "care-weekly"],
      ["left", "care-daily"],
    ]);
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
    const left = await reader.post(path, [["also", "all letters"]]);
    expect(left).toContain("unsubscribed from everything from Department for Community Care");
    expect(await reader.gets()).toEqual([]);
    await reader.post(`${path}/undo`, fieldsOf(left, `${path}/undo`));
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("stores nothing that the form did not offer", async () => {
    const reader = await aReader();
    const also = Array.from({ length: 300 }, (_, index) => ["also", `none-${index}`] as const);
    await reader.post(reader.path("unsubscribe"), also);
    const person = await getSubscriber(reader.site.pipeline.table, reader.subscriber);
    expect(Object.keys(person?.suppression.bulletins ?? {})).toEqual(["care-weekly"]);
  });

  it("counts on an edition under way: the other bulletin's letter still goes out", async () => {
    const reader = await aReader();
    const { pipeline, template } = reader.site;
    const send = async (id: string) => {
      for await (const batch of listBatches(pipeline.table, id))
        await sendBatch(pipeline, { edition: id, batch: batch.id }, never);
      return readAccount(pipeline, id);
    };
    const opened = [];
    for (const each of [bulletin, daily]) {
      await storeEntry(reader.site, { bulletin: each.id });
      const slot = new Date("2026-11-24T09:00:00Z");
      const result = await composeEdition(pipeline, template, { bulletin: each, slot, by: ann });
      if (result.kind !== "composed") throw new Error(result.kind);
      await addressEdition(pipeline, { edition: result.edition.id, round: 0 }, never);
      opened.push(result.edition.id);
    }
    await reader.post(reader.path("unsubscribe"));
    const [weekly = "", other = ""] = opened;
    expect(await send(weekly)).toMatchObject({ audience: 1, accepted: 0, suppressed: 1 });
    expect(await send(other)).toMatchObject({ audience: 1, accepted: 1, suppressed: 0 });
  });

  it("is not undone for someone whose letters came back", async () => {
    const reader = await aReader();
    const path = reader.path("unsubscribe");
    await reader.post(path, [["also", "all letters"]]);
    await suppressPerson(reader.site.pipeline, reader.subscriber, { reason: "bounced" });
    await reader.post(`${path}/undo`, [["left", "all letters"]]);
    expect(await reader.gets()).toEqual([]);
    expect(await get(reader, reader.path("letters"))).toContain(
      "because earlier letters came back",
    );
  });
});

describe("the page of a reader's letters", () => {
  it("changes nothing when it is opened or saved as it is", async () => {
    const reader = await aReader();
    const { table } = reader.site.pipeline;
    const before = await getSubscriber(table, reader.subscriber);
    await get(reader, reader.path("letters"));
    expect(await getSubscriber(table, reader.subscriber)).toEqual(before);
    await save(reader, fields => fields);
    const after = await getSubscriber(table, reader.subscriber);
    expect([after?.lists["care-leaders"]?.at, after?.suppression]).toEqual([
      before?.lists["care-leaders"]?.at,
      before?.suppression,
    ]);
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("stops and starts a bulletin by its tick, with an undo", async () => {
    const reader = await aReader();
    const path = reader.path("letters");
    const saved = await save(reader, without("bulletin", "care-daily"));
    expect(saved).toContain("Your choices are saved");
    expect(await reader.gets()).toEqual(["care-weekly"]);
    await reader.post(path, fieldsOf(saved, path));
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("leaves a list, which no import undoes, and comes back to it", async () => {
    const reader = await aReader();
    const { pipeline } = reader.site;
    await save(reader, without("list", "care-leaders"));
    expect(await reader.gets()).toEqual([]);
    const again = (async function* () {
      yield { email: "amina@example.org", name: "Amina A." };
    })();
    await importList(pipeline, "care-leaders", again, { by: ann });
    expect(await reader.gets()).toEqual([]);
    await save(reader, set("list", "care-leaders"));
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("starts only what is ticked after everything was stopped", async () => {
    const reader = await aReader();
    const path = reader.path("letters");
    const stopped = await reader.post(`${path}/stop`);
    expect(stopped).toContain("You get no letters from Department for Community Care.");
    expect(await reader.gets()).toEqual([]);
    await save(reader, fields => [...fields, ["bulletin", "care-daily"]]);
    expect(await reader.gets()).toEqual(["care-daily"]);
  });

  it("pauses for weeks, and ends a pause", async () => {
    const reader = await aReader();
    const saved = await save(reader, set("pause", "3"));
    expect(saved).toMatch(/Paused until \d+ \w+ \d{4}/);
    expect(await reader.gets()).toEqual([]);
    const { preferences } =
      (await getSubscriber(reader.site.pipeline.table, reader.subscriber)) ?? {};
    const weeks = (Date.parse(preferences?.pausedUntil ?? "") - Date.now()) / (7 * 86_400_000);
    expect(weeks).toBeCloseTo(3, 1);
    await save(reader, fields => fields);
    expect(await reader.gets()).toEqual([]);
    await save(reader, set("pause", ""));
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("takes no other pause", async () => {
    const reader = await aReader();
    for (const pause of [
      "13",
      "-1",
      "99999",
      "2099-01-01T00:00:00.000Z",
      "2026-99-99T00:00:00.000Z",
    ]) {
      await save(reader, set("pause", pause));
      expect([pause, ...(await reader.gets())]).toEqual([pause, "care-weekly", "care-daily"]);
    }
  });

  it("is in the language that the reader chooses, from right to left too", async () => {
    const reader = await aReader();
    expect(await save(reader, set("language", "cy"))).toContain('<html lang="cy" dir="ltr"');
    const page = await save(reader, set("language", "ar"));
    expect(page).toContain('<html lang="ar" dir="rtl"');
    expect(await get(reader, reader.path("unsubscribe"))).toContain('<html lang="ar" dir="rtl"');
  });

  it("sends plain text alone to a reader who wants it", async () => {
    const reader = await aReader();
    await save(reader, set("plain-text", "yes"));
    const { pipeline, template, ses } = reader.site;
    await storeEntry(reader.site);
    const slot = new Date("2026-11-24T09:00:00Z");
    const result = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
    if (result.kind !== "composed") throw new Error(result.kind);
    await addressEdition(pipeline, { edition: result.edition.id, round: 0 }, never);
    for await (const batch of listBatches(pipeline.table, result.edition.id))
      await sendBatch(pipeline, { edition: result.edition.id, batch: batch.id }, never);
    const [letter] = ses.outbox.list();
    const message = letter && ses.outbox.read(letter.messageId);
    expect(String(message)).toContain("Content-Type: text/plain");
    expect(String(message)).not.toContain("text/html");
  });

  it("says why they get letters, and gives all data as a file", async () => {
    const reader = await aReader();
    const page = await get(reader, reader.path("letters"));
    expect(page).toMatch(/Department for Community Care added your address on \d+ \w+ \d{4}\./);
    expect(page).toContain('<p class="govuk-body" dir="auto">Because you lead a care service.</p>');
    const answer = await reader.site.app.request(`${reader.path("letters")}/data.json`);
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(await answer.json()).toMatchObject({ email: "amina@example.org", name: "Amina" });
  });

  it("marks the list's reason with its language on a page in another", async () => {
    const reader = await aReader();
    const page = await save(reader, set("language", "cy"));
    expect(page).toContain(
      '<p class="govuk-body" lang="en-GB" dir="auto">Because you lead a care service.</p>',
    );
  });

  it("erases a reader after a question, and says so ever after", async () => {
    const reader = await aReader();
    const { table } = reader.site.pipeline;
    const path = reader.path("letters");
    expect(await get(reader, `${path}/erase`)).toContain("You cannot undo this.");
    expect(await getSubscriber(table, reader.subscriber)).toBeDefined();
    expect(await reader.post(`${path}/erase`)).toContain("Your data has been erased");
    expect(await getSubscriber(table, reader.subscriber)).toBeUndefined();
    expect((await reader.site.app.request(path)).status).toBe(410);
    expect((await reader.site.app.request(reader.path("unsubscribe"))).status).toBe(200);
  });

  it("leaves a history of who did what", async () => {
    const reader = await aReader();
    await save(reader, fields => set("pause", "1")(without("bulletin", "care-daily")(fields)));
    const on = { kind: "subscriber", id: reader.subscriber } as const;
    const history = await listHistory(reader.site.pipeline.table, on, 10);
    expect(history.map(({ what, by }) => [what, by.kind])).toEqual([
      ["preferences-changed", "reader"],
      ["unsubscribed", "reader"],
    ]);
  });
});

describe("a link of another kind", () => {
  it("changes nothing", async () => {
    const reader = await aReader();
    const headers = { "Sec-Fetch-Site": "same-origin" };
    const swapped = reader.path("read").replace("/read/", "/letters/");
    for (const part of ["", "/stop", "/restart", "/erase"])
      for (const start of [swapped, swapped.slice(0, 60), "/letters/%00%0d%0a"]) {
        const path = start + part;
        const answer = await reader.site.app.request(path, { method: "POST", headers });
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.text()).not.toContain("Department for Community Care");
      }
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });

  it("refuses a form of another site", async () => {
    const reader = await aReader();
    for (const part of ["", "/stop", "/erase"]) {
      const headers = { Origin: "https://evil.example", "Content-Type": "text/plain" };
      const path = reader.path("letters") + part;
      const answer = await reader.site.app.request(path, { method: "POST", headers, body: "x=y" });
      expect([part, answer.status]).toEqual([part, 403]);
    }
    expect(await reader.gets()).toEqual(["care-weekly", "care-daily"]);
  });
});
