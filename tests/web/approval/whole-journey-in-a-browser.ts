import { serve } from "@hono/node-server";
import { expect, it, onTestFinished } from "vitest";
import { newList } from "../../../functions/core/people/list.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { createList } from "../../../functions/steps/people/lists/create-list.ts";
import { inviteMember } from "../../../functions/store/access/members.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { sendAll } from "../../steps/editions/a-wrong-edition.ts";
import { aSite } from "../a-served-site.ts";
import { aKeyboardVisitor } from "./a-keyboard-visitor.ts";

const timeout = 250_000;
const address = "ada@care.example";

it.each([
  { with: "without JavaScript", javaScriptEnabled: false },
  { with: "with JavaScript", javaScriptEnabled: true },
])(
  "a bulletin is created, its letter approved, changed, undone, sent and corrected by keyboard on a phone $with",
  {
    timeout: 2 * timeout,
  },
  async ({ javaScriptEnabled }) => {
    // Both visits are to the same HTML: axe looks at it once.
    const checks = !javaScriptEnabled;
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const site = await aSite({ siteUrl: url });
    const server = serve({ fetch: site.app.fetch, port, hostname: "localhost" });
    onTestFinished(() => new Promise(closed => void server.close(() => closed())));
    const { pipeline, template } = site;
    const grants = [{ role: "approver" as const, bulletin: "ward-news" }];
    await inviteMember(pipeline.table, "hash", { name: "Ada", address, grants }, aDecision());
    await createList(pipeline, newList({ id: "care-leaders", name: "Care leaders" }), ann);
    let aheadMs = 0;
    Object.assign(pipeline, { now: () => Date.now() + aheadMs });
    /** Minutes pass, and the clock looks. */
    const pass = (minutes: number) => {
      aheadMs += minutes * 60_000;
      return runClock(pipeline, template);
    };
    const due = new Date(Date.now() + 3 * 3_600_000).toISOString();
    /** The latest link that the approver got by email. */
    const mailedLink = () => {
      const { outbox } = site.ses;
      const mails = outbox.list({ limit: 100 });
      const mail = mails.find(({ destinations }) => destinations.includes(address));
      const raw = outbox.read(mail?.messageId ?? "")?.toString() ?? "";
      const text = raw.replaceAll("=\r\n", "").replaceAll("=2E", ".");
      return url + (/\/approve\/[\w.-]+/.exec(text)?.[0] ?? "/no-link");
    };

    const editor = await aKeyboardVisitor({ javaScriptEnabled }, { timeout, checks });
    const { page, press, type, choose, see } = editor;
    await page.goto(url);
    await press("Sign in as Siân O’Connor");
    await see("Home");
    await press("New bulletin");
    await see("Name and organisation");
    await type("Name of the bulletin", "Ward News");
    await type("Organisation", "Harbour Health Trust");
    await choose("One entry, which is a complete letter");
    await press("Continue");
    await see("Sender and signatories");
    await type("Sender", "Ward News <letters@harbour-health.example>");
    await type("Name", "Ada King");
    await press("Continue");
    await see("Lists");
    await choose("Care leaders (3 people)");
    await press("Continue");
    await see("Schedule and approval");
    await type("Time zone", "UTC");
    await choose("Once");
    await type("Time", due.slice(11, 16));
    await type("On which date?", due.slice(0, 10));
    await choose("Yes, the link is enough");
    await press("Continue");
    await see("Check and create");
    await press("Create the bulletin");
    await see("Ward News");
    await press("Settings");
    await see("Settings of Ward News");
    await type("How many minutes can sending be undone? (optional)", "30");
    await press("Save the settings");
    await page.getByText("The settings are saved.").waitFor();
    await see("Settings of Ward News");

    await press("Ward News");
    await see("Ward News");
    await press("Add an entry");
    await see("Add an entry");
    await type("Title", "Winter plans");
    await type("Text", "We open 340 beds at home.");
    await press("Save draft");
    await see("Ward News");
    await press("Preview the drafts");
    await see(/with its drafts$/);
    const inLetter = (words: string) =>
      page.frameLocator("iframe").getByText(words, { exact: true }).first().waitFor();
    await inLetter("We open 340 beds at home.");
    await press("Ward News");
    await see("Ward News");
    await press("Winter plans");
    await see("Edit the entry");
    await press("Mark ready");
    await see("Ward News");
    await press("Review and approve");
    await see(/^Edition of/);
    await press("Ask for approval");
    await page.getByText("Waiting for approval").first().waitFor();
    await see(/^Edition of/);
    await pass(0);

    // The approver has no account: the link in the email is enough.
    const ada = await aKeyboardVisitor({ javaScriptEnabled }, { timeout, checks });
    await ada.page.goto(mailedLink());
    await ada.see(/^Edition of/);
    await ada.press("Ask for changes");
    await ada.page.getByText("There is a problem").waitFor();
    await ada.see(/^Edition of/);
    await ada.press(/^Approve for /);
    await ada.see("You approved the letter");

    await page.goto(`${url}/bulletins/ward-news`);
    await press("Winter plans");
    await see("Edit the entry");
    await type("Text", "We open 341 beds at home.");
    await press("Save");
    await page.getByText("Waiting for approval").first().waitFor();
    await see("Ward News");
    await ada.page.reload();
    await ada.see("This link is for an earlier letter");
    await pass(6);
    await ada.page.goto(mailedLink());
    await ada.page.getByText("was changed by").waitFor();
    await ada.see(/^Edition of/);
    await ada.press(/^Approve for /);
    await ada.see("You approved the letter");

    // Its date comes: for 30 minutes someone can take it back.
    await pass(3 * 60);
    await page.reload();
    await press("Winter plans");
    await page.getByText("Nobody has the letter yet.").waitFor();
    await see("Winter plans");
    await press("Undo sending");
    await page.getByText("Waiting for approval").first().waitFor();
    await see("Winter plans");
    await pass(6);
    await ada.page.goto(mailedLink());
    await ada.see(/^Edition of/);
    await ada.press(/^Approve and send to 3 people/);
    await ada.see("You approved the letter");
    const send = async () => {
      const edition = page.url().slice(page.url().lastIndexOf("/") + 1);
      await pass(31);
      // The test's clock has jumped over the window. From now on the page follows by itself.
      await page.reload();
      await addressEdition(pipeline, { edition, round: 0 }, () => false);
      await sendAll(site, edition);
      await pass(0);
      await page.getByText("3 of 3 sent").waitFor();
      await see(/Winter plans/);
    };
    await page.reload();
    await see("Winter plans");
    await send();

    await press("Correct the letter for 3 people");
    await see(/^Correct the letter of/);
    await type("Text", "We open 314 beds at home.");
    await press("Save and review the corrected letter");
    await see(/^Correction of the letter of/);
    await inLetter("We open 314 beds at home.");
    await press("Approve and send to 3 people");
    await page.getByText("It corrects").waitFor();
    await see("Correction: Winter plans");
    await send();
    const subjects = site.ses.outbox
      .list({ limit: 100 })
      .filter(({ destinations }) => destinations.includes("colleague1@example.org"))
      .map(({ subject }) => subject);
    expect(subjects).toEqual(["Correction: Winter plans", "Winter plans"]);
  },
);
