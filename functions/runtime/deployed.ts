import type { Pipeline } from "../steps/pipeline.ts";
import { refuseNewerTable } from "../store/data-version.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { instruments } from "./instruments.ts";
import { lazily } from "./lazily.ts";
import { openPipeline } from "./open-pipeline.ts";
import { readSecrets, secretsAge } from "./secrets.ts";

/** The environment of a deployed function. The keys come from the secrets that it is told of. */
export async function readDeployedEnvironment(): Promise<Environment> {
  const secrets = await readSecrets();
  const pairs = secrets["link-keys"]?.map(({ id, secret }) => `${id}:${secret}`).join(",");
  return readEnvironment({
    ...process.env,
    ...(secrets["address-key"] !== undefined && { ADDRESS_KEY: secrets["address-key"] }),
    ...(pairs !== undefined && { LINK_KEYS: pairs }),
  });
}

/** The pipeline of a deployed function, opened at its first event, and again when the secrets are to be read anew. */
export const deployedPipeline: () => Promise<Pipeline> = lazily(async () => {
  const { log, measure } = instruments();
  const pipeline = openPipeline(await readDeployedEnvironment());
  await refuseNewerTable(pipeline.table);
  // Not a copy: that would ask for the keys which this function does not have.
  return Object.assign(pipeline, { log, measure });
}, secretsAge);

/** A deployed function: whatever becomes of an event, what was measured meanwhile is written. */
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
