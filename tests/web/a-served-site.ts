import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { onTestFinished } from "vitest";
import type { Bulletin } from "../../functions/core/bulletin.ts";
import type { Entry } from "../../functions/core/entry.ts";
import { importColleagues } from "../../functions/steps/import-colleagues.ts";
import { runClock } from "../../functions/steps/run-clock.ts";
import { putBulletin } from "../../functions/store/bulletins.ts";
import { addEntry } from "../../functions/store/entries.ts";
import { editorsSite } from "../../functions/web/editors-site.tsx";
import { readersSite } from "../../functions/web/readers-site.tsx";
import { buildAssets } from "../../infra/local/build-assets.ts";
import { freePort } from "../../infra/local/free-port.ts";
import { outboxSite } from "../../infra/local/outbox-site.tsx";
import { aPipeline, type TestPipeline } from "../local-pipeline.ts";

/** A bulletin of letters, to one list. */
export const bulletin: Bulletin = {
  ...{
    id: "care-weekly",
    name: "Care Weekly",
    organisation: "Department for Community Care",
    lists: ["care-leaders"],
    composition: "letter",
    language: "en-GB",
  },
  ...{ salutation: "Dear colleague,", signOff: "Yours sincerely,", uncertain: "hold" },
  sender: { from: '"Department for Community Care" <letters@example.org>', replyTo: "answers@example.org" },
  signatory: { name: "Siân O’Connor", postNominals: "CBE", role: ["Chief Officer"] },
  schedule: { cron: "0 9 * * 2", zone: "Europe/London" },
};

export type Site = TestPipeline & { readonly app: Hono };

/** The three sites on one origin over a pipeline of its own, with a bulletin and `people` on its list. */
export async function aSite({ people = 3, siteUrl = "http://localhost" } = {}): Promise<Site> {
  const local = await aPipeline({ siteUrl });
  const assets = await buildAssets();
  await putBulletin(local.pipeline.table, bulletin, new Date(local.pipeline.now()));
  await importColleagues(local.pipeline, "care-leaders", colleagues(people));
  const app = editorsSite(local.pipeline, local.template, assets, [{ href: "/outbox", text: "Outbox" }]);
  app.route("/", readersSite(local.pipeline, assets));
  app.route("/", outboxSite(local.ses.outbox, assets));
  return { ...local, app };
}

/** The same, listening on a port, its triggers and its clock running. */
export async function aServedSite(people: number): Promise<Site & { readonly url: string }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const site = await aSite({ people, siteUrl: url });
  const server = serve({ fetch: site.app.fetch, port, hostname: "localhost" });
  let ticking = Promise.resolve();
  const clock = setInterval(() => {
    ticking = ticking.then(() => runClock(site.pipeline, site.template));
  }, 500);
  site.start();
  onTestFinished(async () => {
    clearInterval(clock);
    await ticking;
    await new Promise(closed => {
      server.close(closed);
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
  });
  return { ...site, url };
}

async function* colleagues(count: number) {
  for (let index = 0; index < count; index++)
    yield {
      email: `colleague${index}@example.org`,
      name: `Colleague ${index}`,
      ...(index === 0 && { salutation: "Dear Dr O’Hara <&>" }),
    };
}

export async function storeEntry(site: Pick<Site, "pipeline">, given: Partial<Entry> = {}): Promise<Entry> {
  const entry: Entry = {
    ...{
      id: site.pipeline.newId(),
      bulletin: bulletin.id,
      title: "Winter plans",
      body: "We open 340 beds at home.",
      format: "markdown",
      status: "ready",
    },
    ...{ updatedAt: new Date(site.pipeline.now()).toISOString(), version: 1 },
    ...given,
  };
  await addEntry(site.pipeline.table, entry);
  return entry;
}

/** Posts a form as a browser does from a page of the same origin. */
export function post(
  site: Pick<Site, "app">,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { Origin: "http://localhost" },
): Promise<Response> {
  return Promise.resolve(site.app.request(path, { method: "POST", body: new URLSearchParams(fields), headers }));
}

/** The values of a page's fields, hidden ones too. */
export function hiddenFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? "",
      value ?? "",
    ]),
  );
}
