import type { Endpoint } from "../../functions/runtime/aws-clients.ts";
import { answersAt, readEndpoints } from "../local/endpoints.ts";
import { createClients } from "./clients.ts";
import type { Deployment } from "./examined-deployment.ts";

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
  const read = readEndpoints(directory);
  if (read.kind === "absent")
    return { kind: "not running", what: `No pipeline has run in ${directory}.`, fix };
  if (read.kind === "not-ours")
    return { kind: "not running", what: `${read.file} is not a file that npm start wrote.`, fix };
  const { dynamodb, sqs, ses, table, queues } = read.endpoints;
  const answers = await Promise.all([dynamodb, sqs, ses].map(url => answersAt(url, 2_000)));
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
      "import-list": queue(queues["import-list"]),
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
