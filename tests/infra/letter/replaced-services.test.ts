import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openDirectory } from "../../../infra/local/directory.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { copies } from "../../steps/an-edition.ts";
import { aTemporaryDirectory, runWith } from "../a-process.ts";
import { anSesElsewhere } from "./an-ses-elsewhere.ts";

describe("npm run letter with other services in the place of the local ones", () => {
  it("uses the services that the environment names, starts none of its own, and ends though no event comes", async () => {
    const elsewhere = await aPipeline();
    const directory = await aTemporaryDirectory();
    const list = join(directory, "colleagues.csv");
    writeFileSync(list, "email\na@example.org\nb@example.org\n");
    const { dynamodb, sqs, ses } = elsewhere.endpoints;
    const endpoints = {
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
      AWS_ENDPOINT_URL_SQS: sqs,
      AWS_ENDPOINT_URL_SES: ses,
    };
    const data = join(directory, "data");
    const send = () =>
      runWith(
        endpoints,
        "letter",
        "docs/examples/exam-reform-as-pasted.txt",
        "--to",
        list,
        "--data",
        data,
        "--json",
      );

    const first = send();
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/"audience":2,"accepted":2,"delivered":0,.*"pending":0/);
    expect(Object.fromEntries(copies(elsewhere))).toEqual({
      "a@example.org": 1,
      "b@example.org": 1,
    });
    expect(readdirSync(data).filter(name => /dynamodb|^ses$/.test(name))).toEqual([]);
    expect(readdirSync(join(data, "outbox")).filter(name => name.endsWith(".eml"))).toHaveLength(2);

    expect(await send().ended).toBe(0);
    expect(elsewhere.ses.outbox.size()).toBe(2);
  });

  it("never again takes silence for certain in a directory that has used another SES", async () => {
    const path = await aTemporaryDirectory();
    const directory = await openDirectory(path);
    if (!directory) throw new Error("a new directory is taken");
    onTestFinished(directory.release);
    const eventsAreCertain = async () => {
      const local = await startLocalPipeline(directory, {
        siteUrl: "http://localhost:3000",
        log: () => {},
      });
      await local.stop();
      return local.pipeline.eventsAreCertain;
    };
    expect(await eventsAreCertain()).toBe(true);
    process.env.AWS_ENDPOINT_URL_SES = (await anSesElsewhere()).url;
    onTestFinished(() => void delete process.env.AWS_ENDPOINT_URL_SES);
    expect(await eventsAreCertain()).toBe(false);
    delete process.env.AWS_ENDPOINT_URL_SES;
    expect(await eventsAreCertain()).toBe(false);
    expect(statSync(join(path, "ses-elsewhere")).mode & 0o777).toBe(0o600);
  });
});
