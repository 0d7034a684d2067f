import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type KeySchemaElement,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { lazily } from "../../../functions/runtime/lazily.ts";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { readVersion, tableVersion } from "../../../functions/store/data-version.ts";
import { tableDefinition } from "../../../functions/store/table.ts";
import { type Check, notHere, right, wrong } from "../check.ts";
import type { Deployment } from "../examined-deployment.ts";

/** Does the table exist, and is its content protected? */
export function tableChecks({ dynamodb, table, aws, deploy }: Deployment): Check[] {
  const describe = lazily(async (): Promise<TableDescription | undefined> => {
    try {
      return (await dynamodb.send(new DescribeTableCommand({ TableName: table }))).Table;
    } catch (error) {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  });
  const only = { asks: "DynamoDB", stops: false, needs: ["table"] } as const;
  const onAws = (look: Check["look"]): Check["look"] => (aws ? look : async () => notHere);
  return [
    {
      name: "table",
      asks: "DynamoDB",
      stops: true,
      look: async () => {
        const found = await describe();
        if (!found)
          return wrong(
            `There is no table ${table}${aws ? ` for these credentials in ${aws.region}` : ""}.`,
            deploy,
          );
        const account = found.TableArn?.split(":")[4];
        if (aws && account !== aws.account)
          return wrong(
            `These credentials are of account ${account}, but the stage is in account ${aws.account}.`,
            "Name the right profile (AWS_PROFILE), or correct `account` in infra/stages.ts.",
          );
        if (found.TableStatus !== "ACTIVE" && found.TableStatus !== "UPDATING")
          return wrong(
            `${table} is ${found.TableStatus?.toLowerCase()}.`,
            "Wait until the table is active, then run the doctor again.",
          );
        if (shapeOf(found) !== shapeOf(tableDefinition))
          return wrong(
            `${table} has other keys or indexes than the pipeline needs.`,
            "If the table belongs to another program, change the name in infra/names.ts. Do not delete the table: see docs/operating.md, backup and restore.",
          );
        const version = await readVersion(openTable(dynamodb, table));
        if (version > tableVersion)
          return wrong(
            `${table} has items of version ${version}, and this code reads items up to version ${tableVersion}.`,
            'Use the newer code again, for the doctor too: see "Upgrade and rollback" in docs/operating.md.',
          );
        return right(`${table} exists, with its keys and its index.`);
      },
    },
    {
      ...only,
      name: "table recovery",
      look: onAws(async () => {
        const { ContinuousBackupsDescription } = await dynamodb.send(
          new DescribeContinuousBackupsCommand({ TableName: table }),
        );
        if (
          ContinuousBackupsDescription?.PointInTimeRecoveryDescription
            ?.PointInTimeRecoveryStatus === "ENABLED"
        )
          return right("The table can be restored to any second of the last weeks.");
        return wrong("Point-in-time recovery is off: lost items cannot be restored.", deploy);
      }),
    },
    {
      ...only,
      name: "table protection",
      look: onAws(async () => {
        if ((await describe())?.DeletionProtectionEnabled)
          return right("The table cannot be deleted by mistake.");
        return wrong(
          "Deletion protection is off.",
          `Switch it on:\naws dynamodb update-table --table-name ${table} --deletion-protection-enabled`,
        );
      }),
    },
    {
      ...only,
      name: "table expiry",
      look: onAws(async () => {
        const { TimeToLiveDescription } = await dynamodb.send(
          new DescribeTimeToLiveCommand({ TableName: table }),
        );
        const { TimeToLiveStatus, AttributeName } = TimeToLiveDescription ?? {};
        if (/^ENABL/.test(TimeToLiveStatus ?? "") && AttributeName === "expires")
          return right("Expired rows are deleted automatically.");
        return wrong("Expired rows are never deleted: TTL on `expires` is off.", deploy);
      }),
    },
  ];
}

type Shape = {
  readonly KeySchema?: readonly Partial<KeySchemaElement>[] | undefined;
  readonly GlobalSecondaryIndexes?:
    | readonly {
        readonly IndexName?: string | undefined;
        readonly KeySchema?: readonly Partial<KeySchemaElement>[] | undefined;
      }[]
    | undefined;
};

function shapeOf({ KeySchema = [], GlobalSecondaryIndexes = [] }: Shape): string {
  const keys = (schema: readonly Partial<KeySchemaElement>[]) =>
    schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`).join(", ");
  const indexes = GlobalSecondaryIndexes.map(
    ({ IndexName, KeySchema: schema = [] }) => `${IndexName}: ${keys(schema)}`,
  );
  return [keys(KeySchema), ...indexes.sort()].join("; ");
}
