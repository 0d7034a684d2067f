import { serve } from "@hono/node-server";
import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { insertList } from "../../../functions/store/people/lists.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { axeDefectsInBoth } from "../../axe-defects.ts";
import { sharedBrowser } from "../../browser.ts";
import { aDecision } from "../../examples/builders.ts";
import { aSite, type Site } from "../a-served-site.ts";
import { daily } from "./a-reader.ts";

/** What axe finds in light, and in dark what is hard to see; and what is wider than the phone. */
async function defects(page: Page): Promise<string[]> {
  const found: string[] = [];
  // axe needs JavaScript, so the browser has it. The pages do not use it.
  if ((await page.locator("script").count()) > 0) found.push(`${page.url()} has a script`);
  found.push(...(await axeDefectsInBoth({ page })));
  const wider = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  if (Number(wider) > 0) found.push(`${page.url()} is ${wider} pixels wider than the window`);
  return found;
}

/** The link in the text of the latest message. */
function linkIn({ ses: { outbox } }: Site, path: string): string {
  const raw = String(outbox.read(outbox.list()[0]?.messageId ?? "")).replace(/=\r\n/g, "");
  const link = new RegExp(`https?://[^\\s<>"]+/${path}/[\\w.-]+`).exec(raw.replaceAll("=3D", "="));
  if (!link) throw new Error(`no link to ${path} in the message`);
  return link[0];
}

describe("a reader on a phone, on pages without any script", () => {
  it("subscribes, confirms, chooses, pauses, leaves, undoes, leaves all and comes back", {
    timeout: 300_000,
  }, async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const site = await aSite({ people: 1, siteUrl: url });
    const server = serve({ fetch: site.app.fetch, port, hostname: "localhost" });
    onTestFinished(() => void server.close());
    const { table, now } = site.pipeline;
    await insertList(
      table,
      { ...newList({ id: "care-leaders", name: "Leaders of care" }), visibility: "public" },
      aDecision(),
    );
    await putBulletin(table, daily, new Date(now()), aDecision());
    const browser = await sharedBrowser();
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
    });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(100_000);
    const press = async (name: string) => {
      await page.getByRole("button", { name }).focus();
      const answered = page.waitForNavigation();
      await page.keyboard.press("Enter");
      await answered;
    };
    const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
    const clean = async () => expect(await defects(page)).toEqual([]);

    await page.goto(`${url}/subscribe/care-weekly`);
    await heading("Get Care Weekly by email");
    await press("Subscribe");
    await page.getByRole("link", { name: "Enter your email address" }).click();
    await clean();
    // By keyboard: the link of the summary has led to the field.
    await page.keyboard.type("jo@example.org");
    await page.keyboard.press("Enter");
    await heading("Check your email");
    await clean();

    await page.goto(linkIn(site, "confirm"));
    await heading("Do you want to get Care Weekly?");
    await clean();
    await press("Yes, subscribe");
    await heading("You are subscribed to Care Weekly");
    await clean();
    await page.getByRole("link", { name: "Manage your letters" }).click();
    await heading("Your letters");
    await clean();

    await page.getByLabel("Language").selectOption("ar");
    await press("Save");
    await heading("رسائلك");
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await clean();
    await page.getByLabel("اللغة").selectOption("cy");
    await press("حفظ");
    await heading("Eich llythyrau");
    await page.getByLabel("Iaith").selectOption("en");
    await page.getByLabel("Pause").or(page.getByLabel("Oedi")).selectOption("2");
    await press("Cadw");
    await page.getByText(/^Paused until/).waitFor({ state: "attached" });

    await page.getByLabel("Pause").selectOption("");
    await page.getByLabel("Care Daily").uncheck();
    await press("Save");
    expect(await page.getByLabel("Care Daily").isChecked()).toBe(false);
    await press("Undo");
    expect(await page.getByLabel("Care Daily").isChecked()).toBe(true);

    await press("Stop everything from Department for Community Care");
    await page.getByText("You get no letters from Department for Community Care.").waitFor();
    expect(await page.getByLabel("Care Weekly").isChecked()).toBe(false);
    await clean();
    await page.getByLabel("Care Weekly").check();
    await press("Save");
    expect(await page.getByLabel("Care Weekly").isChecked()).toBe(true);
    expect(await page.getByLabel("Care Daily").isChecked()).toBe(false);

    await page.getByRole("link", { name: "Erase your data" }).click();
    await heading("Erase your data");
    await clean();
    await press("Erase my data");
    await heading("Your data has been erased");
  });
});
