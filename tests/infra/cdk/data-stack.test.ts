import { describe, expect, it } from "vitest";
import { tableDefinition } from "../../../functions/store/table.ts";
import { aDeployment, resources, templates } from "./a-deployment.ts";

const { data } = templates();

describe("what must never be lost", () => {
  it("does not move: another logical id, name or key would replace the table", async () => {
    const [table, ...others] = resources(data, "AWS::DynamoDB::Table");
    expect(others).toEqual([]);
    expect(table).toMatchObject({
      id: "Table",
      Properties: {
        TableName: "dear-colleague-prod",
        KeySchema: [
          { AttributeName: "PK", KeyType: "HASH" },
          { AttributeName: "SK", KeyType: "RANGE" },
        ],
      },
    });
    expect(resources(data, "AWS::SecretsManager::Secret").map(({ id, Properties }) => [id, Properties.Name])).toEqual([
      ["Secret", "dear-colleague-prod-keys"],
    ]);
  });

  it("is the table that the functions were tested on", () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } = tableDefinition;
    data.hasResourceProperties("AWS::DynamoDB::Table", {
      ...{ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode },
    });
  });

  it("outlives its stack, which cannot be deleted by mistake", () => {
    for (const type of ["AWS::DynamoDB::Table", "AWS::SecretsManager::Secret"])
      for (const resource of resources(data, type))
        expect(resource).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    expect(aDeployment().data.terminationProtection).toBe(true);
  });

  it("can be brought back to any second of 35 days, expires what is marked, and refuses to be deleted", () => {
    data.hasResourceProperties("AWS::DynamoDB::Table", {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it("has no key in a template", () => {
    const [secret] = resources(data, "AWS::SecretsManager::Secret");
    expect(Object.keys(secret?.Properties ?? {}).sort()).toEqual(["Description", "Name", "Tags"]);
  });

  it("is as it was reviewed", async () => {
    await expect(`${JSON.stringify(data.toJSON(), null, 2)}\n`).toMatchFileSnapshot("../../golden/data-stack.json");
  });
});
