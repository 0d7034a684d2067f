import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ResourceNotFoundException, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetIdentityVerificationAttributesCommand, type SESClient } from "@aws-sdk/client-ses";
import * as z from "zod";
import { openTable } from "../../functions/runtime/open-table.ts";
import { refuseNewerTable } from "../../functions/store/data-version.ts";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { askAws } from "./call-aws.ts";
import { Refusal } from "./refusal.ts";
import {
  type StackPlace,
  type StackResource,
  type StackState,
  stackResources,
  stackState,
} from "./stacks.ts";

/** What exists before a deployment. */
type LookOutcome = {
  readonly data: StackState;
  readonly pipeline: StackState;
  /** Whether there is a table, and whether it has items. */
  readonly table: "absent" | "empty" | "filled";
};

export type Clients = { readonly ses: SESClient; readonly dynamodb: DynamoDBClient };

/**
 * Checks the account before anything changes. Throws a Refusal for a problem that would otherwise
 * stop the deployment half-way.
 */
export async function lookFirst(
  stage: Stage,
  place: StackPlace,
  clients: Clients,
): Promise<LookOutcome> {
  const names = namesOf(stage.name);
  const [data, pipeline] = [
    await stackState(place, names.dataStack),
    await stackState(place, names.pipelineStack),
  ];
  const own = pipeline.kind === "absent" ? [] : await stackResources(place, names.pipelineStack);
  await checkIdentity(stage, clients.ses, own);
  if (pipeline.kind === "there") await checkUserPool(stage, place, own);
  return { data, pipeline, table: await lookAtTable(clients.dynamodb, names.table) };
}

/**
 * CloudFormation cannot create an identity that SES knows already. It would fail only when half of
 * the stack exists.
 */
async function checkIdentity(
  stage: Stage,
  ses: SESClient,
  own: readonly StackResource[],
): Promise<void> {
  const { sendingDomain: domain, region, name } = stage;
  const { VerificationAttributes } = await ses.send(
    new GetIdentityVerificationAttributesCommand({ Identities: [domain] }),
  );
  const status = VerificationAttributes?.[domain]?.VerificationStatus;
  const ours = own.some(
    ({ type, physicalId }) => type === "AWS::SES::EmailIdentity" && physicalId === domain,
  );
  if (stage.identity === "new" && status !== undefined && !ours)
    throw new Refusal(
      `SES in ${region} knows ${domain} already, and this stage did not create it. To use that identity unchanged, set identity: "existing" for "${name}" in infra/stages.ts.`,
    );
  if (stage.identity === "existing" && status === undefined)
    throw new Refusal(
      `SES in ${region} does not know ${domain}, but the stage "${name}" has identity: "existing". Set identity: "new" in infra/stages.ts, or create the identity in SES first.`,
    );
  if (stage.identity === "existing" && ours)
    throw new Refusal(
      `The identity ${domain} belongs to the stage "${name}". With identity: "existing", its stack would delete it. Set identity: "new" in infra/stages.ts.`,
    );
}

const poolSchema = z.object({
  UserPool: z.object({
    UsernameConfiguration: z.object({ CaseSensitive: z.boolean().optional() }).optional(),
  }),
});

/** Refuses a change of case sensitivity: Cognito can only set it when it creates a user pool. */
async function checkUserPool(
  { signIn, name, region }: Stage,
  place: StackPlace,
  own: readonly StackResource[],
): Promise<void> {
  const id = own.find(({ type }) => type === "AWS::Cognito::UserPool")?.physicalId;
  if (signIn.kind !== "cognito" || id === undefined) return;
  const target = "AWSCognitoIdentityProviderService.DescribeUserPool";
  const { ok, text } = await askAws({ service: "cognito-idp", ...place }, target, {
    UserPoolId: id,
  });
  if (!ok)
    throw new Refusal(`Cognito does not describe the user pool ${id}: ${text.slice(0, 300)}`);
  const caseSensitive =
    poolSchema.parse(JSON.parse(text)).UserPool.UsernameConfiguration?.CaseSensitive !== false;
  if (caseSensitive === (signIn.caseSensitiveNames === true)) return;
  if (!caseSensitive)
    throw new Refusal(
      `The user pool ${id} ignores the case of names, and Cognito cannot change that. Leave caseSensitiveNames out of signIn for "${name}" in infra/stages.ts.`,
    );
  throw new Refusal(
    `In the user pool ${id} in ${region}, Ada@… and ada@… are two people, and Cognito cannot change that. To keep the pool, set signIn: { …, caseSensitiveNames: true } for "${name}" in infra/stages.ts. For a new pool, see "Upgrade and rollback" in docs/operating.md.`,
  );
}

async function lookAtTable(client: DynamoDBClient, name: string): Promise<LookOutcome["table"]> {
  try {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name, Limit: 1 }));
    if (Items.length === 0) return "empty";
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return "absent";
    throw error;
  }
  await refuseNewerTable(openTable(client, name)).catch(error => {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  });
  return "filled";
}
