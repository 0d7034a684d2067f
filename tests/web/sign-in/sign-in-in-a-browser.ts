import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { axeDefects } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { aServedSite, comeIn, storeEntry } from "../a-served-site.ts";
import { anOpenIdServer } from "./an-openid-server.ts";

/** A window, and what its pages of the site complain of. */
async function open(site: string): Promise<{ page: Page; complaints: string[] }> {
  const browser = await sharedBrowser();
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(250_000);
  const complaints: string[] = [];
  page.on("console", message => {
    if (message.type() === "error" && page.url().startsWith(site)) complaints.push(message.text());
  });
  return { page, complaints };
}

const defects = (page: Page) => axeDefects({ page });

describe("signing in with a browser", () => {
  it("leads through the OpenID server and back, keeps the session from scripts, and ends at both", {
    timeout: 280_000,
  }, async () => {
    const site = await aServedSite(1, anOpenIdServer());
    const { page, complaints } = await open(site.url);
    await page.goto(`${site.url}/bulletins/care-weekly`);
    await page.getByPlaceholder("Enter any login").fill("ann");
    await page.getByPlaceholder("and password").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(`${site.url}/bulletins/care-weekly`);
    await page.getByText("Ann Approver (approver)").waitFor();
    expect(await defects(page)).toEqual([]);
    // The server's own cookies are the same host's: a port is no part of that.
    const ours = async () =>
      (await page.context().cookies(site.url)).filter(({ name }) => name.startsWith("__Host-"));
    expect(await ours()).toMatchObject([
      {
        name: "__Host-session",
        httpOnly: true,
        secure: true,
        sameSite: "Lax",
        path: "/",
        domain: "localhost",
      },
    ]);
    expect(await page.evaluate("document.cookie")).toBe("");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Yes, sign me out" }).click();
    await page.waitForURL(url => url.origin === site.url && url.pathname === "/signed-out");
    expect(await defects(page)).toEqual([]);
    expect(await ours()).toEqual([]);
    await page.getByRole("link", { name: "Sign in again" }).click();
    await page.getByPlaceholder("Enter any login").fill("nemo");
    await page.getByPlaceholder("and password").fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Ask an operator of this service").waitFor();
    expect(await defects(page)).toEqual([]);
    // The page says 403, which Chromium counts as a complaint.
    expect(complaints.filter(each => !each.includes("status of 403"))).toEqual([]);
  });

  it("brings editors back to the text that they were writing when their session ended", {
    timeout: 60_000,
  }, async () => {
    const site = await aServedSite(1);
    const { page } = await open(site.url);
    await comeIn(page, `${site.url}/bulletins/care-weekly/entries/new`, "Esther Quaye");
    await page.getByLabel("Title").fill("Winter plans");
    await page.getByLabel("Text", { exact: true }).fill("An hour's work.");
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Mark ready" }).click();
    await page.getByRole("heading", { name: "You were signed out" }).waitFor();
    expect(await defects(page)).toEqual([]);
    const [other] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Sign in" }).click(),
    ]);
    await other.getByRole("button", { name: "Sign in as Esther Quaye" }).click();
    await other.waitForURL(`${site.url}/`);
    await page.getByRole("button", { name: "Submit the form again" }).click();
    await page.getByText("“Winter plans” is saved.").waitFor();
  });

  it("shows each sample person what they may do, and no defect that axe knows", {
    timeout: 60_000,
  }, async () => {
    const site = await aServedSite(1);
    const { id } = await storeEntry(site);
    const { page } = await open(site.url);
    await comeIn(page, `${site.url}/bulletins/care-weekly`, "Arjun Mehta");
    expect(await page.getByRole("link", { name: "Send now…" }).count()).toBe(0);
    for (const path of [`/bulletins/care-weekly/entries/${id}`, "/bulletins/care-weekly/send"]) {
      await page.goto(site.url + path);
      expect(await defects(page)).toEqual([]);
    }
    await page
      .getByRole("heading", { name: "You do not have permission to send or stop letters" })
      .waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });
});
