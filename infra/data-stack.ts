import { CfnDeletionPolicy, CfnOutput, Stack } from "aws-cdk-lib";
import { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { tableDefinition } from "../functions/store/table.ts";
import { namesOf } from "./names.ts";
import type { Stage } from "./read-stage.ts";

/**
 * What must never be lost: the table. It outlives the stack. Its logical id and physical name are fixed, since CloudFormation replaces,
 * and so empties, what gets another id; and it refuses to replace what has a physical name. Other stacks refer to it by its name: an
 * export that is in use could never change. The secrets are not here: CloudFormation cannot take a secret back that was kept.
 */
export class DataStack extends Stack {
  /** `protect`: whether table and stack refuse to be deleted. What refuses cannot be taken away again when its creation fails. */
  constructor(scope: Construct, stage: Stage, protect: boolean) {
    const names = namesOf(stage.name);
    super(scope, names.dataStack, {
      env: { account: stage.account, region: stage.region },
      description: "Dear Colleague: what must never be lost",
      terminationProtection: protect,
    });

    const table = new CfnTable(this, "Table", {
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
      deletionProtectionEnabled: protect,
    });
    table.overrideLogicalId("Table");
    table.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    table.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    new CfnOutput(this, "TableName", { description: "The table", value: names.table });
  }
}

function keyPart<Name extends string, Type extends string>(part: { AttributeName: Name; KeyType: Type }) {
  return { attributeName: part.AttributeName, keyType: part.KeyType };
}
