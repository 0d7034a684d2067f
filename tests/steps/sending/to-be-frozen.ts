import { readEnvironment } from "../../../functions/runtime/environment.ts";
import { openPipeline } from "../../../functions/runtime/open-pipeline.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";

/** A worker in a process of its own, for tests that freeze it: sends one batch, and ends. */
const { environment, endpoints, message } = JSON.parse(process.argv[2] ?? "");
const { dynamodb, sqs, ses } = endpoints;
const services = {
  dynamodb: localEndpoint(dynamodb),
  sqs: localEndpoint(sqs),
  ses: localEndpoint(ses),
};
const pipeline = { ...openPipeline(readEnvironment(environment), services), log: () => {} };
await sendBatch(pipeline, message, () => false);
process.exit();
