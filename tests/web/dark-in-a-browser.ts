import { expect, it, onTestFinished } from "vitest";
import { newList } from "../../functions/core/people/list.ts";
import { addPerson } from "../../functions/steps/people/person/add-person.ts";
import { insertList } from "../../functions/store/people/lists.ts";
import { axeDefects, contrastAlone } from "../axe-defects.ts";
import { sharedBrowser } from "../browser.ts";
import { aDecision, ann } from "../examples/builders.ts";
import { until } from "../local-pipeline.ts";
import { aServedSite, bulletin, comeIn, hiddenFields, post, storeEntry } from "./a-served-site.ts";

it("the editors' pages are as easy to see in dark as in light, and paper is light", {
  timeout: 300_000,
}, async () => {
  const site = await aServedSite(3);
  const { id } = await storeEntry(site);
  await storeEntry(site, { status: "draft" });
  const list = newList({ id: "care-leaders", name: "Leaders of care" });
  await insertList(site.pipeline.table, list, aDecision());
  // Amazon SES does not take this address: it is to be corrected.
  await addPerson(site.pipeline, "care-leaders", { email: "mül@example.org" }, ann);
  const here = `/bulletins/${bulletin.id}`;
  const fields = hiddenFields(await (await site.request(`${here}/send`)).text());
  const edition = (await post(site, `${here}/send`, fields)).headers.get("Location") ?? "";
  let correct = "";
  await until("an address is to be corrected", async () => {
    const html = await (await site.request(edition)).text();
    correct = /href="([^"]+\/correct[^"]*)"/.exec(html)?.[1] ?? "";
    return correct !== "";
  });
  const context = await (await sharedBrowser()).newContext({
    viewport: { width: 375, height: 800 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(100_000);
  await page.emulateMedia({ colorScheme: "dark" });
  await comeIn(page, `${site.url}/`);
  const found: string[] = [];
  for (const path of [
    "/",
    here,
    `${here}/settings`,
    `${here}/entries/new`,
    `${here}/entries/${id}`,
    `${here}/preview`,
    `${here}/editions`,
    edition,
    correct,
    "/lists",
    "/lists/care-leaders",
    "/lists/care-leaders/settings",
    "/lists/care-leaders/reconfirm",
    "/lists/new",
    "/people",
    "/suppressed",
    "/nothing",
  ]) {
    await page.goto(`${site.url}${path}`);
    const background = await page.evaluate(
      "getComputedStyle(document.documentElement).backgroundColor",
    );
    expect([path, background]).toEqual([path, "rgb(22, 24, 27)"]);
    found.push(...(await axeDefects({ page, options: contrastAlone })));
  }
  expect(found).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  expect(
    await page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
  ).not.toBe("rgb(22, 24, 27)");
});
