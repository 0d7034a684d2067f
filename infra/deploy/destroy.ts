import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { Refusal } from "./refusal.ts";

/**
 * What `destroy` takes with it and what stays, for the operator to read before anything happens.
 */
export function whatDestroyTakes(stage: Stage): string {
  const names = namesOf(stage.name);
  const newIdentity = stage.identity === "new";
  const userPool = stage.signIn.kind === "cognito";
  const lines = [
    `Destroying the pipeline of "${stage.name}" (account ${stage.account}, ${stage.region}) takes away:`,
    "  - the clock, the workers and both sites: nothing is sent, and links in letters do not work until it is deployed again",
    "  - what waits in the queues: events of SES that are not recorded yet are lost. Pause what is being sent, and wait until they are empty",
    ...(newIdentity
      ? [`  - the SES identity ${stage.sendingDomain}: the next deployment may have other DKIM records to make`]
      : []),
    "  - alarms, dashboard, and the confirmed subscription of alarmEmail",
    "It keeps:",
    `  - the table ${names.table}, in the stack ${names.dataStack}`,
    `  - the secrets ${names.secretsPrefix}…: links in letters work again after the next deployment with the same siteDomain`,
    `  - the log groups, for as long as they keep their lines (${stage.logRetentionDays} days)`,
    ...(userPool ? ["  - the user pool and its people; but the next deployment makes a new one, and they are invited anew"] : []),
    ...(newIdentity ? [] : [`  - the SES identity ${stage.sendingDomain}, which is not the stage's`]),
    ...(stage.hostedZone ? [] : ["  - DNS records made by hand: the sites' are to be changed after the next deployment"]),
  ];
  return lines.join("\n");
}

export type DestroyWorld = {
  readonly cdk: (...given: readonly string[]) => Promise<number>;
  readonly say: (line: string) => void;
  readonly ask: (question: string) => Promise<string>;
};

/**
 * Says what goes and what stays, asks unless `yes`, and destroys the pipeline's stack. Gives an
 * exit code; throws a Refusal.
 */
export async function destroy(stage: Stage, yes: boolean, { cdk, say, ask }: DestroyWorld): Promise<number> {
  say(whatDestroyTakes(stage));
  if (!yes && (await ask(`Type the stage's name (${stage.name}) to destroy its pipeline: `)) !== stage.name)
    throw new Refusal("Nothing was destroyed.");
  return cdk("destroy", namesOf(stage.name).pipelineStack, "--exclusively", "--force");
}
