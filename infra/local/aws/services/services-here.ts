import { startLocalSes } from "../ses/local-ses.ts";
import { startSqs } from "../sqs.ts";
import { startTrigger } from "../triggers.ts";
import type { OpenServices } from "./services.ts";

/** Runs the local services in this process, as the tests do. */
export const openServicesHere: OpenServices = async ({ onFailure, ...trouble }) => ({
  place: "here",
  startSqs: (journal, kept) => startSqs(journal, kept, trouble),
  startSes: async ({ directory: { path, assertHeld }, deliver, options }) =>
    startLocalSes({
      directory: path,
      mayWrite: assertHeld,
      publish: deliver,
      onFailure,
      ...trouble,
      ...options,
    }),
  startTrigger: (sqs, options) => startTrigger(sqs, options),
  stop: async () => {},
});
