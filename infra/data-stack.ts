import { CfnDeletionPolicy, CfnOutput, Stack } from "aws-cdk-lib";
import { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { tableDefinition } from "../functions/store/table.ts";
import { namesOf } from "./names.ts";
import type { Stage } from "./read-stage.ts";

/**
 * The table, which must never be lost. It outlives the stack. Its logical id is fixed: with another
 * id, CloudFormation would replace the table with an empty one. Its physical name is fixed:
 * CloudFormation refuses to replace named resources. Other stacks refer to the table by name,
 * because an export in use can never change. The secrets are not in a stack: CloudFormation cannot
 * take over a secret that an earlier stack left.
 */
export class DataStack extends Stack {
  /**
   * `protect`: whether table and stack are protected against deletion. A protected stack cannot be
   * removed after a failed creation.
   */
  constructor(scope: Construct, stage: Stage, protect: boolean) {
    const names = namesOf(stage.name);
    super(scope, names.dataStack, {
      env: { account: stage.account, region: stage.region },
      description: "Dear Colleague: the data",
      terminationProtection: protect,
    });

    const table = new CfnTable(this, "Table", {
      tableName: names.table,
      keySchema: tableDefinition.KeySchema.map(keyPart),
      attributeDefinitions: tableDefinition.AttributeDefinitions.map(
        ({ AttributeName, AttributeType }) => ({
          attributeName: AttributeName,
          attributeType: AttributeType,
        }),
      ),
      globalSecondaryIndexes: tableDefinition.GlobalSecondaryIndexes.map(
        ({ IndexName, KeySchema, Projection }) => ({
          indexName: IndexName,
          keySchema: KeySchema.map(keyPart),
          projection: { projectionType: Projection.ProjectionType },
        }),
      ),
      billingMode: tableDefinition.BillingMode,
      timeToLiveSpecification: { attributeName: "expires", enabled: true },
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 35,
      },
      deletionProtectionEnabled: protect,
    });
    table.overrideLogicalId("Table");
    table.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    table.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    new CfnOutput(this, "TableName", { description: "The table", value: names.table });
  }
}

function keyPart<Name extends string, Type extends string>(part: {
  AttributeName: Name;
  KeyType: Type;
}) {
  return { attributeName: part.AttributeName, keyType: part.KeyType };
}
