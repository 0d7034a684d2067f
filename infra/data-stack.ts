import { CfnDeletionPolicy, Stack } from "aws-cdk-lib";
import { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { tableDefinition } from "../functions/store/table.ts";
import { acknowledge } from "./constructs/acknowledge.ts";
import { namesOf } from "./names.ts";
import type { Stage } from "./read-stage.ts";

/**
 * What must never be lost: the table and the keys. Both outlive the stack. Their logical ids and physical names are fixed, since
 * CloudFormation replaces, and so empties, what gets another id; and it refuses to replace what has a physical name.
 */
export class DataStack extends Stack {
  readonly table: CfnTable;
  readonly secret: CfnSecret;

  constructor(scope: Construct, stage: Stage) {
    const names = namesOf(stage.name);
    super(scope, names.dataStack, {
      env: { account: stage.account, region: stage.region },
      description: "Dear Colleague: what must never be lost",
      terminationProtection: true,
    });

    this.table = new CfnTable(this, "Table", {
      tableName: names.table,
      keySchema: tableDefinition.KeySchema.map(keyPart),
      attributeDefinitions: tableDefinition.AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
        attributeName: AttributeName,
        attributeType: AttributeType,
      })),
      globalSecondaryIndexes: tableDefinition.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        indexName: IndexName,
        keySchema: KeySchema.map(keyPart),
        projection: { projectionType: Projection.ProjectionType },
      })),
      billingMode: tableDefinition.BillingMode,
      timeToLiveSpecification: { attributeName: "expires", enabled: true },
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
    });
    this.table.overrideLogicalId("Table");

    // Without a value: deploying fills it with random keys when it is new, so that none is in a template.
    this.secret = new CfnSecret(this, "Secret", {
      name: names.secret,
      description: "Keys of addresses' hashes, readers' links and editors' sessions. See docs/operating.md before changing any.",
    });
    this.secret.overrideLogicalId("Secret");

    for (const kept of [this.table, this.secret]) {
      kept.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
      kept.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    }
    acknowledge(this.secret, {
      "AwsSolutions-SMG4":
        "A rotation by schedule would break what the keys hold together: unsubscribe links must work for as long as letters lie in mailboxes, and the hashes of those who must not be written to are made with the address key. Link and session keys are rotated by hand, old ones kept for reading: docs/operating.md.",
    });
  }
}

function keyPart<Name extends string, Type extends string>(part: { AttributeName: Name; KeyType: Type }) {
  return { attributeName: part.AttributeName, keyType: part.KeyType };
}
