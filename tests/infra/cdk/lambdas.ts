import { describe, expect, it } from "vitest";
import { environmentSchema, readEnvironment } from "../../../functions/runtime/environment.ts";
import { secretsEnvironmentSchema } from "../../../functions/runtime/secrets.ts";
import {
  readSignInEnvironment,
  signInEnvironmentSchema,
} from "../../../functions/runtime/sign-in-environment.ts";
import { lambdaNames } from "../../../infra/constructs/bundling.ts";
import { permissions } from "../../../infra/constructs/permissions.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const functions = new Map(
  resources(pipeline, "AWS::Lambda::Function").map(({ Properties }) => [
    String(Properties.FunctionName).replace("dear-colleague-prod-", ""),
    Properties,
  ]),
);

type Environment = { readonly Variables: Readonly<Record<string, unknown>> };
const variables = (name: string) =>
  ((functions.get(name)?.Environment ?? { Variables: {} }) as Environment).Variables;
/** What CloudFormation would put in the place of a reference. */
const filled = (name: string) =>
  Object.fromEntries(
    Object.entries(variables(name)).map(([key, value]) => {
      const filling = key.includes("_ARN") ? "arn:aws:filled:in" : "https://filled.example/in";
      return [key, typeof value === "string" ? value : filling];
    }),
  );

describe("the Lambdas", () => {
  it("run on Node 24 on arm64, are traced, and keep their logs as long as the settings say", () => {
    expect([...functions.keys()].sort()).toEqual([...lambdaNames].sort());
    for (const [name, properties] of functions)
      expect([name, properties]).toMatchObject([
        name,
        {
          Runtime: "nodejs24.x",
          Architectures: ["arm64"],
          TracingConfig: { Mode: "Active" },
          Handler: "index.handler",
        },
      ]);
    const logs = resources(pipeline, "AWS::Logs::LogGroup");
    for (const name of lambdaNames)
      expect(logs.map(log => log.Properties)).toContainEqual(
        expect.objectContaining({
          LogGroupName: `/aws/lambda/dear-colleague-prod-${name}`,
          RetentionInDays: 365,
        }),
      );
    expect(logs.filter(log => log.Properties.RetentionInDays !== 365)).toEqual([]);
  });

  it("leave logs that outlive their stack, by names that the next stack takes over", () => {
    const logs = resources(pipeline, "AWS::Logs::LogGroup");
    expect(logs).toHaveLength(lambdaNames.length + 2);
    for (const { DeletionPolicy, Properties } of logs)
      expect([DeletionPolicy, typeof Properties.LogGroupName]).toEqual([
        "RetainExceptOnCreate",
        "string",
      ]);
  });

  it("come after their permissions, and name no dependency twice (cfn-lint W3005)", () => {
    const policies = resources(pipeline, "AWS::IAM::Policy").map(({ id }) => id);
    const after = Object.values(pipeline.findResources("AWS::Lambda::Function")).map(
      ({ DependsOn }) => DependsOn,
    );
    expect(after).toHaveLength(lambdaNames.length);
    for (const dependencies of after)
      expect(dependencies).toEqual([expect.toSatisfy(id => policies.includes(id))]);
  });

  it("know their variables by the names of the schemas", () => {
    const schemas = [environmentSchema, signInEnvironmentSchema, secretsEnvironmentSchema];
    const known = schemas.flatMap(schema => Object.keys(schema.shape));
    for (const name of lambdaNames)
      expect(
        Object.keys(variables(name)).filter(
          key => !known.includes(key) && !["ORIGIN_SECRET_ARNS", "STAGE", "STEP"].includes(key),
        ),
      ).toEqual([]);
  });

  it("get all the settings that they need, and no key", () => {
    const keys = {
      ADDRESS_KEY: "k".repeat(32),
      LINK_KEYS: `a:${"s".repeat(32)}`,
      SESSION_KEY: "k".repeat(32),
    };
    for (const name of lambdaNames) {
      expect(Object.keys(variables(name)).filter(key => /KEY|CLIENT_SECRET/.test(key))).toEqual([]);
      expect(variables(name)).toMatchObject({
        STEP: name,
        STAGE: "prod",
        TABLE_NAME: "dear-colleague-prod",
      });
      const { SECRETS_PREFIX, SECRETS } = secretsEnvironmentSchema.parse(variables(name));
      expect([name, SECRETS]).toEqual([name, permissions[name].secrets ?? []]);
      expect(SECRETS_PREFIX).toBe(SECRETS.length === 0 ? "" : "dear-colleague-prod/");
      expect(readEnvironment({ ...filled(name), ...keys })).toMatchObject({
        SITE_URL: "https://readers.letters.example.org",
        CONFIGURATION_SET: "dear-colleague-prod",
        HOLD_MS: 300_000,
      });
    }
    // A notice links to the page on which a person decides, so its Lambda needs the address.
    expect(lambdaNames.filter(name => variables(name).TICK_URL !== undefined)).toEqual([]);
    expect(variables("run-clock")).toMatchObject({
      EDITORS_URL: "https://editors.letters.example.org",
    });
    expect(lambdaNames.filter(name => variables(name).ALARM_TOPIC_ARN !== undefined)).toEqual([
      "run-clock",
      "import-list",
    ]);
    expect(readSignInEnvironment({ ...filled("editors-site"), ...keys })).toMatchObject({
      EDITORS_URL: "https://editors.letters.example.org",
      OIDC_GROUPS_CLAIM: "cognito:groups",
    });
  });

  it("know where SES's events and their dead letters wait, if they look after editions", () => {
    for (const name of lambdaNames) {
      const known = Object.keys(variables(name)).filter(key => key.startsWith("RECORD_FEEDBACK_"));
      const both = ["RECORD_FEEDBACK_DEAD_LETTERS_URL", "RECORD_FEEDBACK_QUEUE_URL"];
      expect([name, known.sort()]).toEqual([name, name === "run-clock" ? both : []]);
    }
  });

  it("have time limits: 30 seconds for an HTTP API, and less than two minutes for a tick", () => {
    const seconds = (name: string) => Number(functions.get(name)?.Timeout);
    expect(seconds("editors-site")).toBeLessThan(30);
    expect(seconds("readers-site")).toBeLessThan(30);
    expect(seconds("run-clock")).toBeLessThanOrEqual(120);
  });
});

describe("the clock", () => {
  it("ticks each minute, at run-clock, by the name that the doctor looks for", () => {
    const [clock] = resources(pipeline, "AWS::Scheduler::Schedule");
    expect(clock?.Properties).toMatchObject({
      Name: "dear-colleague-prod-clock",
      ScheduleExpression: "rate(1 minute)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: { "Fn::GetAtt": [expect.stringContaining("RunClock"), "Arn"] } },
    });
    expect(clock?.Properties.State ?? "ENABLED").toBe("ENABLED");
  });
});
