import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { signJoin } from "../../functions/core/people/join-token.ts";
import { type LinkPurpose, signLink } from "../../functions/core/people/link-token.ts";
import { newList } from "../../functions/core/people/list.ts";
import { composeEdition } from "../../functions/steps/editions/compose-edition.ts";
import { importList } from "../../functions/steps/people/import-list.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { insertList } from "../../functions/store/people/lists.ts";
import { listSubscriberIds } from "../../functions/store/people/subscriptions.ts";
import { openSite } from "../../infra/local/site/local-site.ts";
import { localSignIn } from "../../infra/local/site/sign-in-site.tsx";
import { aDecision, ann } from "../examples/builders.ts";
import { aPipeline } from "../local-pipeline.ts";
import { isFullSize } from "../size.ts";
import { bulletin, sessionOf, storeEntry } from "./a-served-site.ts";
import { randomRequest, type Target } from "./random-request.ts";

const requests = isFullSize ? 10_000 : 500;
const atATime = 8;

/** Sends bytes to a port of this machine, and gives the status codes of what is answered until the connection ends. */
function statusesOf(port: number, sent: Buffer): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(sent));
    let answer = "";
    socket.setEncoding("latin1").on("data", data => {
      answer += data;
    });
    const end = () =>
      resolve([...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)));
    socket.on("close", end).on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
  });
}

/** The sites of npm start, with an edition under way, and with addresses that lead somewhere. */
async function aSiteUnderFire() {
  const local = await aPipeline();
  const site = await openSite(3_300);
  onTestFinished(() => site.stop());
  await site.show(local);
  await putBulletin(local.pipeline.table, bulletin, new Date(local.pipeline.now()), aDecision());
  await importList(
    local.pipeline,
    "care-leaders",
    (async function* () {
      for (const email of ["a@example.org", "b@example.org"]) yield { email };
    })(),
    { by: ann },
  );
  const entry = await storeEntry(local);
  const composed = await composeEdition(local.pipeline, local.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const subscriber = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const list = newList({ id: "care-leaders", name: "Leaders" });
  await insertList(local.pipeline.table, { ...list, visibility: "public" }, aDecision());
  const [reader = ""] = await Array.fromAsync(
    listSubscriberIds(local.pipeline.table, "care-leaders", ""),
  );
  const link = (purpose: LinkPurpose, of = reader) =>
    `/${purpose}/${signLink(purpose, { edition: composed.edition.id, subscriber: of }, local.pipeline.linkKeys)}`;
  const joining = { hash: "none", bulletin: bulletin.id, request: "none", expires: 4e9 };
  const { session } = localSignIn(local.pipeline);
  const host = `127.0.0.1:${site.port}`;
  const target: Target = {
    host,
    cookies: await Promise.all(
      (["editor", "approver", "operator"] as const).map(role =>
        sessionOf(local.pipeline, session, role),
      ),
    ),
    paths: [
      ...[
        "/",
        "/sign-in",
        "/sign-out",
        "/signed-out",
        "/outbox",
        "/outbox/none",
        "/nothing",
        link("read"),
        link("unsubscribe"),
        `${link("unsubscribe")}/undo`,
        link("letters"),
        ...["stop", "restart", "data.json"].map(part => `${link("letters")}/${part}`),
        `${link("letters", subscriber)}/erase`,
        `/subscribe/${bulletin.id}`,
        `/confirm/${signJoin(joining, local.pipeline.linkKeys)}`,
      ],
      ...[
        "",
        "/entries",
        "/editions",
        "/entries/new",
        `/entries/${entry.id}`,
        "/preview",
        "/preview/letter.html",
        "/send",
        "/test",
      ].map(path => `/bulletins/${bulletin.id}${path}`),
      ...[
        "",
        "/letter",
        "/people",
        "/people.csv",
        "/find",
        "/stop",
        "/resume",
        "/hold",
        "/assume",
        "/again",
      ].map(path => `/editions/${composed.edition.id}${path}`),
      `/subscribers/${subscriber}/erase`,
      ...["/lists", "/lists/new", "/people", "/suppressed", `/subscribers/${reader}/erase`],
      ...["", "/data.json", "/edit", "/lift"].map(path => `/people/${reader}${path}`),
      ...[
        "",
        "/add",
        "/import",
        `/imports/${subscriber}/apply`,
        "/people.csv",
        `/remove/${reader}`,
        "/reconfirm",
        "/settings",
        "/archive",
        "/welcome",
      ].map(path => `/lists/${list.id}${path}`),
    ],
  };
  return { local, site, target };
}

describe("random requests", () => {
  it("get no 5xx from any site, whatever they are made of", { timeout: 3_600_000 }, async () => {
    const { local, site, target } = await aSiteUnderFire();
    const failed: string[] = [];
    const seen = new Map<number, number>();
    let seed = 0;
    const fire = async () => {
      while (seed < requests) {
        const sent = randomRequest(++seed, target);
        for (const status of await statusesOf(site.port, sent)) {
          seen.set(status, (seen.get(status) ?? 0) + 1);
          if (status >= 500)
            failed.push(`${status}: ${JSON.stringify(sent.toString("latin1").slice(0, 600))}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, fire));
    expect(failed).toEqual([]);
    expect(local.logged.filter(line => line.includes("page-failed"))).toEqual([]);
    // It got through to the pages, and was refused in each way.
    for (const status of [200, 303, 400, 403, 404])
      expect(seen.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(isFullSize ? 10 : 0);
  });
});
