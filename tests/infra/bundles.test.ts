import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { Hono } from "hono";
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Role } from "../../functions/core/access/role.ts";
import { archiveName } from "../../functions/core/people/archive-address.ts";
import { newList } from "../../functions/core/people/list.ts";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { confirmMember } from "../../functions/store/access/members.ts";
import { putBulletin } from "../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { addEntry, listOpenEntries } from "../../functions/store/bulletins/entries.ts";
import { getFeedState } from "../../functions/store/bulletins/feed-states.ts";
import { tableVersion } from "../../functions/store/data-version.ts";
import { insertList, replaceList } from "../../functions/store/people/lists.ts";
import { getSubscriber } from "../../functions/store/people/subscribers.ts";
import { putItem, type Table } from "../../functions/store/table.ts";
import { sessionCookie } from "../../functions/web/sign-in/sign-in.ts";
import {
  type Bundles,
  bundleLambdas,
  type LambdaName,
  lambdaNames,
} from "../../infra/constructs/bundling.ts";
import { permissions, secretsOf } from "../../infra/constructs/permissions.ts";
import { startTrigger } from "../../infra/local/aws/triggers.ts";
import { importBucket } from "../../infra/local/local-environment.ts";
import { bytesAtOnce } from "../benchmarks/bundles.ts";
import { buildOnce } from "../build-once.ts";
import { aPng } from "../examples/an-image.ts";
import { aBulletin, aDecision, anEntry } from "../examples/builders.ts";
import { anXlsx } from "../examples/workbooks.ts";
import { aPipeline, until } from "../local-pipeline.ts";
import { colleagues, fillList, letterTo } from "../steps/an-edition.ts";
import { allEditions } from "../stored-lists.ts";
import { aFeed } from "./a-feed.ts";
import { aRecordingProxy, aSecretsManager } from "./recording-proxy.ts";

const require = createRequire(import.meta.url);
const key = (letter: string) => letter.repeat(32);
const prefix = "dear-colleague-test/";
const keys = {
  address: key("k"),
  session: key("e"),
  link: [{ id: "a", secret: key("s") }],
};
const secrets = {
  [`${prefix}address-key`]: keys.address,
  [`${prefix}link-keys`]: JSON.stringify(keys.link),
  [`${prefix}session-key`]: keys.session,
};
const origins = {
  editors: "https://editors.letters.example.org",
  readers: "https://readers.letters.example.org",
};

let bundles: Bundles;
beforeAll(async () => {
  const directory = await buildOnce("lambdas", bundleLambdas);
  bundles = Object.fromEntries(lambdaNames.map(name => [name, join(directory, name)])) as Bundles;
});
afterEach(() => vi.unstubAllEnvs());

