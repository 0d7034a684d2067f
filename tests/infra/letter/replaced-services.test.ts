import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aPipeline } from "../../local-pipeline.ts";
import { copies } from "../../steps/an-edition.ts";
import { aTemporaryDirectory, runWith } from "../a-process.ts";

describe("npm run letter with other services in the place of the local ones", () => {
  it("uses those that the environment names, starts none of its own, and ends though no event comes", async () => {
    const elsewhere = await aPipeline();
    const directory = await aTemporaryDirectory();
    const list = join(directory, "colleagues.csv");
    writeFileSync(list, "email\na@example.org\nb@example.org\n");
    const { dynamodb, sqs, ses } = elsewhere.endpoints;
    const endpoints = { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_SQS: sqs, AWS_ENDPOINT_URL_SES: ses };
    const data = join(directory, "data");
    const send = () =>
      runWith(endpoints, "letter", "docs/examples/exam-reform-as-pasted.txt", "--to", list, "--data", data, "--json");

    const first = send();
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/"audience":2,"accepted":2,"delivered":0,.*"pending":0/);
    expect(Object.fromEntries(copies(elsewhere))).toEqual({ "a@example.org": 1, "b@example.org": 1 });
    expect(readdirSync(data).filter(name => /dynamodb|^ses$/.test(name))).toEqual([]);
    expect(readdirSync(join(data, "outbox")).filter(name => name.endsWith(".eml"))).toHaveLength(2);

    expect(await send().ended).toBe(0);
    expect(elsewhere.ses.outbox.size()).toBe(2);
  }, 120_000);
});
