import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { whyKeptOut } from "../../functions/core/people/subscription.ts";
import { saveEntry } from "../../functions/store/bulletins/entries.ts";
import { listStandings } from "../../functions/store/people/subscriptions.ts";
import { axeDefectsInBoth } from "../axe-defects.ts";
import { sharedBrowser } from "../browser.ts";
import { aDecision } from "../examples/builders.ts";
import { aServedSite, bulletin, comeIn, type Site, storeEntry } from "./a-served-site.ts";

const people = 30;
const patience = { timeout: 250_000 };

/** A window, and what its pages complain of. */
async function open(
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const browser = await sharedBrowser();
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(patience.timeout);
  const complaints: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", error => complaints.push(String(error)));
  return { page, complaints };
}

/** What axe finds, and in dark what is hard to see. The letter in a frame has tests of its own. */
const defects = (page: Page) => axeDefectsInBoth({ page, parts: { exclude: [["iframe"]] } });

/** Goes on with the Tab key until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(
      "((e) => e?.labels?.[0]?.textContent ?? e?.textContent ?? '')(document.activeElement)",
    );
    if (typeof name === "string" ? String(focused).trim() === name : name.test(String(focused)))
      return;
  }
  throw new Error(`the Tab key does not lead to ${name} on ${page.url()}`);
}

/** The people on the list who get the letters of the bulletin. */
async function subscribers({ pipeline }: Site): Promise<string[]> {
  const standings = await Array.fromAsync(listStandings(pipeline.table, "care-leaders"));
  return standings.flatMap(each => (whyKeptOut(each, bulletin.id, Date.now()) ? [] : [each.id]));
}

/** Where the letter of the first message leads, by its text. */
function linkOf(site: Site, words: string): string {
  const raw =
    site.ses.outbox.read(site.ses.outbox.list()[0]?.messageId ?? "")?.toString("latin1") ?? "";
  const html = raw.slice(raw.indexOf("text/html")).replace(/=\r\n/g, "").replace(/=3D/g, "=");
  const found = new RegExp(`<a href="([^"]+)"[^>]*>${words}</a>`).exec(html)?.[1];
  if (!found) throw new Error(`no link "${words}" in the letter`);
  return found;
}