type Handler = (event: unknown, context: unknown) => Promise<unknown>;
type Answer = {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Loads a bundle as Lambda would: afresh. */
function load(name: LambdaName): Handler {
  const file = join(bundles[name], "index.js");
  delete require.cache[file];
  return require(file).handler;
}

/** Loads the bundled handlers, each with what the deployment tells it, on local services. */
async function deploy(given: Readonly<Record<string, string>> = secrets) {
  const secretsManager = await aSecretsManager(given);
  const local = await aPipeline();
  const proxy = await aRecordingProxy(local.endpoints.dynamodb);
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation(text => said.push(String(text)) > 0);
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...text) => void said.push(text.join(" ")));
  onTestFinished(() => void vi.restoreAllMocks());
  const shared = {
    TABLE_NAME: local.pipeline.table.name,
    SITE_URL: origins.readers,
    SECRETS_PREFIX: prefix,
    ADDRESS_EDITION_QUEUE_URL: local.queues["address-edition"],
    SEND_BATCH_QUEUE_URL: local.queues["send-batch"],
    IMPORT_LIST_QUEUE_URL: local.queues["import-list"],
    IMPORT_BUCKET: importBucket,
    IMPORT_BUCKET_URL: "https://imports.example.org/",
    AWS_ENDPOINT_URL_S3: local.endpoints.s3,
    OIDC_ISSUER: "https://issuer.example.org",
    OIDC_CLIENT_ID: "editors-site",
    EDITORS_URL: origins.editors,
    AWS_ENDPOINT_URL_SQS: local.endpoints.sqs,
    AWS_ENDPOINT_URL_SES: local.endpoints.ses,
    STAGE: "test",
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  for (const [name, value] of Object.entries(shared)) vi.stubEnv(name, value);
  const loaded = new Map<LambdaName, Handler>();
  /** The first call of each opens its clients: with its own variables. */
  const invoke = async (name: LambdaName, event: unknown = {}): Promise<unknown> => {
    vi.stubEnv("STEP", name);
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", proxy.urlFor(name));
    vi.stubEnv("AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.urlFor(name));
    vi.stubEnv("SECRETS", secretsOf(name, { kind: "cognito" }).join(" "));
    vi.stubEnv("TEMPLATES_DIRECTORY", join(bundles[name], "templates"));
    vi.stubEnv("ASSETS_DIRECTORY", join(bundles[name], "assets"));
    const handler = loaded.get(name) ?? load(name);
    loaded.set(name, handler);
    return handler(event, { getRemainingTimeInMillis: () => 60_000 });
  };
  return { local, proxy, secretsManager, said, invoke };
}

/** A request as an HTTP API hands it on (payload format 2.0), from CloudFront: the host is the API's own. */
function request(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
) {
  const { cookie, ...others } = headers;
  const domainName = "abc.execute-api.eu-west-2.amazonaws.com";
  const http = { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "" };
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    isBase64Encoded: false,
    body,
    headers: { host: domainName, "content-type": "application/x-www-form-urlencoded", ...others },
    ...(cookie !== undefined && { cookies: [cookie] }),
    requestContext: { domainName, stage: "$default", http, authentication: null, authorizer: {} },
  };
}

/** A message as Lambda's poller hands it on. */
function aMessage(queue: string, body: object): SQSEvent {
  const record = {
    messageId: "m",
    receiptHandle: "r",
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: "1" },
    eventSourceARN: `arn:aws:sqs:eu-west-2:1:${queue}`,
  };
  return { Records: [record] } as unknown as SQSEvent;
}

