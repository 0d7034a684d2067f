import { serve } from "@hono/node-server";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it, onTestFinished } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { inviteMember } from "../../../functions/store/access/members.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { sharedBrowser } from "../../browser.ts";
import { aDecision } from "../../examples/builders.ts";
import { aSite, bulletin, comeIn, storeEntry } from "../a-served-site.ts";

const timeout = 250_000;
const address = "ada@care.example";

it("a letter is asked for, approved by its mailed link without an account, changed, approved again and undone", {
  timeout: 3 * timeout,
}, async () => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const site = await aSite({ siteUrl: url });
  const server = serve({ fetch: site.app.fetch, port, hostname: "localhost" });
  onTestFinished(() => new Promise(closed => void server.close(() => closed())));
  const { table } = site.pipeline;
  const asking = {
    ...bulletin,
    approval: "one",
    approveByLink: true,
    schedule: undefined,
    holdMinutes: 30,
  } as const;
  await putBulletin(table, asking, new Date(), aDecision());
  const grants = [{ role: "approver" as const, bulletin: bulletin.id }];
  await inviteMember(table, "hash", { name: "Ada", address, grants }, aDecision());
  const entry = await storeEntry(site);
  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (await sharedBrowser()).newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(timeout);
    return page;
  };
  const link = () => {
    const { outbox } = site.ses;
    const mails = outbox.list({ limit: 100 });
    const mail = mails.find(({ destinations }) => destinations.includes(address));
    const text =
      outbox
        .read(mail?.messageId ?? "")
        ?.toString()
        .replaceAll("=\r\n", "") ?? "";
    return /\/approve\/[\w.-]+/.exec(text.replaceAll("=2E", "."))?.[0] ?? "";
  };
  const tick = () => runClock(site.pipeline, site.template);

  const editor = await open();
  await comeIn(editor, `${url}/bulletins/care-weekly/send`);
  await editor.getByRole("button", { name: "Ask for approval" }).click();
  await editor.getByText("Waiting for approval").waitFor();
  await tick();

  // The approver has a phone and no JavaScript.
  const phone = { viewport: { width: 375, height: 800 }, javaScriptEnabled: false };
  const approver = await open(phone);
  await approver.goto(url + link());
  await approver.getByRole("button", { name: "Ask for changes" }).click();
  await approver.getByRole("link", { name: "Enter what should change" }).waitFor();
  const width = await approver.locator("html").evaluate(html => html.scrollWidth);
  expect(width).toBeLessThanOrEqual(375);
  const first = link();

  await editor.goto(`${url}/bulletins/care-weekly/entries/${entry.id}`);
  await editor.locator("textarea").first().fill("We open 341 beds at home.");
  await editor
    .getByRole("button", { name: /save|ready/i })
    .last()
    .click();
  await editor.waitForURL(/saved=/);
  await approver.goto(url + first);
  await approver.getByRole("heading", { name: "This link is for an earlier letter" }).waitFor();
  await runClock({ ...site.pipeline, now: () => Date.now() + 6 * 60_000 }, site.template);
  await approver.goto(url + link());
  await approver.getByText("was changed by").waitFor();
  await approver.getByRole("button", { name: /^Approve and send to 3 people/ }).press("Enter");
  await approver.getByRole("heading", { name: "You approved the letter" }).waitFor();

  await editor.goto(`${url}/bulletins/care-weekly`);
  await editor.getByRole("link", { name: "Winter plans" }).first().click();
  await editor.goto(`${url}/bulletins/care-weekly/editions`);
  await editor.getByRole("link", { name: "Winter plans" }).click();
  await editor.getByText(/\d+:\d\d left/).waitFor();
  await editor.getByRole("button", { name: "Undo sending" }).press("Enter");
  await editor.getByText("Waiting for approval").waitFor();
  expect(site.ses.outbox.list({ limit: 100 }).every(({ source }) => source !== "")).toBe(true);
});
