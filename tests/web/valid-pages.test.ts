import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { aSite, hiddenFields, post, storeEntry } from "./a-served-site.ts";

const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

async function mistakes(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, line, message }) => `${ruleId}, line ${line}: ${message}`));
}

describe("the pages' HTML", () => {
  it("is valid", async () => {
    const site = await aSite();
    const { id } = await storeEntry(site);
    await storeEntry(site, { status: "draft" });
    const here = "/bulletins/care-weekly";
    const paths = [
      "/",
      here,
      `${here}?saved=${id}`,
      `${here}/entries/new`,
      `${here}/entries/${id}`,
      `${here}/preview`,
      `${here}/preview?view=text`,
      `${here}/send`,
      "/nothing",
      "/outbox",
      "/read/x",
      "/signed-out",
    ];
    for (const path of paths) expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
    expect(await mistakes(await (await post(site, `${here}/entries/new`, {})).text())).toEqual([]);
    const signedOut = { Cookie: "x=y", Origin: "http://localhost", "Content-Length": "10" };
    expect(await mistakes(await (await post(site, `${here}/entries/new`, { title: 'A "b"' }, signedOut)).text())).toEqual([]);
    const fromHere = { incoming: { socket: { remoteAddress: "127.0.0.1", remotePort: 1, remoteFamily: "IPv4" } } };
    expect(await mistakes(await (await site.app.request("/sign-in?return=/a%26b", {}, fromHere)).text())).toEqual([]);
    const confirmation = hiddenFields(await (await site.request(`${here}/send`)).text());
    const edition = (await post(site, `${here}/send`, confirmation)).headers.get("Location") ?? "";
    for (const path of [edition, `${edition}/letter`])
      expect(await mistakes(await (await site.request(path)).text()), path).toEqual([]);
  });

  it("would be found out if it were not", async () => {
    expect(
      await mistakes('<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div id="a"></div></p></body></html>'),
    ).not.toEqual([]);
  });
});
