import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LambdaEvent } from "hono/aws-lambda";
import { describe, expect, it, vi } from "vitest";
import { handler as editorsHandler } from "../../functions/editors-site.ts";
import { handler as readersHandler } from "../../functions/readers-site.ts";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { sessionCookie } from "../../functions/web/sign-in/sign-in.ts";
import { buildAssets } from "../../infra/build-assets.ts";
import { aSite, type Site, sessionOf } from "./a-served-site.ts";

/** What the API itself is called: CloudFront stands in front of it, and does not hand on the site's own name. */
const host = "abc.execute-api.eu-west-2.amazonaws.com";

/** An event of an HTTP API, payload format 2.0. */
function event(
  method: string,
  path: string,
  body = "",
  headers: Record<string, string> = {},
): LambdaEvent {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: "",
    isBase64Encoded: false,
    body,
    headers: { host, "content-type": "application/x-www-form-urlencoded", ...headers },
    requestContext: {
      accountId: "",
      apiId: "",
      domainName: host,
      domainPrefix: "abc",
      requestId: "",
      routeKey: "$default",
      stage: "$default",
      time: "",
      timeEpoch: 0,
      authentication: null,
      authorizer: {},
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "" },
    },
  };
}

const sessionKey = "e".repeat(32);

/** Sets the environment that the deployment would, with the services of a local pipeline. */
async function deploy(site: Site): Promise<void> {
  const assets = await mkdtemp(join(tmpdir(), "dear-colleague-assets-"));
  const { css, js } = await buildAssets();
  await Promise.all([
    writeFile(join(assets, "site.css"), css),
    writeFile(join(assets, "site.js"), js),
  ]);
  const variables = {
    TABLE_NAME: site.pipeline.table.name,
    SITE_URL: "https://letters.example.org",
    ADDRESS_KEY: "k".repeat(32),
    LINK_KEYS: `a:${"s".repeat(32)}`,
    ASSETS_DIRECTORY: assets,
    OIDC_ISSUER: "https://issuer.example.org",
    OIDC_CLIENT_ID: "editors-site",
    EDITORS_URL: "https://letters.example.org",
    SESSION_KEY: sessionKey,
    ADDRESS_EDITION_QUEUE_URL: site.queues["address-edition"],
    SEND_BATCH_QUEUE_URL: site.queues["send-batch"],
    AWS_ENDPOINT_URL_DYNAMODB: site.endpoints.dynamodb,
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

const context = {} as Parameters<typeof editorsHandler>[1];

describe("the sites as they are deployed", () => {
  it("answer the events of an HTTP API, each with its own pages", async () => {
    const site = await aSite();
    await deploy(site);
    try {
      expect(await editorsHandler(event("GET", "/bulletins/care-weekly"), context)).toMatchObject({
        statusCode: 303,
        headers: { location: "/sign-in?return=%2Fbulletins%2Fcare-weekly" },
      });
      const session = sessionCookie({ name: "__Host-session", key: sessionKey, now: Date.now });
      const cookie = await sessionOf(site.pipeline, session, "approver");
      const bulletins = await editorsHandler(event("GET", "/", "", { cookie }), context);
      expect(bulletins).toMatchObject({
        statusCode: 200,
        body: expect.stringContaining("Care Weekly"),
      });
      expect(bulletins).toMatchObject({ body: expect.not.stringContaining("Outbox") });
      const form = "title=One&body=Two&status=draft";
      const own = { cookie, origin: "https://letters.example.org" };
      expect(
        await editorsHandler(
          event("POST", "/bulletins/care-weekly/entries/new", form, own),
          context,
        ),
      ).toMatchObject({
        statusCode: 303,
      });
      expect(
        await editorsHandler(
          event("POST", "/bulletins/care-weekly/entries/new", form, { cookie }),
          context,
        ),
      ).toMatchObject({
        statusCode: 403,
      });
      expect(await readersHandler(event("GET", "/unsubscribe/x"), context)).toMatchObject({
        statusCode: 404,
        body: expect.stringContaining("We could not open this link"),
      });
      expect(await readersHandler(event("GET", "/bulletins/care-weekly"), context)).toMatchObject({
        statusCode: 404,
        body: expect.not.stringContaining("Home"),
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("find their assets where nothing else is said", () => {
    const url = "https://sqs.eu-west-2.amazonaws.com/1/q";
    const least = {
      TABLE_NAME: "table",
      ADDRESS_EDITION_QUEUE_URL: url,
      SEND_BATCH_QUEUE_URL: url,
      SITE_URL: "https://letters.example.org/",
      ADDRESS_KEY: "k".repeat(32),
      LINK_KEYS: `a:${"s".repeat(32)}`,
    };
    expect(readEnvironment(least).ASSETS_DIRECTORY).toBe("assets");
  });
});