describe("the pages in a browser", () => {
  it("lead by keyboard alone from an entry to everyone's inbox, with no defect that axe knows", {
    timeout: 300_000,
  }, async () => {
    const site = await aServedSite(people);
    const { page, complaints } = await open();
    await page.goto(site.url);
    await page.waitForURL("**/sign-in");
    expect(await defects(page)).toEqual([]);
    await tabTo(page, "Sign in as Siân O’Connor");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}/`);
    expect(await defects(page)).toEqual([]);

    await tabTo(page, "Care Weekly");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/bulletins/care-weekly");
    expect(await defects(page)).toEqual([]);

    await tabTo(page, "Add an entry");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/entries/new");
    expect(await defects(page)).toEqual([]);
    await tabTo(page, "Title");
    await page.keyboard.type("Winter plans");
    await tabTo(page, "Text");
    await page.keyboard.type(
      "From Monday we have:\n\n- one number to call; and\n- 340 beds at home.",
    );
    await tabTo(page, "I wrote it here");
    await tabTo(page, "Mark ready");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/bulletins/care-weekly?saved=*");
    expect(await page.getByRole("alert").textContent()).toContain("It is in the next edition.");
    expect(await defects(page)).toEqual([]);

    await tabTo(page, "Preview the letter");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/preview/);
    const framed = page.frameLocator("iframe");
    expect(await framed.getByRole("listitem").allTextContents()).toEqual([
      "one number to call; and",
      "340 beds at home.",
    ]);
    expect(await defects(page)).toEqual([]);
    for (const view of ["Phone", "Plain text"]) {
      await page.getByRole("link", { name: view }).press("Enter");
      await page.locator("[aria-current=page]", { hasText: view }).waitFor();
      expect(await defects(page)).toEqual([]);
    }

    await page.getByRole("link", { name: "Care Weekly" }).press("Enter");
    await tabTo(page, "Send now…");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/send");
    expect(await defects(page)).toEqual([]);
    await tabTo(page, `Approve and send to ${people} people`);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/editions/*");
    expect(await defects(page)).toEqual([]);

    await page.locator("[data-status]", { hasText: "Sent" }).waitFor();
    await page.locator("[data-figure=delivered]", { hasText: String(people) }).waitFor();
    const figures = await page
      .locator("[data-figure]")
      .evaluateAll(cells =>
        cells.map(cell => [cell.getAttribute("data-figure"), cell.textContent]),
      );
    expect(figures.filter(([, people]) => people !== "0")).toEqual([
      ["audience", "30"],
      ["accepted", "30"],
      ["delivered", "30"],
    ]);
    expect(
      await page.getByRole("progressbar", { name: "30 of 30 sent" }).getAttribute("value"),
    ).toBe("30");
    expect(await page.locator("[aria-live=polite]").textContent()).toBe("All of 30 people done.");
    expect(await defects(page)).toEqual([]);
    expect(site.ses.outbox.size()).toBe(people);

    await page.getByRole("link", { name: "See the letter" }).press("Enter");
    await page.frameLocator("iframe").getByText("340 beds at home.").waitFor();
    expect(await defects(page)).toEqual([]);
    for (const path of [
      "/outbox",
      `/outbox/${site.ses.outbox.list()[0]?.messageId}`,
      `/outbox/${site.ses.outbox.list()[0]?.messageId}?view=source`,
    ]) {
      await page.goto(site.url + path);
      expect(await defects(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  it("let a colleague read the letter, follow its link and unsubscribe", {
    timeout: 300_000,
  }, async () => {
    const site = await aServedSite(1);
    await storeEntry(site);
    const { page, complaints } = await open();
    await comeIn(page, `${site.url}/bulletins/care-weekly/send`);
    await page.getByRole("button", { name: "Approve and send to 1 person" }).click();
    await page.locator("[data-figure=accepted]", { hasText: "1" }).waitFor();

    await page.goto(linkOf(site, "View in your browser"));
    await page.getByText("Dear Dr O’Hara <&>,").waitFor();
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")).toBe(
      "21px",
    );
    await page.getByRole("link", { name: "Unsubscribe" }).click();
    await page.getByRole("heading", { name: "Stop getting Care Weekly?" }).waitFor();
    expect(await subscribers(site)).toHaveLength(1);
    expect(await defects(page)).toEqual([]);
    await page.getByRole("button", { name: "Unsubscribe" }).click();
    await page.getByRole("heading", { name: "You have been unsubscribed" }).waitFor();
    expect(await subscribers(site)).toHaveLength(0);
    expect(await defects(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.goto(`${site.url}/read/nonsense`);
    expect(await defects(page)).toEqual([]);
  });

  it("work with JavaScript switched off", { timeout: 300_000 }, async () => {
    const site = await aServedSite(3);
    const { page } = await open({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    });
    const fits = async () =>
      expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBe(320);
    await comeIn(page, `${site.url}/bulletins/care-weekly`);
    await page.getByRole("link", { name: "Add an entry" }).click();
    await page
      .getByLabel("Title")
      .fill("A title with Donaudampfschifffahrtsgesellschaftskapitänspatent in it");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Enter the text" }).click();
    expect(await page.evaluate("location.hash")).toBe("#body");
    await page.getByLabel("Text", { exact: true }).fill("We open 340 beds at home.");
    await fits();
    await page.getByRole("button", { name: "Mark ready" }).click();
    await page.waitForURL("**/bulletins/care-weekly?saved=*");
    await fits();
    await page.getByRole("link", { name: "Preview the letter" }).click();
    await page.frameLocator("iframe").getByRole("article").getByText("340 beds").last().waitFor();
    await fits();
    await page.goto(`${site.url}/bulletins/care-weekly/send`);
    await page.getByRole("button", { name: "Approve and send to 3 people" }).click();
    await page.waitForURL("**/editions/*");
    await page.locator("[data-status]", { hasText: "Sent" }).waitFor();
    await page.locator("[data-figure=delivered]", { hasText: "3" }).waitFor();
    await fits();
    await page.goto(`${site.url}/outbox`);
    await fits();
  });

  it("have no defect that axe knows when something is wrong", {
    timeout: 300_000,
  }, async () => {
    const site = await aServedSite(1);
    const { page } = await open();
    const entry = await storeEntry(site);
    await comeIn(page, `${site.url}/bulletins/care-weekly/entries/${entry.id}`);
    await saveEntry(
      site.pipeline.table,
      entry,
      { ...entry, body: "Another editor's text." },
      aDecision(),
    );
    await page.getByLabel("Text", { exact: true }).fill("My own text.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "The newer version" }).waitFor();
    expect(await defects(page)).toEqual([]);

    await page.goto(`${site.url}/bulletins/care-weekly/send`);
    await saveEntry(
      site.pipeline.table,
      { ...entry, version: 2 },
      { ...entry, body: "Changed again." },
      aDecision(),
    );
    await page.getByRole("button", { name: "Approve and send to" }).click();
    await page.getByText("The letter has changed since you saw it").waitFor();
    expect(await defects(page)).toEqual([]);

    site.ses.faults.set({ accountPaused: true });
    await page.getByRole("button", { name: "Approve and send to" }).click();
    await page.getByRole("button", { name: "Resume" }).waitFor();
    expect(await defects(page)).toEqual([]);
    await page.goto(`${site.url}/bulletins/care-weekly/entries/${entry.id}`);
    expect(await defects(page)).toEqual([]);
    await page.goto(`${site.url}/nothing`);
    expect(await defects(page)).toEqual([]);
  });

  it("let an approver decide, look people up and stop, and an operator erase, with no defect that axe knows", {
    timeout: 300_000,
  }, async () => {
    const site = await aServedSite(70);
    await storeEntry(site);
    const { page, complaints } = await open();
    await comeIn(page, `${site.url}/bulletins/care-weekly/preview`);
    await page.getByLabel("Send a test to").fill("ann@example.net");
    await page.getByRole("button", { name: "Send a test" }).press("Enter");
    await page.getByRole("heading", { name: "Test sent" }).waitFor();
    expect(await defects(page)).toEqual([]);

    // Once an event is lost, SES's silence means nothing: a person has to decide.
    site.ses.faults.set({
      refuse: { count: 2 },
      resetBeforeAccept: { count: 2 },
      loseEvents: { count: 1 },
    });
    await page.goto(`${site.url}/bulletins/care-weekly/send`);
    await page.getByRole("button", { name: "Approve and send to 70 people" }).press("Enter");
    await page.getByRole("button", { name: "Mark 2 letters as delivered" }).waitFor();
    expect(await defects(page)).toEqual([]);
    const edition = page.url();
    await page.getByRole("link", { name: "Rejected", exact: true }).press("Enter");
    await page.getByRole("heading", { name: "Rejected" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(3);
    expect(await defects(page)).toEqual([]);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download all of these" }).press("Enter");
    expect((await download).suggestedFilename()).toMatch(/-rejected\.csv$/);

    await page.goto(edition);
    await page.getByLabel("Did this person get it?").fill("colleague69@example.org");
    await page.getByRole("button", { name: "Look up the person" }).press("Enter");
    await page.getByRole("heading", { name: "Yes: it was delivered" }).waitFor();
    expect(page.url()).not.toContain("colleague69");
    expect(await defects(page)).toEqual([]);

    await page.goto(edition);
    await page.getByRole("link", { name: "Stop permanently…" }).press("Enter");
    await page.getByRole("button", { name: "Stop permanently" }).press("Enter");
    await page.getByText("There is a problem").waitFor();
    expect(await defects(page)).toEqual([]);
    await page.getByLabel("Why are you stopping it?").fill("The date is wrong.");
    await page.getByRole("button", { name: "Stop permanently" }).press("Enter");
    await page.getByText(/Stopped permanently by .+\. The date is wrong\./).waitFor();
    expect(await defects(page)).toEqual([]);
    // A page that says what is wrong with a form is answered 400, which the browser notes.
    expect(complaints.filter(complaint => !complaint.includes("400 (Bad Request)"))).toEqual([]);

    const { page: operators } = await open({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    });
    await comeIn(operators, edition, "Arjun Mehta");
    await operators.getByLabel("Did this person get it?").fill("colleague69@example.org");
    await operators.getByRole("button", { name: "Look up the person" }).click();
    await operators.getByRole("link", { name: "Erase this person…" }).click();
    await operators.getByRole("button", { name: "Erase permanently" }).click();
    await operators.getByRole("heading", { name: "Person erased" }).waitFor();
    for (const path of ["", "/people", "/people?standing=accepted"]) {
      await operators.goto(edition + path);
      expect(await operators.evaluate("document.documentElement.scrollWidth"), path).toBe(320);
    }
  });

  it("put the focus on a form's errors, with links that lead to its fields", {
    timeout: 300_000,
  }, async () => {
    const site = await aServedSite(1);
    const { page } = await open();
    await comeIn(page, `${site.url}/bulletins/care-weekly/entries/new`);
    await page.getByRole("button", { name: "Save draft" }).press("Enter");
    await page.getByText("There is a problem").waitFor();
    expect(await page.evaluate("document.activeElement.matches('[data-error-summary]')")).toBe(
      true,
    );
    expect(await defects(page)).toEqual([]);
    await page.getByRole("link", { name: "Enter the text" }).press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("body");
  });
});
