import { App } from "aws-cdk-lib";
import { describe, expect, it } from "vitest";
import { tableDefinition } from "../../../functions/store/table.ts";
import { isProtected } from "../../../infra/deployment.ts";
import { withoutProtection } from "../../../infra/names.ts";
import { aDeployment, resources, templates, templatesOf } from "./a-deployment.ts";

const { data, pipeline, deployment } = templates();

describe("what must never be lost", () => {
  it("keeps its logical id, name and key: others would replace the table", async () => {
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
  });

  it("is the table that the tests use", () => {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
      tableDefinition;
    data.hasResourceProperties("AWS::DynamoDB::Table", {
      KeySchema,
      AttributeDefinitions,
      GlobalSecondaryIndexes,
      BillingMode,
    });
  });

  it("outlives its stack, which cannot be deleted by mistake; but a creation that fails leaves nothing behind", () => {
    const [table] = resources(data, "AWS::DynamoDB::Table");
    expect(table).toMatchObject({
      DeletionPolicy: "RetainExceptOnCreate",
      UpdateReplacePolicy: "Retain",
    });
    expect(deployment.data.terminationProtection).toBe(true);
  });

  it("is protected in a second step, since a protected table would block the clean-up of a failed creation", () => {
    const first = aDeployment({}, false);
    expect(first.data.terminationProtection).toBe(false);
    const made = templatesOf(first);
    const [unprotected] = resources(made.data, "AWS::DynamoDB::Table");
    expect(unprotected?.Properties.DeletionProtectionEnabled).toBe(false);
    const [pool] = resources(made.pipeline, "AWS::Cognito::UserPool");
    expect(pool?.Properties.DeletionProtection).toBe("INACTIVE");
  });

  it("is protected unless a first creation says otherwise, in the words that the deployment uses", () => {
    const [name = "", value] = withoutProtection.split("=");
    expect(isProtected(new App())).toBe(true);
    expect(isProtected(new App({ context: { [name]: value } }))).toBe(false);
  });

  it("exports nothing, so that no stack keeps it from changing", () => {
    expect(JSON.stringify(data.findOutputs("*"))).not.toContain("Export");
    expect(JSON.stringify(pipeline.toJSON())).not.toContain("Fn::ImportValue");
  });

  it("can be brought back to any second of 35 days, expires what is marked, and refuses to be deleted", () => {
    data.hasResourceProperties("AWS::DynamoDB::Table", {
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 35,
      },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it("leaves the stage's secrets out of the templates: CloudFormation could not take back one that was kept", () => {
    const named = [data, pipeline].flatMap(template =>
      resources(template, "AWS::SecretsManager::Secret"),
    );
    expect(named.filter(({ Properties }) => Properties.Name !== undefined)).toEqual([]);
  });

  it("is as it was reviewed", async () => {
    await expect(`${JSON.stringify(data.toJSON(), null, 2)}\n`).toMatchFileSnapshot(
      "../../golden/data-stack.json",
    );
  });
});
