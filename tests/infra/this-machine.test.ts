import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { openSite } from "../../infra/local/site/local-site.ts";
import { openBrowser } from "../browser.ts";
import { aPipeline } from "../local-pipeline.ts";

type Answer = { readonly status: number; readonly headers: IncomingMessage["headers"] };
type Asked = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Asks with headers that fetch does not allow. */
function ask(url: string, { method = "POST", path = "/", headers = {} }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, url), { method, headers, agent: false }, answer => {
      answer
        .resume()
        .on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
    });
    asked.on("error", reject);
    asked.end(method === "POST" ? "{}" : undefined);
  });
}

/** Everything that listens on this machine while the pipeline runs, by name. */
async function allServices() {
  const guarded = await startDynamoDb(undefined);
  onTestFinished(() => guarded.stop());
  const local = await aPipeline({ dynamodbUrl: guarded.url });
  const site = await openSite(3_200);
  onTestFinished(() => site.stop());
  await site.show(local);
  const { dynamodb, sqs, ses } = local.endpoints;
  return { local, urls: { dynamodb, sqs, ses, site: `http://127.0.0.1:${site.port}` } };
}

const listTables = {
  "Content-Type": "application/x-amz-json-1.0",
  "X-Amz-Target": "DynamoDB_20120810.ListTables",
  "X-Amz-Date": "20261124T090000Z",
  Authorization:
    "AWS4-HMAC-SHA256 Credential=local/20261124/eu-west-2/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0",
};

describe("a local service", () => {
  it("refuses everything that a web page of another origin or name can send, and lets no other origin read an answer", async () => {
    const { urls } = await allServices();
    for (const [name, url] of Object.entries(urls)) {
      const { port } = new URL(url);
      const foreign: Readonly<Record<string, string>>[] = [
        { Host: "evil.example" },
        { Host: `evil.example:${port}` },
        { Host: `127.0.0.1.evil.example:${port}` },
        { Host: `localhost.evil.example:${port}` },
        { Host: "127.0.0.1:1" },
        { Host: "127.0.0.1" },
        { Origin: "https://evil.example" },
        { Origin: "null" },
        { Origin: `https://127.0.0.1:${port}` },
        { Origin: `http://127.0.0.1:${Number(port) + 1}` },
        { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` },
        { "Sec-Fetch-Site": "cross-site" },
        { "Sec-Fetch-Site": "same-site" },
        { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" },
        { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
        {
          Origin: "https://evil.example",
          "Sec-Fetch-Site": "cross-site",
          "Sec-Fetch-Mode": "navigate",
        },
      ];
      for (const headers of foreign)
        for (const method of ["GET", "POST", "OPTIONS", "PUT"]) {
          const asked = {
            method,
            headers: { ...listTables, "Access-Control-Request-Method": "POST", ...headers },
          };
          const answer = await ask(url, asked);
          const what = `${name} ${method} ${JSON.stringify(headers)}`;
          expect(answer.status, what).toBe(403);
          expect(Object.keys(answer.headers).join(), what).not.toContain("access-control");
        }
    }
  });

  it("takes requests from programs on this machine, which name no origin", async () => {
    const { local, urls } = await allServices();
    const { TableNames } = (await local.pipeline.table.client.send(
      new ListTablesCommand({}) as never,
    )) as {
      TableNames: string[];
    };
    expect(TableNames).toContain(local.pipeline.table.name);
    for (const host of ["127.0.0.1", "localhost", "LOCALHOST"]) {
      const { port } = new URL(urls.dynamodb);
      const answer = await ask(urls.dynamodb, {
        headers: { ...listTables, Host: `${host}:${port}` },
      });
      expect(answer.status, host).toBe(200);
      expect(Object.keys(answer.headers).join()).not.toContain("access-control");
    }
    expect((await ask(urls.ses, { method: "GET", path: "/_local/faults" })).status).toBe(200);
  });
});

describe("the site of npm start", () => {
  it("takes its own pages' forms, and links from elsewhere, such as a letter in its sandbox", async () => {
    const { urls } = await allServices();
    const { host, origin } = new URL(urls.site);
    const link = {
      "Sec-Fetch-Site": "cross-site",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "document",
    };
    const path = "/sign-in?as=editor";
    const statusOf = async (asked: Asked) => (await ask(urls.site, asked)).status;
    expect(
      await statusOf({
        path,
        headers: { Host: host, Origin: origin, "Sec-Fetch-Site": "same-origin" },
      }),
    ).toBe(303);
    expect(await statusOf({ method: "GET", path: "/outbox", headers: link })).toBe(200);
    expect(await statusOf({ path, headers: link })).toBe(403);
    expect(
      await statusOf({
        method: "GET",
        path: "/outbox",
        headers: { ...link, "Sec-Fetch-Dest": "iframe" },
      }),
    ).toBe(403);
    // The page of an unsubscribe link sends no referrer, and hence "null" for its origin.
    const own = { Origin: "null", "Sec-Fetch-Site": "same-origin" };
    expect(await statusOf({ path: "/unsubscribe/no-token", headers: own })).toBe(404);
  });
});

describe("a web page in a browser of this machine", () => {
  it("reads and changes nothing in the services, whatever its name", async () => {
    const { local, urls } = await allServices();
    const evil = createServer(
      (_request, answer) =>
        void answer.setHeader("Content-Type", "text/html").end("<title>evil</title>"),
    );
    await new Promise<void>(done => evil.listen(0, "127.0.0.1", done));
    onTestFinished(() => {
      evil.close();
      evil.closeAllConnections();
    });
    const browser = await openBrowser(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
    onTestFinished(() => browser.close());
    const page = await browser.newPage();
    const attack = ({
      target,
      table,
      headers,
    }: {
      target: string;
      table: string;
      headers: Record<string, string>;
    }) => {
      const send = (mode: "cors" | "no-cors", action: string, body: object) =>
        fetch(target, {
          method: "POST",
          mode,
          headers:
            mode === "no-cors" ? {} : { ...headers, "X-Amz-Target": `DynamoDB_20120810.${action}` },
          body: JSON.stringify(body),
        }).then(
          async answer => `${answer.status} ${await answer.text()}`,
          () => "no answer",
        );
      return Promise.all([
        send("cors", "ListTables", {}),
        send("no-cors", "ListTables", {}),
        send("cors", "DeleteTable", { TableName: table }),
      ]);
    };
    const { port } = evil.address() as AddressInfo;
    const orders = { table: local.pipeline.table.name, headers: listTables };
    for (const name of ["localhost", "evil.example"]) {
      await page.goto(`http://${name}:${port}/`);
      for (const target of Object.values(urls))
        for (const seen of await page.evaluate(attack, { ...orders, target }))
          expect(seen, `${name} ${target}`).toMatch(/^(no answer|0 )$/);
    }
    // The name leads to the service itself now: the page and what it asks are of one origin for the browser.
    for (const target of Object.values(urls)) {
      const rebound = `http://evil.example:${new URL(target).port}/`;
      await page.goto(rebound);
      for (const seen of await page.evaluate(attack, { ...orders, target: rebound }))
        expect(seen, target).toMatch(/^403 /);
    }
    const { TableNames } = (await local.pipeline.table.client.send(
      new ListTablesCommand({}) as never,
    )) as {
      TableNames: string[];
    };
    expect(TableNames).toContain(local.pipeline.table.name);
  });
});
