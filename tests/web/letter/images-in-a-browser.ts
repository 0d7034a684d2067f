import { expect, it, onTestFinished } from "vitest";
import { axeDefects } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { aPng } from "../../examples/an-image.ts";
import { aServedSite, comeIn, storeEntry } from "../a-served-site.ts";

it("an image is added on a phone, put into an entry, and shown in the preview, with no defect that axe knows", {
  timeout: 300_000,
}, async () => {
  const site = await aServedSite(1);
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 375, height: 800 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(100_000);
  const defects: string[] = [];
  const look = async () => {
    defects.push(...(await axeDefects({ page })));
    expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBe(375);
  };
  await comeIn(page, `${site.url}/bulletins/care-weekly`);
  await page.getByRole("link", { name: "Images" }).click();
  await look();
  await page.getByRole("button", { name: "Add the image" }).click();
  await page.getByText("There is a problem").waitFor();
  await look();
  await page.setInputFiles("#file", {
    name: "map.png",
    mimeType: "image/png",
    buffer: Buffer.from(aPng(600, 200)),
  });
  await page.getByLabel("What the image shows").fill("Map of the new entrance");
  await page.getByRole("button", { name: "Add the image" }).click();
  await page.getByText("The image is added.").waitFor();
  await look();
  const line = await page.getByLabel("To show it, put this line into an entry").inputValue();
  const loaded = "[...document.images].map(each => each.naturalWidth)";
  expect(await page.evaluate(loaded)).toEqual([600]);

  await storeEntry(site, { body: `We open the new entrance.\n\n${line}` });
  // Scripts cannot look into the sandbox. Its policy would keep a forbidden image from being asked for.
  await page.route("**/images/*", route => route.continue());
  const asked = page.waitForResponse(response => response.url().includes("/images/"));
  await page.goto(`${site.url}/bulletins/care-weekly/preview`);
  expect((await asked).status()).toBe(200);
  await page.unroute("**/images/*");
  await page.goto(`${site.url}/bulletins/care-weekly/images`);
  await look();
  expect(defects).toEqual([]);
});
