import { expect, it, onTestFinished } from "vitest";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { axeDefectsInBoth } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { isFullSize } from "../../size.ts";
import { aServedSite, comeIn } from "../a-served-site.ts";

const people = isFullSize ? 3_000 : 60;
const rows = Array.from(
  { length: people },
  (_, number) => `Dr,First${number},Last${number},p${number}@example.org`,
);
const outlook = ["Title,First Name,Last Name,E-Mail-Adresse", ...rows].join("\r\n");

it("a list is made, and an Outlook export imported and undone, by keyboard on a phone without JavaScript, with no defect that axe knows", {
  timeout: 300_000,
}, async () => {
  const site = await aServedSite(1);
  const listed = async () =>
    (await Array.fromAsync(listSubscriptions(site.pipeline.table, "staff"))).length;
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width: 375, height: 800 },
    javaScriptEnabled: false,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(100_000);
  const defects: string[] = [];
  const look = async () => {
    // A script of the page could not run axe. One of the test's own window can, on the same HTML.
    const window = await browser.newPage({ viewport: { width: 375, height: 800 } });
    await window.context().addCookies(await context.cookies());
    await window.goto(page.url());
    defects.push(...(await axeDefectsInBoth({ page: window })));
    const width = await window.evaluate("document.documentElement.scrollWidth");
    expect(width, window.url()).toBe(375);
    await window.close();
  };
  const press = async (role: "link" | "button", name: string | RegExp) => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press("Enter");
  };
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  };
  await comeIn(page, `${site.url}/lists`);
  await press("link", "Create a list");
  await type("Id", "staff");
  await type("Name", "Harbour staff");
  await press("button", "Create the list");
  await press("link", "Import people");
  await page.getByRole("button", { name: "Check the file" }).waitFor();
  await look();
  await page.setInputFiles("#file", {
    name: "export.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(outlook),
  });
  await press("button", "Check the file");
  // The page loads itself again until the work is done.
  await page.getByText("Nothing is imported yet").waitFor();
  await look();
  await press("button", /^Import [\d,]+ people$/);
  await page.getByText("The people are imported.").waitFor();
  expect(await listed()).toBe(people);
  await look();
  const named = await Array.fromAsync(listSubscriptions(site.pipeline.table, "staff"));
  expect(named[7]?.name).toBe("First7 Last7");
  await press("button", "Undo the import");
  await page.getByText("The import is undone.").waitFor();
  expect(await listed()).toBe(0);
  expect(defects).toEqual([]);
});
