import type { Pipeline } from "../steps/pipeline.ts";
import { refuseNewerTable } from "../store/data-version.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { instruments } from "./instruments.ts";
import { lazily } from "./lazily.ts";
import { openPipeline } from "./open-pipeline.ts";
import { keysIn, readSecrets, secretsMaxAgeMs } from "./secrets.ts";

/**
 * Returns the environment of a deployed function. The keys come from the secrets that SECRETS
 * names.
 */
export async function readDeployedEnvironment(): Promise<Environment> {
  return readEnvironment({ ...process.env, ...keysIn(await readSecrets()) });
}

/**
 * Returns the pipeline of a deployed function. The first event opens it; expired secrets open it
 * again.
 */
export const deployedPipeline: () => Promise<Pipeline> = lazily(async () => {
  const { log, measure } = instruments();
  const pipeline = openPipeline(await readDeployedEnvironment());
  await refuseNewerTable(pipeline.table);
  // `Object.assign` changes the pipeline in place. A copy would read the getters of keys that this
  // function does not have.
  return Object.assign(pipeline, { log, measure });
}, secretsMaxAgeMs);

/** Wraps a handler so that its metrics are written even if it throws. */
export function deployed<Given extends readonly unknown[], Answer>(
  handler: (...given: Given) => Promise<Answer>,
): (...given: Given) => Promise<Answer> {
  return async (...given) => {
    try {
      return await handler(...given);
    } finally {
      instruments().flush();
    }
  };
}
