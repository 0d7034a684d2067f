import { describe, expect, it } from "vitest";
import { environmentSchema, readEnvironment } from "../../../functions/runtime/environment.ts";
import { readSignInEnvironment, signInEnvironmentSchema } from "../../../functions/runtime/sign-in-environment.ts";
import { lambdaNames } from "../../../infra/constructs/bundling.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const functions = new Map(
  resources(pipeline, "AWS::Lambda::Function").map(({ Properties }) => [
    String(Properties.FunctionName).replace("dear-colleague-prod-", ""),
    Properties,
  ]),
);

type Environment = { readonly Variables: Readonly<Record<string, unknown>> };
const variables = (name: string) => ((functions.get(name)?.Environment ?? { Variables: {} }) as Environment).Variables;
/** What CloudFormation would put in the place of a reference. */
const filled = (name: string) =>
  Object.fromEntries(
    Object.entries(variables(name)).map(([key, value]) => [key, typeof value === "string" ? value : "https://filled.example/in"]),
  );

describe("the Lambdas", () => {
  it("run on Node 24 on arm64, are traced, and keep their logs as long as the settings say", () => {
    expect([...functions.keys()].sort()).toEqual([...lambdaNames].sort());
    for (const [name, properties] of functions)
      expect([name, properties]).toMatchObject([
        name,
        { Runtime: "nodejs24.x", Architectures: ["arm64"], TracingConfig: { Mode: "Active" }, Handler: "index.handler" },
      ]);
    const logs = resources(pipeline, "AWS::Logs::LogGroup");
    for (const name of lambdaNames)
      expect(logs.map(log => log.Properties)).toContainEqual(
        expect.objectContaining({ LogGroupName: `/aws/lambda/dear-colleague-prod-${name}`, RetentionInDays: 365 }),
      );
    expect(logs.filter(log => log.Properties.RetentionInDays !== 365)).toEqual([]);
  });

  it("know their variables by the names of the schemas", () => {
    const known = [...Object.keys(environmentSchema.shape), ...Object.keys(signInEnvironmentSchema.shape)];
    for (const name of lambdaNames)
      expect(
        Object.keys(variables(name)).filter(key => !known.includes(key) && !["SECRET_ARN", "STAGE", "STEP"].includes(key)),
      ).toEqual([]);
  });

  it("are told all that they need, and no key", () => {
    const keys = { ADDRESS_KEY: "k".repeat(32), LINK_KEYS: `a:${"s".repeat(32)}`, SESSION_KEY: "k".repeat(32) };
    for (const name of lambdaNames) {
      expect(Object.keys(variables(name)).filter(key => /KEY|CLIENT_SECRET/.test(key))).toEqual([]);
      expect(variables(name)).toMatchObject({ STEP: name, STAGE: "prod", SECRET_ARN: expect.anything() });
      expect(readEnvironment({ ...filled(name), ...keys })).toMatchObject({
        SITE_URL: "https://readers.letters.example.org",
        CONFIGURATION_SET: "dear-colleague-prod",
        HOLD_MS: 300_000,
      });
    }
    expect(readSignInEnvironment({ ...filled("editors-site"), ...keys })).toMatchObject({
      EDITORS_URL: "https://editors.letters.example.org",
      OIDC_GROUPS_CLAIM: "cognito:groups",
    });
  });

  it("that look after editions know where SES's events wait, and where those are that could not be recorded", () => {
    for (const name of lambdaNames) {
      const known = Object.keys(variables(name)).filter(key => key.startsWith("RECORD_FEEDBACK_"));
      const both = ["RECORD_FEEDBACK_DEAD_LETTERS_URL", "RECORD_FEEDBACK_QUEUE_URL"];
      expect([name, known.sort()]).toEqual([name, name === "run-clock" ? both : []]);
    }
  });

  it("have time: an HTTP API waits 30 seconds, and a tick is over before two more have come", () => {
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
