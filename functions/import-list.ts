import * as z from "zod";
import { deployed, deployedPipeline, readDeployedEnvironment } from "./runtime/deployed.ts";
import { lazily } from "./runtime/lazily.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import { secretsMaxAgeMs } from "./runtime/secrets.ts";
import {
  type Continued,
  continueImport,
  receiveUpload,
} from "./steps/people/imports/continue-import.ts";
import type { Pipeline } from "./steps/pipeline.ts";

/** Our own message, an event of S3, or the test that S3 sends when its events are set up. */
const messageSchema = z.union([
  z.object({ import: z.string() }),
  z.object({
    Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })),
  }),
  z.object({ Event: z.literal("s3:TestEvent") }),
]);

/** How long an import waits for another one of the same list. */
const busyMs = 10_000;

export function importListHandler(open: () => Pipeline | Promise<Pipeline>): QueueHandler {
  return queueHandler(open, messageSchema, async (pipeline, message, timeIsUp) => {
    const again = async (id: string, outcome: Continued) => {
      if (outcome === "done") return;
      await pipeline.enqueue.importList([{ import: id }], outcome === "busy" ? busyMs : 0);
    };
    if ("import" in message) {
      const { import: id } = message;
      await again(id, await continueImport(pipeline, id, timeIsUp));
    } else if ("Records" in message)
      for (const { s3 } of message.Records) {
        // S3 encodes keys in its events as forms do.
        const key = decodeURIComponent(s3.object.key.replaceAll("+", " "));
        await again(key.split("/")[1] ?? "", await receiveUpload(pipeline, key, timeIsUp));
      }
  });
}

const open = lazily(async (): Promise<Pipeline> => {
  const [pipeline, environment] = await Promise.all([
    deployedPipeline(),
    readDeployedEnvironment(),
  ]);
  // The local run has files of its own, and loads this client with the first one.
  const { openUploadedFiles } = await import("./runtime/outside/uploaded-files.ts");
  // A copy would read the getters of keys that this function does not have.
  return Object.assign(pipeline, { files: openUploadedFiles(environment) });
}, secretsMaxAgeMs);

export const handler = deployed(importListHandler(open));
