import type { Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { getBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { axeDefects } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { ann } from "../../examples/builders.ts";
import { aServedSite, comeIn } from "../a-served-site.ts";

/** What axe finds, and whether the page is wider than the window. */
async function look(page: Page): Promise<void> {
  expect(await axeDefects({ page }), page.url()).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
}

it("is created on a phone, and one date is skipped, with no defect that axe knows", {
  timeout: 300_000,
}, async () => {
  const site = await aServedSite(1);
  await createList(site.pipeline, newList({ id: "staff", name: "Harbour staff" }), ann);
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width: 375, height: 800 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const goOn = () => page.getByRole("button", { name: "Continue" }).click();

  await comeIn(page, `${site.url}/bulletins/new`);
  await page.getByLabel("Name of the bulletin").fill("Ward News");
  await page.getByLabel("Organisation").fill("Harbour Health Trust");
  await goOn();
  await page.getByLabel("Sender").fill("Ward News <letters@harbour-health.example>");
  await page.getByLabel("Name", { exact: true }).first().fill("Ada King");
  await goOn();
  await goOn();
  await page.getByLabel("Harbour staff").check();
  await goOn();
  // The style sheet shows the fields of the chosen frequency.
  await page.getByLabel("Every month").check();
  await page.getByLabel("On which day?").filter({ visible: true }).fill("last weekday");
  await look(page);
  await goOn();
  await page.getByRole("button", { name: "Create the bulletin" }).click();
  await page.getByRole("link", { name: "Next dates" }).click();
  await page.getByText("Change").first().click();
  await look(page);
  await page
    .getByRole("button", { name: /^Skip this date/ })
    .first()
    .click();
  await page.getByText("Skipped by hand.").waitFor();
  expect(await getBulletin(site.pipeline.table, "ward-news")).toMatchObject({
    schedule: { every: "month", on: ["last weekday"], at: "09:00" },
    exceptions: [{ skip: expect.stringMatching(/T09:00$/) }],
  });
  await page.goto(`${site.url}/bulletins/ward-news/settings`);
  await look(page);
});
