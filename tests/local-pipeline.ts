import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { readTemplate, type Template } from "../functions/mail/template.ts";
import type { LocalSes } from "../infra/local/aws/ses/local-ses.ts";
import { openDirectory } from "../infra/local/directory.ts";
import {
  type LocalPipeline,
  type LocalPipelineOptions,
  startLocalPipeline,
  templatesDirectory,
} from "../infra/local/local-pipeline.ts";
import { sharedDynamoDb } from "./shared-dynamodb.ts";

export type TestPipeline = Omit<LocalPipeline, "ses"> & {
  readonly ses: LocalSes;
  readonly directory: string;
  readonly logged: readonly string[];
};

/** The templates of this worker of Vitest: to compile them takes as long as a small test. */
let template: Promise<Template> | undefined;

/** The whole pipeline for one test, with a table, queues and SES of its own. Its triggers begin with `start()`. */
export async function aPipeline(
  options: Partial<LocalPipelineOptions> = {},
): Promise<TestPipeline> {
  const path = await mkdtemp(join(tmpdir(), "dear-colleague-"));
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  const logged: string[] = [];
  const log = (event: string, fields: object) =>
    void logged.push(JSON.stringify({ event, ...fields }));
  template ??= readTemplate(templatesDirectory);
  const local = await startLocalPipeline(directory, {
    template: await template,
    siteUrl: "http://localhost:3000",
    dynamodbUrl: await sharedDynamoDb(),
    log,
    ...options,
  });
  onTestFinished(async () => {
    await local.stop();
    directory.release();
    await rm(path, { recursive: true, force: true });
  });
  return { ...local, ses: wholeSes(local), directory: path, logged };
}

/** The local SES in this process, which tests can disturb. */
export function wholeSes({ ses }: Pick<LocalPipeline, "ses">): LocalSes {
  if (!ses || !("faults" in ses))
    throw new Error("AWS_ENDPOINT_URL_SES is set: the tests need the local SES");
  return ses as LocalSes;
}

/**
 * Waits until something is so; fails loudly if it does not become so within `patienceMs`. Asks more
 * seldom the longer it takes, so that many tests can wait on one machine.
 */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  patienceMs = 250_000,
): Promise<void> {
  const began = Date.now();
  while (!(await isSo())) {
    const waitedMs = Date.now() - began;
    if (waitedMs > patienceMs) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await setTimeout(Math.min(20 + waitedMs / 10, 250));
  }
}
