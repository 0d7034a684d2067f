import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import type { Role } from "../../functions/core/access/role.ts";
import type { Bulletin } from "../../functions/core/bulletins/bulletin.ts";
import type { Entry } from "../../functions/core/bulletins/entry.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { confirmMember } from "../../functions/store/access/members.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { addEntry } from "../../functions/store/bulletins/entries.ts";
import { editorsSite } from "../../functions/web/editors-site.tsx";
import { readersSite } from "../../functions/web/readers-site.tsx";
import type { SignedIn, SignIn } from "../../functions/web/sign-in/sign-in.ts";
import { buildAssets } from "../../infra/build-assets.ts";
import { freePort } from "../../infra/local/aws/free-port.ts";
import { bucketSite } from "../../infra/local/site/bucket-site.ts";
import { outboxSite } from "../../infra/local/site/outbox-site.tsx";
import { localSignIn } from "../../infra/local/site/sign-in-site.tsx";
import { aDecision, ann } from "../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../local-pipeline.ts";

/** A bulletin of letters, to one list. */
export const bulletin: Bulletin = {
  id: "care-weekly",
  name: "Care Weekly",
  organisation: "Department for Community Care",
  lists: ["care-leaders"],
  composition: "letter",
  language: "en-GB",
  salutation: "Dear colleague,",
  signOff: "Yours sincerely,",
  uncertain: "hold",
  approval: "none",
  sender: {
    from: '"Department for Community Care" <letters@example.org>',
    replyTo: "answers@example.org",
  },
  signatories: [{ name: "Siân O’Connor", postNominals: "CBE", role: ["Chief Officer"] }],
  schedule: { cron: "0 9 * * 2" },
  zone: "Europe/London",
};

export type Site = TestPipeline & {
  /** The pages, without a session. */
  readonly app: Hono<SignedIn>;
  /** What takes files of imports in S3's place: no page of ours. */
  readonly bucket: Hono;
  /** Asks for a page as an approver who is signed in, unless the request has a cookie of its own. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
};

/** How people come in at a site of this origin. */
export type SignInWith = (pipeline: Pipeline, origin: string) => SignIn | Promise<SignIn>;

/** The cookie of a member with a role, who is signed in. */
export async function sessionOf(
  { table }: Pick<Pipeline, "table">,
  session: SignIn["session"],
  role: Role,
  sub = `sample-${role}`,
): Promise<string> {
  const person = { sub, name: "Siân O’Connor" };
  await confirmMember(table, { ...person, groups: [role] });
  const door = new Hono().get("/", c => {
    session.set(c, person);
    return c.body(null);
  });
  return (await door.request("/")).headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

/** Those of this worker of Vitest. */
let builtAssets: ReturnType<typeof buildAssets> | undefined;

/** The three sites on one origin over a pipeline of its own, with a bulletin and `people` on its list. */
export async function aSite({
  people = 3,
  siteUrl = "http://localhost",
  signInWith = localSignIn as SignInWith,
} = {}): Promise<Site> {
  const local = await aPipeline({ siteUrl });
  builtAssets ??= buildAssets();
  const assets = await builtAssets;
  await putBulletin(local.pipeline.table, bulletin, new Date(local.pipeline.now()), aDecision());
  await importList(local.pipeline, "care-leaders", colleagues(people), { by: ann });
  const signIn = await signInWith(local.pipeline, siteUrl);
  const app = editorsSite(local.pipeline, local.template, assets, {
    navigation: [{ href: "/outbox", text: "Outbox" }],
    signIn,
  });
  app.route("/", readersSite(local.pipeline, assets));
  app.route("/", outboxSite(local.ses.outbox, assets));
  const cookie = await sessionOf(local.pipeline, signIn.session, "approver");
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("Cookie")) headers.set("Cookie", cookie);
    return app.request(path, { ...init, headers });
  };
  return { ...local, app, bucket: bucketSite(local.putUpload), request };
}

/** The same, listening on a port, its triggers and its clock running. */
export async function aServedSite(
  people: number,
  signInWith?: SignInWith,
): Promise<Site & { readonly url: string }> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const site = await aSite({ people, siteUrl: url, ...(signInWith && { signInWith }) });
  const both = new Hono().route("/", site.bucket);
  both.all("*", c => site.app.fetch(c.req.raw, c.env));
  const { fetch } = both;
  const listening = Promise.withResolvers<void>();
  const server = serve({ fetch, port, hostname: "localhost" }, () => listening.resolve());
  await listening.promise;
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

/** Opens a page, and signs in as one of the sample people on the way to it. */
export async function comeIn(page: Page, address: string, name = "Siân O’Connor"): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await page.waitForURL(url => url.pathname !== "/sign-in");
}

export async function* colleagues(count: number) {
  for (let index = 0; index < count; index++)
    yield {
      email: `colleague${index}@example.org`,
      name: `Colleague ${index}`,
      ...(index === 0 && { salutation: "Dear Dr O’Hara <&>" }),
    };
}

export async function storeEntry(
  site: Pick<Site, "pipeline">,
  given: Partial<Entry> = {},
): Promise<Entry> {
  const entry: Entry = {
    id: site.pipeline.newId(),
    bulletin: bulletin.id,
    title: "Winter plans",
    body: "We open 340 beds at home.",
    format: "markdown",
    status: "ready",
    updatedAt: new Date(site.pipeline.now()).toISOString(),
    version: 1,
    ...given,
  };
  await addEntry(site.pipeline.table, entry, aDecision());
  return entry;
}

/** Posts a form as a browser does from a page of the same origin. */
export function post(
  site: Pick<Site, "request">,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = { Origin: "http://localhost" },
): Promise<Response> {
  return site.request(path, { method: "POST", body: new URLSearchParams(fields), headers });
}

/** The values of a page's fields, hidden ones too. */
export function hiddenFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name ?? "", value ?? ""],
    ),
  );
}
