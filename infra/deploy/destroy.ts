import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { Refusal } from "./refusal.ts";

/**
 * Returns what `destroy` removes and what it keeps, for the operator to read before it starts.
 */
export function whatDestroyTakes(stage: Stage): string {
  const names = namesOf(stage.name);
  const newIdentity = stage.identity === "new";
  const userPool = stage.signIn.kind === "cognito";
  const lines = [
    `Destroying the pipeline of "${stage.name}" (account ${stage.account}, ${stage.region}) removes:`,
    "  - the clock, the workers and both sites. Nothing is sent, and links in letters do not work until the next deployment",
    "  - what waits in the queues. SES events that are not recorded yet are lost: pause all sending, and wait until the queues are empty",
    ...(newIdentity
      ? [
          `  - the SES identity ${stage.sendingDomain}: the next deployment may need other DKIM records`,
        ]
      : []),
    "  - the alarms, the dashboard, and the confirmed subscription of alarmEmail",
    "It keeps:",
    `  - the table ${names.table}, in the stack ${names.dataStack}`,
    `  - the secrets ${names.secretsPrefix}…: links in letters work again after the next deployment with the same siteDomain`,
    `  - the log groups, whose lines expire after ${stage.logRetentionDays} days`,
    ...(userPool
      ? [
          "  - the user pool and its people. But the next deployment creates a new pool, and you invite everybody again",
        ]
      : []),
    ...(newIdentity
      ? []
      : [`  - the SES identity ${stage.sendingDomain}, which is not the stage's`]),
    ...(stage.hostedZone
      ? []
      : ["  - DNS records that you created. Change those of the sites after the next deployment"]),
  ];
  return lines.join("\n");
}

export type DestroyWorld = {
  readonly cdk: (...given: readonly string[]) => Promise<number>;
  readonly say: (line: string) => void;
  readonly ask: (question: string) => Promise<string>;
};

/**
 * Prints what it removes and keeps, asks unless `yes`, and destroys the pipeline's stack. Returns
 * the exit code. Throws a Refusal if the answer is not the stage's name.
 */
export async function destroy(
  stage: Stage,
  yes: boolean,
  { cdk, say, ask }: DestroyWorld,
): Promise<number> {
  say(whatDestroyTakes(stage));
  if (
    !yes &&
    (await ask(`Type the stage's name (${stage.name}) to destroy its pipeline: `)) !== stage.name
  )
    throw new Refusal("Nothing was destroyed.");
  return cdk("destroy", namesOf(stage.name).pipelineStack, "--exclusively", "--force");
}
