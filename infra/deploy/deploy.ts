import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { raiseVersion } from "../../functions/store/data-version.ts";
import { namesOf, withoutProtection } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { type Clients, lookFirst } from "./look-first.ts";
import { prepareSecrets } from "./prepare-secrets.ts";
import type { StackPlace, StackState } from "./stacks.ts";

/** All that a deployment needs of the world. */
export type World = {
  readonly place: () => Promise<StackPlace>;
  readonly clients: Clients & { readonly secrets: SecretsManagerClient };
  /** Runs the CDK with these arguments, and gives its exit code. */
  readonly cdk: (...given: readonly string[]) => Promise<number>;
  readonly say: (line: string) => void;
};

/**
 * Deploys a stage: looks first, then makes or finds the secrets, then brings up the two stacks.
 * Each step can be repeated from wherever it was broken off. Gives an exit code; throws a Refusal.
 */
export async function deploy(stage: Stage, yes: boolean, world: World): Promise<number> {
  const { dataStack, pipelineStack, table, oldSecret } = namesOf(stage.name);
  const found = await lookFirst(stage, await world.place(), world.clients);
  const prepared = await prepareSecrets(world.clients.secrets, stage.name, found.table === "filled");
  for (const { secret, did } of prepared)
    if (did !== "kept") world.say(`${did === "made" ? "Made" : "Moved"} the secret ${secret}.`);
  if (found.data.kind !== "there" && found.table !== "absent")
    world.say(`The table ${table} is there: it is taken back into its stack, with what is in it.`);

  const stacks: [string, StackState][] = [
    [dataStack, found.data],
    [pipelineStack, found.pipeline],
  ];
  // An export cannot go while the pipeline of an older version uses it.
  if (found.data.exports) stacks.reverse();
  for (const [name, state] of stacks) {
    const code = await bringUp(name, state, yes, world);
    if (code !== 0) return code;
  }
  await raiseVersion({ client: world.clients.dynamodb, name: table });
  if (prepared.some(({ did }) => did === "moved"))
    world.say(`Nothing reads ${oldSecret} any more. Once all is well: aws secretsmanager delete-secret --secret-id ${oldSecret}`);
  return 0;
}

/**
 * Creates a stack in two steps. What refuses to be deleted cannot be taken away again when the
 * creation fails, so that comes second; and the first takes back by name what an earlier stack
 * left: its table, its log groups.
 */
async function bringUp(name: string, state: StackState, yes: boolean, { cdk, say }: World): Promise<number> {
  const approval = ["--require-approval", yes ? "never" : "broadening"];
  if (state.kind !== "there") {
    if (state.kind === "failed") say(`The last creation of ${name} failed: what it left is cleared away first.`);
    const code = await cdk(
      "deploy",
      name,
      "--exclusively",
      "--import-existing-resources",
      "--context",
      withoutProtection,
      ...approval,
    );
    if (code !== 0) {
      say(`${name} could not be created. What CloudFormation names above is to be put right; then run this again.`);
      return code;
    }
    say(`${name} is there. Now it is protected against deletion.`);
  }
  return cdk("deploy", name, "--exclusively", ...approval);
}
