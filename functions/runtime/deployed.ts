import type { Pipeline } from "../steps/pipeline.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { instruments } from "./instruments.ts";
import { lazily } from "./lazily.ts";
import { openPipeline } from "./open-pipeline.ts";
import { readSecrets, secretsAge } from "./secrets.ts";

/** The environment of a deployed function. The keys come from the secret where SECRET_ARN names one. */
export async function readDeployedEnvironment(): Promise<Environment> {
  if (process.env.SECRET_ARN === undefined) return readEnvironment(process.env);
  const { addressKey, linkKeys } = await readSecrets();
  const pairs = linkKeys.map(({ id, secret }) => `${id}:${secret}`);
  return readEnvironment({ ...process.env, ADDRESS_KEY: addressKey, LINK_KEYS: pairs.join(",") });
}

/** The pipeline of a deployed function, opened at its first event, and again when the secret is to be read anew. */
export const deployedPipeline: () => Promise<Pipeline> = lazily(async () => {
  const { log, measure } = instruments();
  return { ...openPipeline(await readDeployedEnvironment()), log, measure };
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
