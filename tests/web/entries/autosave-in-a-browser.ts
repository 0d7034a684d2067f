import { expect, it, onTestFinished } from "vitest";
import { getEntry, listOpenEntries } from "../../../functions/store/bulletins/entries.ts";
import { sharedBrowser } from "../../browser.ts";
import { aServedSite, bulletin, comeIn, storeEntry } from "../a-served-site.ts";

it("a draft is saved while it is written, goes on from there, and all entries are selected at once", {
  timeout: 300_000,
}, async () => {
  const site = await aServedSite(1);
  const { table } = site.pipeline;
  const browser = await sharedBrowser();
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(100_000);
  await comeIn(page, `${site.url}/bulletins/${bulletin.id}`);
  await page.clock.install();
  await page.goto(`${site.url}/bulletins/${bulletin.id}/entries/new`);
  await page.getByLabel("Title").fill("Car park B");
  await page.getByLabel("Text").fill("It stays");
  await page.clock.fastForward(4_000);
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  const [draft] = await listOpenEntries(table, bulletin.id);
  expect(draft).toMatchObject({ title: "Car park B", status: "draft", version: 1 });

  // The next save waits, so that the history stays short.
  await page.getByLabel("Text").fill("It stays closed.");
  const saved = page.waitForResponse(answer => answer.url().endsWith(draft?.id ?? ""));
  await page.clock.fastForward(21_000);
  expect((await saved).status()).toBe(200);
  await page.getByLabel("Text").fill("It stays closed until May.");
  await page.getByRole("button", { name: "Mark ready" }).click();
  await page.getByRole("heading", { name: bulletin.name, level: 1 }).waitFor();
  expect(await getEntry(table, bulletin.id, draft?.id ?? "")).toMatchObject({
    body: "It stays closed until May.",
    status: "ready",
    version: 3,
  });

  await storeEntry(site, { title: "Winter plans", status: "draft" });
  await page.reload();
  await page.getByLabel("Select all").check();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("2 entries are withdrawn.").waitFor();
});
