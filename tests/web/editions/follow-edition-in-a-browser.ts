import { serve } from "@hono/node-server";
import { expect, it, onTestFinished } from "vitest";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { freePort } from "../../../infra/local/aws/free-port.ts";
import { sharedBrowser } from "../../browser.ts";
import { ann } from "../../examples/builders.ts";
import { aSite, comeIn, hiddenFields, post, storeEntry } from "../a-served-site.ts";

/** Enough for a busy machine: the page asks once a second. */
const timeout = 250_000;

it("an edition's page, open in a browser, gets other controls when someone pauses the edition elsewhere", {
  timeout: 2 * timeout,
}, async () => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  // Its triggers do not run, so the edition stays where it is.
  const site = await aSite({ people: 1, siteUrl: url });
  const server = serve({ fetch: site.app.fetch, port, hostname: "localhost" });
  const context = await (await sharedBrowser()).newContext();
  onTestFinished(async () => {
    await context.close();
    await new Promise(closed => server.close(closed));
  });
  await storeEntry(site);
  const send = "/bulletins/care-weekly/send";
  const form = hiddenFields(await (await site.request(send)).text());
  const at = (await post(site, send, form)).headers.get("Location") ?? "";
  const id = at.replace("/editions/", "");

  const page = await context.newPage();
  page.setDefaultTimeout(timeout);
  await comeIn(page, url + at);
  await page.getByRole("button", { name: "Pause" }).waitFor();
  expect(await page.getByRole("button", { name: "Resume" }).count()).toBe(0);
  await holdEdition(site.pipeline, { id, status: "addressing" }, { code: "paused" }, ann);
  await page.getByRole("button", { name: "Resume" }).waitFor();
  expect(await page.getByText(/Warning: Paused by Dr A\. Jones/).count()).toBe(1);
});
