import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import { fetchSecrets, keysIn, type SecretName } from "../../functions/runtime/secrets.ts";
import { BadInput } from "../cli/bad-input.ts";
import { Refusal } from "../deploy/refusal.ts";
import { adoptCredentials, openSession } from "../deploy/session.ts";
import { refuseNewerData } from "../local/refuse-newer-data.ts";
import { namesOf, type QueueName } from "../names.ts";
import { readNamedStage } from "../read-named-stage.ts";
import type { Stage } from "../read-stage.ts";
import type { OpenPlace } from "./open-place.ts";

/** Opens a stage's pipeline with the environment's or AWS_PROFILE's credentials. Throws BadInput. */
export async function openStagePlace(
  name: string,
  secretNames: readonly SecretName[],
): Promise<OpenPlace> {
  const stage = readNamedStage(name);
  const session = await openSession(stage).catch(error => {
    if (error instanceof Refusal) throw new BadInput(error.message);
    throw error;
  });
  adoptCredentials(await session.credentials(), stage.region);
  const secrets = await fetchSecrets(namesOf(name).secretsPrefix, secretNames, stage.region);
  const environment = readEnvironment({ ...stageEnvironment(stage), ...keysIn(secrets) });
  const { region } = stage;
  const pipeline = openPipeline(environment, {
    dynamodb: { region },
    ses: { region },
    sqs: { region },
  });
  const todo = "use the newer version of Dear Colleague for this stage";
  await refuseNewerData(pipeline.table, todo);
  // `Object.assign` keeps the getters of keys that the command did not ask for.
  return { pipeline: Object.assign(pipeline, { log: () => {} }), close: async () => {} };
}

/** Returns the environment variables of a stage's functions, as `infra/pipeline-stack.ts` sets them. */
function stageEnvironment(stage: Stage): Readonly<Record<string, string>> {
  const names = namesOf(stage.name);
  const queue = (name: QueueName) =>
    `https://sqs.${stage.region}.amazonaws.com/${stage.account}/${names.queue(name)}`;
  return {
    TABLE_NAME: names.table,
    ADDRESS_EDITION_QUEUE_URL: queue("address-edition"),
    SEND_BATCH_QUEUE_URL: queue("send-batch"),
    IMPORT_LIST_QUEUE_URL: queue("import-list"),
    CONFIGURATION_SET: names.configurationSet,
    SITE_URL: `https://readers.${stage.siteDomain}`,
    SENDER_DOMAIN: stage.sendingDomain,
    EDITORS_URL: `https://editors.${stage.siteDomain}`,
    HOLD_MS: String(stage.holdMinutes * 60_000),
  };
}
