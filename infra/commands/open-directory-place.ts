import { existsSync } from "node:fs";
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { BadInput, refusedBySystem } from "../cli/bad-input.ts";
import { createLog } from "../cli/log.ts";
import { createTable } from "../local/aws/create-table.ts";
import { directoryTableId, hasOwnTable } from "../local/aws/directory-table-id.ts";
import { startDynamoDb } from "../local/aws/dynamodb.ts";
import { localEndpoint } from "../local/aws/local-endpoint.ts";
import { sendPlainly } from "../local/aws/table/plain-requests.ts";
import {
  type Directory,
  type DirectoryIdentity,
  openDirectory,
  readDirectoryIdentity,
  tableName,
} from "../local/directory.ts";
import { answersAt, type DirectoryEndpoints, readEndpoints } from "../local/endpoints.ts";
import { localEnvironment } from "../local/local-environment.ts";
import { refuseNewerData } from "../local/refuse-newer-data.ts";
import type { OpenPlace, PlaceOptions } from "./open-place.ts";

/**
 * Opens the pipeline of a directory: on its running services if it is in use, otherwise on a
 * DynamoDB that this process starts. Throws BadInput if no pipeline has run in the directory, unless
 * the command may begin it.
 */
export async function openDirectoryPlace(
  data: string,
  { mayBegin = false }: PlaceOptions,
): Promise<OpenPlace> {
  if (!mayBegin && !existsSync(join(data, "identity.json")))
    throw new BadInput(
      `${data}: no pipeline has run in this directory. Name its directory with --data DIR, or a stage with --stage STAGE.`,
    );
  const read = readEndpoints(data);
  if (read.kind === "not-ours")
    throw new BadInput(
      `${read.file}: this file has no addresses of services. Move it away, or name another directory with --data DIR.`,
    );
  const endpoints = read.kind === "endpoints" ? read.endpoints : undefined;
  if (endpoints && (await isServed(endpoints))) {
    const pipeline = pipelineOf(readDirectoryIdentity(data), endpoints);
    await refuseNewerData(pipeline.table);
    const log = createLog(join(data, "pipeline.log"));
    return {
      pipeline: { ...withTableId(pipeline, data), log: log.write },
      close: async () => log.close(),
    };
  }
  return openUnused(data, endpoints);
}

/** Starts the DynamoDB of a directory that nobody uses, and holds the directory until `close`. */
async function openUnused(data: string, last: DirectoryEndpoints | undefined): Promise<OpenPlace> {
  const directory = await openIn(data);
  if (!directory)
    throw new BadInput(
      `${data}: another run uses this directory, and its DynamoDB does not answer. Wait until it has started, or end it.`,
    );
  const replaced = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const dynamodb = replaced === undefined ? await startDynamoDb(directory.path) : undefined;
  const url = replaced ?? dynamodb?.directUrl ?? "";
  const log = createLog(join(data, "pipeline.log"));
  const close = async () => {
    log.close();
    await dynamodb?.stop();
    directory.release();
  };
  try {
    const client = new DynamoDBClient(localEndpoint(url));
    const endpoints = last ?? noServices(directory.identity);
    await createTable(client, endpoints.table);
    client.destroy();
    const pipeline = pipelineOf(directory.identity, { ...endpoints, dynamodb: url });
    await refuseNewerData(pipeline.table);
    // No queue runs. At the next start the clock queues the work from the table.
    const enqueue: Pipeline["enqueue"] = {
      addressEdition: async () => {},
      sendBatch: async () => {},
      importList: async () => {},
    };
    return {
      pipeline: { ...withTableId(pipeline, directory.path), enqueue, log: log.write },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The id of the table in the directory's own DynamoDB, unless another one has the table. */
function withTableId(pipeline: Pipeline, data: string): Pipeline {
  const isOwn = process.env.AWS_ENDPOINT_URL_DYNAMODB === undefined && hasOwnTable(data);
  return isOwn ? { ...pipeline, tableId: async () => directoryTableId(data) } : pipeline;
}

async function openIn(data: string): Promise<Directory | undefined> {
  try {
    return await openDirectory(data);
  } catch (error) {
    throw refusedBySystem(data, error as NodeJS.ErrnoException);
  }
}

/** The endpoints of a directory whose services have never run. Only the table's name is real. */
function noServices(identity: DirectoryIdentity): DirectoryEndpoints {
  const nowhere = "http://localhost:1/none";
  return {
    dynamodb: nowhere,
    sqs: nowhere,
    ses: nowhere,
    site: nowhere,
    table: tableName(identity),
    s3: nowhere,
    queues: {
      "address-edition": nowhere,
      "send-batch": nowhere,
      "record-feedback": nowhere,
      "import-list": nowhere,
    },
  };
}

function pipelineOf(identity: DirectoryIdentity, endpoints: DirectoryEndpoints): Pipeline {
  const environment = localEnvironment({
    directory: { identity },
    table: endpoints.table,
    queues: endpoints.queues,
    siteUrl: endpoints.site,
    ses: process.env.AWS_ENDPOINT_URL_SES === undefined ? "here" : "elsewhere",
  });
  const pipeline = openPipeline(readEnvironment(environment), {
    dynamodb: localEndpoint(endpoints.dynamodb),
    sqs: localEndpoint(endpoints.sqs),
    ses: localEndpoint(endpoints.ses),
  });
  if (process.env.AWS_ENDPOINT_URL_DYNAMODB === undefined)
    sendPlainly(pipeline.table.client, endpoints.dynamodb);
  return pipeline;
}

/** A busy machine may need a while to answer. A service that has ended is noticed at once. */
const patienceMs = 60_000;

/** Whether the directory's own DynamoDB answers: another one may have taken the port since. */
async function isServed({ dynamodb, table }: DirectoryEndpoints): Promise<boolean> {
  if (!(await answersAt(dynamodb, patienceMs))) return false;
  const client = new DynamoDBClient({ ...localEndpoint(dynamodb), maxAttempts: 1 });
  try {
    await client.send(new DescribeTableCommand({ TableName: table }));
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}
