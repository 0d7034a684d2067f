import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { suppressPerson } from "../../../functions/steps/people/suppress-person.ts";
import { axeDefects } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { aServedSite, comeIn } from "../a-served-site.ts";

const defects = (page: Page) => axeDefects({ page });

describe("the pages of lists and people", { timeout: 240_000 }, () => {
  it("lead by keyboard from a new list to a lifted suppression, on a phone, with no defect that axe knows", async () => {
    const site = await aServedSite(0);
    const browser = await sharedBrowser();
    const page = await browser.newPage({ viewport: { width: 375, height: 700 } });
    onTestFinished(() => page.close());
    const settled = async (address: RegExp) => {
      await page.waitForURL(address);
      expect(await defects(page), page.url()).toEqual([]);
      const tooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
      expect(await page.evaluate(tooWide), page.url()).toBe(false);
    };
    const press = async (name: string | RegExp, role: "link" | "button" = "button") => {
      await page.getByRole(role, { name }).first().focus();
      await page.keyboard.press("Enter");
    };
    const type = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.type(text);
    };
    await comeIn(page, `${site.url}/lists`, "Arjun Mehta");
    await settled(/\/lists$/);
    await press("Create a list", "link");
    await settled(/\/lists\/new$/);
    await press("Create the list");
    await page.waitForSelector("[data-error-summary]:focus");
    await settled(/\/lists\/new$/);
    await type("Id", "staff");
    await type("Name", "Harbour staff");
    await press("Create the list");
    await settled(/\/lists\/staff\?done=created$/);
    await press("Add a person", "link");
    await settled(/\/add$/);
    await type("Email address", "bounce@simulator.amazonses.com");
    await type("Name (optional)", "Siân O’Brien");
    await press("Add to the list");
    await settled(/done=added$/);
    await type("Find a person on this list", "sian");
    await press("Search");
    await settled(/\/people$/);
    await press("Siân O’Brien", "link");
    await settled(/\/people\/\w+$/);
    const id = page.url().split("/").at(-1) ?? "";
    await suppressPerson(site.pipeline, id, { reason: "bounced" });
    await page.goto(`${site.url}/suppressed`);
    await settled(/\/suppressed$/);
    await press(/^Lift/, "link");
    await settled(/\/lift$/);
    await type("Why?", "They have a new mailbox.");
    await press("Write to them again");
    await settled(/done=lifted$/);
    await page.getByText("They get letters again").waitFor();
    await press("Change the details", "link");
    await settled(/\/edit$/);
  });

  it("work without JavaScript", async () => {
    const site = await aServedSite(0);
    const browser = await sharedBrowser();
    const page = await browser.newPage({ javaScriptEnabled: false });
    onTestFinished(() => page.close());
    await comeIn(page, `${site.url}/lists/new`, "Arjun Mehta");
    await page.getByLabel("Id", { exact: true }).fill("staff");
    await page.getByLabel("Name", { exact: true }).fill("Harbour staff");
    await page.getByRole("button", { name: "Create the list" }).click();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Archive the list" }).click();
    await page.getByText("The list is archived.").waitFor();
  });
});