async function session(table: Table, role: Role): Promise<string> {
  const person = { sub: `ada-${role}`, name: "Ada" };
  await confirmMember(table, { ...person, groups: [role] });
  const cookie = sessionCookie({ name: "__Host-session", key: keys.session, now: Date.now });
  const site = new Hono().get("/", c => {
    cookie.set(c, person);
    return c.text("");
  });
  const answer = await site.request("/");
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

describe("the bundles", () => {
  it("take an edition from its slot to the last event, and answer readers and editors", async () => {
    const began = Date.now();
    const { local, proxy, secretsManager, said, invoke } = await deploy();
    const { table } = local.pipeline;
    const bulletin = aBulletin({ schedule: { cron: "* * * * *" }, zone: "Europe/London" });
    await insertList(table, newList({ id: "staff", name: "Staff" }), aDecision());
    await fillList(
      { ...local, pipeline: { ...local.pipeline, addressKey: keys.address } },
      "staff",
      [
        ...colleagues(58),
        ...[
          { email: "bounce@simulator.amazonses.com" },
          { email: "complaint@simulator.amazonses.com" },
        ],
      ],
    );
    const full = { type: "Bounce", bounceType: "Transient", bounceSubType: "MailboxFull" } as const;
    // SES refuses the account once: the edition is held, and an operator resumes it.
    local.ses.faults.set({
      tell: { event: full, to: "p0@example.org" },
      accountPaused: { count: 1 },
    });
    await addEntry(table, anEntry(), aDecision());
    await putBulletin(table, bulletin, new Date(Date.now() - 120_000), aDecision());

    // An address that is not public is told of, and never asked.
    const feeds = { fed: "https://8.8.8.8/feed.xml", inside: "https://127.0.0.1/feed.xml" };
    for (const [id, feed] of Object.entries(feeds))
      await putBulletin(
        table,
        aBulletin({ id, feed }),
        new Date(Date.now() + 3_600_000),
        aDecision(),
      );
    const item = "<item><guid>1</guid><title>News</title><description>Words.</description></item>";
    const fetched = await aFeed(item);
    await invoke("read-feeds");
    await invoke("read-feeds");
    expect(fetched).toEqual(["8.8.8.8", "8.8.8.8"]);
    expect((await listOpenEntries(table, "fed")).map(({ title }) => title)).toEqual(["News"]);
    expect((await getFeedState(table, "inside"))?.reason).toEqual({ code: "not-public" });
    // Someone has been on no list for years.
    const gone = {
      PK: "SUBSCRIBER#gone",
      SK: "SUBSCRIBER#gone",
      id: "gone",
      version: 1,
      lists: {},
    };
    const since = { due: "UNLISTED", dueAt: "2020-01-01T00:00:00.000Z" };
    await putItem(table, { ...gone, ...since, email: "gone@example.org" });
    await invoke("run-clock");
    expect(await getSubscriber(table, "gone")).toBeUndefined();
    const sqs = new SQSClient({
      endpoint: local.endpoints.sqs,
      region: "eu-west-2",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    // The site opens its clients while nothing else changes the variables.
    const approver = { cookie: await session(table, "approver"), origin: origins.editors };
    await invoke("editors-site", request("GET", "/", approver));
    const problems: unknown[] = [];
    const triggers = (["address-edition", "send-batch", "record-feedback"] as const).map(name =>
      startTrigger(sqs, {
        queueUrl: local.queues[name],
        batchSize: 10,
        batchWindowMs: 20,
        concurrency: 1,
        timeoutMs: 75_000,
        handler: (event: SQSEvent) => invoke(name, event) as Promise<SQSBatchResponse>,
        onError: error => problems.push(error),
      }),
    );
    onTestFinished(() =>
      Promise.all(triggers.map(trigger => trigger.stop())).then(() => sqs.destroy()),
    );
    const edition = (await allEditions(table, bulletin.id)).find(each => each.status !== "empty");
    const account = () => readAccount(local.pipeline, edition?.id ?? "");
    await until(
      "the edition is held",
      async () => (await getEdition(table, edition?.id ?? ""))?.status === "held",
    );
    expect(
      await invoke("editors-site", request("POST", `/editions/${edition?.id}/resume`, approver)),
    ).toMatchObject({ statusCode: 303 });
    await until("every event is in the ledger", async () => {
      const { accepted, delivered, bounced, deferred, complained } = await account();
      return (
        accepted === 60 && delivered === 58 && bounced === 1 && deferred === 1 && complained === 1
      );
    });
    // An older notification names no batch: record-feedback looks for the message, and finds none.
    const older = {
      notificationType: "Complaint",
      mail: { messageId: "another", destination: ["p0@example.org"], timestamp: new Date() },
      complaint: { complainedRecipients: [{ emailAddress: "p0@example.org" }] },
    };
    const QueueUrl = local.queues["record-feedback"];
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(older) }));
    await until(
      "it has looked",
      () => proxy.actions.get("record-feedback")?.has("Query/due") === true,
    );
    await invoke("run-clock");
    expect(
      (await allEditions(table, bulletin.id)).find(({ id }) => id === edition?.id)?.status,
    ).toBe("finished");
    // The next edition closes the entries of this one.
    await putBulletin(table, bulletin, new Date(Date.now() - 300_000), aDecision());
    await invoke("run-clock");
    expect(problems).toEqual([]);

    // The letter's links lead to the readers' site.
    const links = String((await letterTo(local, "p7@example.org")).text).matchAll(
      /https:\/\/readers\.\S+/g,
    );
    const paths = [...links].map(([link]) => new URL(link.replace(/[>).,]+$/, "")).pathname);
    const unsubscribe = paths.find(path => path.startsWith("/unsubscribe/")) ?? "";
    const read = paths.find(path => path.startsWith("/read/")) ?? "";
    expect(await invoke("readers-site", request("GET", read))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("The clinics open at 7 am."),
    });
    expect(
      await invoke("readers-site", request("POST", unsubscribe, {}, "List-Unsubscribe=One-Click")),
    ).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("You have been unsubscribed"),
    });

    const archive = `/archive/${archiveName(bulletin, keys.link)}`;
    expect(await invoke("readers-site", request("GET", archive))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining(`Letters: ${bulletin.name}`),
    });

    // The page of a person's letters changes, shows and erases their data.
    const letters = paths.find(path => path.startsWith("/letters/")) ?? "";
    expect(await invoke("readers-site", request("GET", letters))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("Why you get these letters"),
    });
    expect(
      await invoke("readers-site", request("POST", letters, {}, "pause=2&language=cy")),
    ).toMatchObject({ statusCode: 200, body: expect.stringContaining("Mae eich dewisiadau") });
    expect(await invoke("readers-site", request("GET", `${letters}/data.json`))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining('"decisions":[{'),
    });
    expect(await invoke("readers-site", request("POST", `${letters}/erase`))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("Mae eich data wedi’i ddileu"),
    });

    // A stranger subscribes to a public list, and confirms by the link in the email.
    const staff = newList({ id: "staff", name: "Staff" });
    await replaceList(table, { ...staff, visibility: "public", version: 2 }, aDecision(), staff);
    const subscribe = `/subscribe/${bulletin.id}`;
    expect(
      await invoke("readers-site", request("POST", subscribe, {}, "email=new%40example.org")),
    ).toMatchObject({ statusCode: 200, body: expect.stringContaining("Check your email") });
    const asked = String((await letterTo(local, "new@example.org")).text);
    const confirm = new URL(/https:\/\/readers\.\S+/.exec(asked)?.[0] ?? "").pathname;
    expect(await invoke("readers-site", request("POST", confirm))).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("You are subscribed to"),
    });

    // Editors have to sign in; then there are pages, a style sheet, a preview and a form.
    expect(await invoke("editors-site", request("GET", "/"))).toMatchObject({ statusCode: 303 });
    const cookie = await session(table, "approver");
    const page = (await invoke("editors-site", request("GET", "/", { cookie }))) as Answer;
    expect(page).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("Harbour Letters"),
    });
    const sheet = /\/assets\/site-\w+\.css/.exec(page.body)?.[0] ?? "";
    expect(await invoke("editors-site", request("GET", sheet))).toMatchObject({
      body: expect.stringContaining(".govuk-button"),
    });
    const entry = "title=Autumn&body=The%20clinics%20stay%20open.&status=ready";
    const form = { cookie, origin: origins.editors };
    const path = `/bulletins/${bulletin.id}/entries/new`;
    expect(await invoke("editors-site", request("POST", path, form, entry))).toMatchObject({
      statusCode: 303,
    });
    expect(
      await invoke(
        "editors-site",
        request("POST", path, { cookie, origin: "https://evil.example" }, entry),
      ),
    ).toMatchObject({
      statusCode: 403,
    });
    expect(
      await invoke("editors-site", request("GET", `/bulletins/${bulletin.id}/send`, { cookie })),
    ).toMatchObject({
      statusCode: 200,
    });

    // An image is added, and the readers' site serves it.
    const image = new FormData();
    image.append("alt", "Map");
    image.append("file", new File([new Uint8Array(aPng(8, 4))], "map.png"));
    const upload = new Response(image);
    const given = { ...form, "content-type": upload.headers.get("Content-Type") ?? "" };
    const added = (await invoke("editors-site", {
      ...request("POST", `/bulletins/${bulletin.id}/images`, given),
      isBase64Encoded: true,
      body: Buffer.from(await upload.arrayBuffer()).toString("base64"),
    })) as Answer;
    expect(added.statusCode).toBe(303);
    const [, picture = ""] = /images\/([^?]+)/.exec(added.headers.location ?? "") ?? [];
    expect(await invoke("readers-site", request("GET", `/images/${picture}`))).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
      body: expect.stringMatching(/^iVBORw0KGgo/),
      headers: { "content-type": "image/png" },
    });

    // People are imported from a file.
    const newBoard = "id=board&name=Board&visibility=private&optIn=double";
    await invoke("editors-site", request("POST", "/lists/new", form, newBoard));
    const someone = "email=bo%40example.org&name=Bo&salutation=&language=";
    await invoke("editors-site", request("POST", "/lists/board/add", form, someone));
    const offer = request("GET", "/lists/board/import", { cookie });
    const { body: offered } = (await invoke("editors-site", offer)) as Answer;
    const [, id = ""] = /value="imports\/(\w+)\//.exec(offered) ?? [];
    const [, about = ""] = /name="x-amz-meta-import" value="([^"]+)"/.exec(offered) ?? [];
    const key = `imports/${id}/staff list.xlsx`;
    await local.putUpload({ key, about, bytes: anXlsx([["Email"], ["ann@example.org"]]) });
    const told = { Records: [{ s3: { object: { key: key.replace(" ", "+") } } }] };
    await invoke("import-list", aMessage("import-list", told));
    const imported = `/lists/board/imports/${id}`;
    const apply = request("POST", `${imported}/apply`, form, "mode=update");
    expect(await invoke("editors-site", apply)).toMatchObject({ statusCode: 303 });
    await invoke("import-list", aMessage("import-list", { import: id }));
    expect(await invoke("editors-site", request("GET", imported, { cookie }))).toMatchObject({
      body: expect.stringContaining("The people are imported."),
    });

    // A test goes out; a person is looked up, and erased.
    expect(
      await invoke(
        "editors-site",
        request("POST", `/bulletins/${bulletin.id}/test`, form, "address=t%40example.org"),
      ),
    ).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("Test sent"),
    });
    const lookUp = request(
      "POST",
      `/editions/${edition?.id}/find`,
      { ...form, cookie: await session(table, "operator") },
      "address=p8%40example.org",
    );
    const found = (await invoke("editors-site", lookUp)) as Answer;
    expect(found.body).toContain("Yes: it was delivered");
    const erase = /\/subscribers\/\w+\/erase/.exec(found.body)?.[0] ?? "";
    expect(
      await invoke(
        "editors-site",
        request("POST", erase, { ...form, cookie: await session(table, "operator") }),
      ),
    ).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining("Person erased"),
    });

    // Each did what it may, and nothing else.
    for (const name of lambdaNames) {
      const { table: actions, index } = permissions[name];
      const done = [...(proxy.actions.get(name) ?? [])];
      expect([name, ...done.sort()]).toEqual([
        name,
        ...[...actions, ...(index ? ["Query/due"] : [])].sort(),
      ]);
      const read = secretsOf(name, { kind: "cognito" }).map(secret => `${prefix}${secret}`);
      expect([name, ...(secretsManager.asked.get(name) ?? [])].sort()).toEqual(
        [name, ...read].sort(),
      );
    }
    for (const name of lambdaNames) {
      // Where its role names the beginnings of keys: those were asked for, and no others.
      const { keys = {}, index } = permissions[name];
      const restricted: [string, readonly string[]][] = [
        ...Object.entries(keys),
        ...(index && index !== true ? [["Query/due", index] as const] : []),
      ].map(([action, allowed]) => [action, allowed]);
      const prefixes = restricted.map(([action, allowed]) => {
        const asked = proxy.keys.get(name)?.get(action) ?? [];
        const prefixOf = (key: string) =>
          allowed.find(prefix => prefix.endsWith("#") && key.startsWith(prefix)) ?? key;
        return [
          name,
          action,
          [...new Set([...asked].map(prefixOf))].sort(),
          [...allowed].sort(),
        ] as const;
      });
      for (const [lambda, action, asked, allowed] of prefixes)
        expect([lambda, action, asked]).toEqual([lambda, action, allowed]);
    }

    // The log: structured, with metrics in it, and without addresses.
    const lines = said.flatMap(text => text.split("\n")).filter(line => line.startsWith("{"));
    const metrics = lines.map(line => JSON.parse(line)).filter(line => line._aws !== undefined);
    const values = (name: string): number[] => metrics.flatMap(line => line[name] ?? []);
    const sum = (name: string) => values(name).reduce((total, value) => total + value, 0);
    expect(metrics[0]).toMatchObject({
      stage: "test",
      service: "dear-colleague",
      _aws: {
        CloudWatchMetrics: [{ Namespace: "DearColleague", Dimensions: [["service", "stage"]] }],
      },
    });
    const sums = ["accepted", "bounced", "deferred", "clock-tick"].map(sum);
    expect(sums).toEqual([60, 1, 1, 3]);
    // Each slot was at most five minutes ago when the test began.
    const longest = 300 + (Date.now() - began) / 1000;
    expect(values("slot-late").length).toBeGreaterThan(0);
    for (const seconds of values("slot-late")) {
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(longest);
    }
    expect(sum("send-rate")).toBeGreaterThan(0);
    expect(lines.map(line => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ level: "INFO", message: "edition-composed", step: "run-clock" }),
    );
    expect(said.join("")).not.toMatch(/@(example\.org|simulator)/);
  });

  it("stay small if a cold start delays letters: send-batch is at most 710 kB", () => {
    expect(statSync(join(bundles["send-batch"], "index.js")).size).toBeLessThanOrEqual(710_000);
  });

  it("load at once only what each event needs: the clock neither MJML nor the reader of texts", () => {
    expect(bytesAtOnce(join(bundles["run-clock"], "index.js"))).toBeLessThanOrEqual(670_000);
    expect(bytesAtOnce(join(bundles["import-list"], "index.js"))).toBeLessThanOrEqual(710_000);
    expect(bytesAtOnce(join(bundles["editors-site"], "index.js"))).toBeLessThanOrEqual(1_200_000);
  });

  it("say what is wrong with a secret, and show nothing of it", async () => {
    const { invoke } = await deploy({
      ...secrets,
      [`${prefix}address-key`]: "hush",
      [`${prefix}link-keys`]: "[]",
    });
    const event = { Records: [] };
    const said = await Promise.all([
      invoke("record-feedback", event).catch(String),
      invoke("send-batch", event).catch(String),
    ]);
    expect(said[0]).toContain("The secret address-key is invalid: it (too_small).");
    expect(said[1]).toContain("The secret link-keys is invalid: it (too_small).");
    expect(said.join()).not.toContain("hush");
  });

  it("name a secret that is missing", async () => {
    const { invoke } = await deploy({});
    expect(await invoke("send-batch", { Records: [] }).catch(String)).toContain(
      "There is no secret dear-colleague-test/link-keys.",
    );
  });

  it("stop if the table has items of a newer version, and say what to do", async () => {
    const { local, invoke } = await deploy();
    const { table } = local.pipeline;
    await putItem(table, { PK: "VERSION", SK: "VERSION", version: tableVersion + 1 });
    const said = await invoke("send-batch", { Records: [] }).catch(String);
    expect(said).toContain(
      `has items of version ${tableVersion + 1}, and this code reads items up to version ${tableVersion}`,
    );
    expect(said).toContain("deploy the newer code again");
    await putItem(table, { PK: "VERSION", SK: "VERSION", version: tableVersion });
    expect(await invoke("send-batch", { Records: [] })).toEqual({ batchItemFailures: [] });
  });
});
