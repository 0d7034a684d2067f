import { describe, expect, it } from "vitest";
import { addressEdition } from "../../functions/steps/editions/address-edition.ts";
import { suppressPerson } from "../../functions/steps/people/suppress-person.ts";
import { localSignIn } from "../../infra/local/site/sign-in-site.tsx";
import { aSite, bulletin, hiddenFields, post, sessionOf, storeEntry } from "./a-served-site.ts";
import { mistakes } from "./html-mistakes.ts";

describe("the pages' HTML", () => {
  it("is valid", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    await storeEntry(site, { status: "draft" });
    const here = "/bulletins/care-weekly";
    const paths = [
      "/",
      "/clock",
      here,
      `${here}?saved=${id}`,
      "/bulletins/new",
      `${here}/settings?saved`,
      `${here}/dates`,
      `${here}/delete`,
      `${here}/entries`,
      `${here}/entries?from=${id}`,
      `${here}/entries/new`,
      `${here}/editions`,
      `${here}/entries/${id}`,
      `${here}/images`,
      `${here}/images?deleted`,
      `${here}/preview`,
      `${here}/preview?view=text`,
      `${here}/send`,
      "/lists",
      "/lists/new",
      "/people",
      "/suppressed",
      `${here}/approve`,
      "/approve/x",
      "/nothing",
      "/outbox",
      "/read/x",
      "/signed-out",
    ];
    for (const path of paths)
      expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
    expect(await mistakes(await (await post(site, `${here}/entries/new`, {})).text())).toEqual([]);
    const list = { id: "staff", name: "Staff", visibility: "private", optIn: "double" };
    expect(await mistakes(await (await post(site, "/lists/new", {})).text())).toEqual([]);
    await post(site, "/lists/new", { ...list, lawfulBasis: "", description: "", purpose: "" });
    const someone = { email: "amina@example.org", name: "Amina", salutation: "", language: "" };
    expect(await mistakes(await (await post(site, "/lists/staff/add", {})).text())).toEqual([]);
    await post(site, "/lists/staff/add", someone);
    expect(await mistakes(await (await post(site, "/lists/staff/add", someone)).text())).toEqual(
      [],
    );
    const found = await post(site, "/people", { text: someone.email });
    const person = found.headers.get("Location") ?? "";
    await suppressPerson(site.pipeline, person.slice("/people/".length), { reason: "complained" });
    await post(site, "/lists/care-leaders/reconfirm", { bulletin: bulletin.id, days: "28" });
    const ofPeople = [
      "/lists/staff",
      "/lists/staff/settings",
      "/lists/staff/add",
      "/lists/staff/reconfirm",
      "/lists/care-leaders/reconfirm",
      "/suppressed",
    ];
    const ofPerson = [person, `${person}/edit`, `${person}/lift`];
    for (const path of [...ofPeople, ...ofPerson, person.replace("/people", "/lists/staff/remove")])
      expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
    for (const text of ["amina", "nobody at all", "nobody@example.org", ""])
      expect(await mistakes(await (await post(site, "/people", { text })).text())).toEqual([]);
    for (const path of [`${person}/edit`, `${person}/lift`])
      expect(await mistakes(await (await post(site, path, {})).text()), path).toEqual([]);
    const signedOut = { Cookie: "x=y", Origin: "http://localhost", "Content-Length": "10" };
    expect(
      await mistakes(
        await (await post(site, `${here}/entries/new`, { title: 'A "b"' }, signedOut)).text(),
      ),
    ).toEqual([]);
    const fromHere = {
      incoming: { socket: { remoteAddress: "127.0.0.1", remotePort: 1, remoteFamily: "IPv4" } },
    };
    expect(
      await mistakes(await (await site.app.request("/sign-in?return=/a%26b", {}, fromHere)).text()),
    ).toEqual([]);
    const confirmation = hiddenFields(await (await site.request(`${here}/send`)).text());
    const edition = (await post(site, `${here}/send`, confirmation)).headers.get("Location") ?? "";
    await addressEdition(
      site.pipeline,
      { edition: edition.slice("/editions/".length), round: 0 },
      () => false,
    );
    const people = ["", "?standing=pending", "?standing=bounced"].map(
      query => `${edition}/people${query}`,
    );
    for (const path of [edition, `${edition}/letter`, `${edition}/stop`, ...people, `${here}/test`])
      expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
    const Cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "operator");
    const headers = { Cookie, Origin: "http://localhost" };
    const find = async (address: string) =>
      (await post(site, `${edition}/find`, { address }, headers)).text();
    for (const address of ["colleague1@example.org", "nobody@example.org", "no address"])
      expect(await mistakes(await find(address)), address).toEqual([]);
    const erase = /\/subscribers\/[^"]+/.exec(await find("colleague1@example.org"))?.[0] ?? "";
    expect(await mistakes(await (await site.request(erase, { headers })).text())).toEqual([]);
    expect(await mistakes(await (await post(site, erase, {}, headers)).text())).toEqual([]);
    expect(
      await mistakes(await (await post(site, `${here}/test`, { address: "no address" })).text()),
    ).toEqual([]);
    expect(
      await mistakes(await (await post(site, `${edition}/stop`, { reason: "" })).text()),
    ).toEqual([]);
    await post(site, `${edition}/stop`, { reason: "The date is wrong." });
    for (const path of [edition, `${edition}/people?standing=pending`])
      expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
  });

  it("would fail this test if it were not", async () => {
    expect(
      await mistakes(
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div id="a"></div></p></body></html>',
      ),
    ).not.toEqual([]);
  });
});
