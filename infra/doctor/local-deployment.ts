import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Endpoint } from "../../functions/runtime/aws-clients.ts";
import { createClients } from "./clients.ts";
import type { Deployment } from "./examined-deployment.ts";

const endpointsSchema = z.object({
  dynamodb: z.url(),
  sqs: z.url(),
  ses: z.url(),
  table: z.string(),
  queues: z.object({
    "address-edition": z.url(),
    "send-batch": z.url(),
    "record-feedback": z.url(),
  }),
});

/**
 * Returns the local pipeline that a directory's `endpoints.json` describes, or why there is none to
 * check.
 */
export async function localDeployment(
  directory: string,
): Promise<
  | { kind: "deployment"; deployment: Deployment }
  | { kind: "not running"; what: string; fix: string }
> {
  const start = `npm start${directory === ".local" ? "" : ` -- --data ${directory}`}`;
  const fix = `Start it in another terminal, then run the doctor again:\n${start}`;
  const text = await readFile(join(directory, "endpoints.json"), "utf8").catch(() => undefined);
  if (text === undefined)
    return { kind: "not running", what: `No pipeline has run in ${directory}.`, fix };
  const read = endpointsSchema.safeParse(readJson(text));
  if (!read.success)
    return {
      kind: "not running",
      what: `${join(directory, "endpoints.json")} is not a file that npm start wrote.`,
      fix,
    };
  const { dynamodb, sqs, ses, table, queues } = read.data;
  const answers = await Promise.all([dynamodb, sqs, ses].map(answersAt));
  if (!answers.includes(true))
    return { kind: "not running", what: `The pipeline in ${directory} is not running.`, fix };

  const {
    secrets: _,
    scheduler: __,
    sns: ___,
    lambda: ____,
    ...clients
  } = createClients({ dynamodb: local(dynamodb), sqs: local(sqs), ses: local(ses) });
  const queue = (url: string) => {
    const name = url.slice(url.lastIndexOf("/") + 1);
    return { name, deadLetters: `${name}-dead-letters` };
  };
  const deployment: Deployment = {
    ...clients,
    aws: undefined,
    table,
    queues: {
      "address-edition": queue(queues["address-edition"]),
      "send-batch": queue(queues["send-batch"]),
      "record-feedback": queue(queues["record-feedback"]),
    },
    from: "doctor@dear-colleague.example",
    deploy: `Stop npm start and start it again. It creates what is missing:\n${start}`,
    unreachable: `Stop npm start and start it again:\n${start}`,
  };
  return { kind: "deployment", deployment };
}

/** The SDK needs credentials for its signatures, which local services ignore. */
function local(endpoint: string): Endpoint {
  return {
    endpoint,
    region: "eu-west-2",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  };
}

async function answersAt(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
