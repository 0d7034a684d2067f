import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { openTable } from "../../functions/runtime/open-table.ts";
import { raiseVersion } from "../../functions/store/data-version.ts";
import { namesOf, withoutProtection } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { type Clients, lookFirst } from "./look-first.ts";
import { prepareSecrets } from "./prepare-secrets.ts";
import type { StackPlace, StackState } from "./stacks.ts";

/** What a deployment needs from outside: AWS, the CDK, the terminal. */
export type World = {
  readonly place: () => Promise<StackPlace>;
  readonly clients: Clients & { readonly secrets: SecretsManagerClient };
  /** Runs the CDK with these arguments. Returns its exit code. */
  readonly cdk: (...given: readonly string[]) => Promise<number>;
  readonly say: (line: string) => void;
};

/**
 * Deploys a stage: checks it first, then creates missing secrets, then deploys the two stacks.
 * After a failure, run it again. Returns the exit code. Throws a Refusal.
 */
export async function deploy(stage: Stage, yes: boolean, world: World): Promise<number> {
  const { dataStack, pipelineStack, table, oldSecret } = namesOf(stage.name);
  const found = await lookFirst(stage, await world.place(), world.clients);
  const prepared = await prepareSecrets(
    world.clients.secrets,
    stage.name,
    found.table === "filled",
  );
  for (const { secret, did } of prepared)
    if (did !== "kept") world.say(`${did === "made" ? "Made" : "Moved"} the secret ${secret}.`);
  if (found.data.kind !== "there" && found.table !== "absent")
    world.say(`The table ${table} exists: its stack takes it over, with its content.`);

  const stacks: [string, StackState][] = [
    [dataStack, found.data],
    [pipelineStack, found.pipeline],
  ];
  // The pipeline of an older version uses an export of the data stack. CloudFormation cannot remove
  // an export in use.
  if (found.data.exports) stacks.reverse();
  // The new code runs from the pipeline's first successful run on, even if a later run fails.
  const cdk: World["cdk"] = async (...given) => {
    const code = await world.cdk(...given);
    if (code === 0 && given.includes(pipelineStack))
      await raiseVersion(openTable(world.clients.dynamodb, table));
    return code;
  };
  for (const [name, state] of stacks) {
    const code = await bringUp(name, state, yes, { ...world, cdk });
    if (code !== 0) return code;
  }
  if (prepared.some(({ did }) => did === "moved"))
    world.say(
      `Nothing reads ${oldSecret} any more. Once everything works: aws secretsmanager delete-secret --secret-id ${oldSecret}`,
    );
  return 0;
}

/**
 * Creates a stack in two steps, or updates it. The first step imports by name what an earlier stack
 * left: its table, its log groups. The second step adds the protection against deletion: a
 * protected stack could not be removed after a failed creation.
 */
async function bringUp(
  name: string,
  state: StackState,
  yes: boolean,
  { cdk, say }: World,
): Promise<number> {
  const approval = ["--require-approval", yes ? "never" : "broadening"];
  if (state.kind !== "there") {
    if (state.kind === "failed")
      say(`The last creation of ${name} failed. Its remains are removed first.`);
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
      say(
        `${name} could not be created. Fix what CloudFormation names above, then run this again.`,
      );
      return code;
    }
    say(`${name} is created. The next step protects it against deletion.`);
  }
  return cdk("deploy", name, "--exclusively", ...approval);
}
