import { describe, expect, it } from "vitest";
import { lambdaNames } from "../../../infra/constructs/bundling.ts";
import { permissions } from "../../../infra/constructs/permissions.ts";
import { actionsOf, resources, resourcesOf, type Statement, statementsByLambda, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const byLambda = statementsByLambda(pipeline);
const actions = (name: string, service: string) =>
  (byLambda.get(name) ?? []).flatMap(actionsOf).filter(action => action.startsWith(`${service}:`));
const all = [...byLambda.values()].flat();

describe("each Lambda", () => {
  it("has a role of its own, with what it does to the table and nothing more", () => {
    expect([...byLambda.keys()].sort()).toEqual([...lambdaNames].sort());
    for (const name of lambdaNames)
      expect([name, [...new Set(actions(name, "dynamodb"))].sort()]).toEqual([
        name,
        [...new Set([...permissions[name].table, ...(permissions[name].index ? (["Query"] as const) : [])])]
          .map(action => `dynamodb:${action}`)
          .sort(),
      ]);
  });

  it("may not create, change or delete a table, nor scan it", () => {
    expect(all.flatMap(actionsOf).filter(action => /Table|Scan|Backup|PartiQL/.test(action))).toEqual([]);
  });

  it("uses no wildcard action, and a wildcard resource only where AWS knows no other", () => {
    const policies = ["AWS::IAM::Policy", "AWS::IAM::Role"].flatMap(type => resources(pipeline, type));
    expect(policies.length).toBeGreaterThan(6);
    expect(policies.filter(policy => /"Action":("|\[[^\]]*")[a-z0-9-]+:[^"]*\*/.test(JSON.stringify(policy)))).toEqual([]);
    const everywhere = all.filter(statement => resourcesOf(statement).includes("*")).flatMap(actionsOf);
    expect([...new Set(everywhere)].sort()).toEqual(["ses:GetSendQuota", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]);
  });

  it("has no policy of AWS's making", () => {
    for (const role of resources(pipeline, "AWS::IAM::Role")) expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it("reads the one secret, and writes its own log", () => {
    for (const [name, statements] of byLambda) {
      expect([name, actions(name, "secretsmanager")]).toEqual([name, ["secretsmanager:GetSecretValue"]]);
      const log = statements.find(statement => actionsOf(statement).includes("logs:PutLogEvents"));
      expect(JSON.stringify(log?.Resource)).toContain(`/aws/lambda/dear-colleague-prod-${name}:log-stream:*`);
    }
  });
});

describe("sending", () => {
  const senders = [...byLambda].filter(([, statements]) =>
    statements.some(statement => actionsOf(statement).some(action => /^ses:.*Send.*(Email|Templated)/i.test(action))),
  );

  it("is for send-batch, and for the tests that editors send, alone", () => {
    expect(senders.map(([name]) => name).sort()).toEqual(["editors-site", "send-batch"]);
    expect([...new Set(all.flatMap(actionsOf).filter(action => action.startsWith("ses:")))].sort()).toEqual([
      "ses:GetSendQuota",
      "ses:SendRawEmail",
    ]);
  });

  it("is from the sending domain's identity and configuration set, by its addresses", () => {
    for (const [, statements] of senders) {
      const sends = statements.filter(statement => actionsOf(statement).includes("ses:SendRawEmail"));
      expect(sends).toHaveLength(1);
      const [send] = sends as [Statement];
      expect(actionsOf(send)).toEqual(["ses:SendRawEmail"]);
      expect(resourcesOf(send).map(resource => JSON.stringify(resource).match(/:ses:[^"]*/)?.[0])).toEqual([
        ":ses:eu-west-2:111122223333:configuration-set/dear-colleague-prod",
        ":ses:eu-west-2:111122223333:identity/letters.example.org",
      ]);
      expect(send.Condition).toEqual({
        StringLike: { "ses:FromAddress": "*@letters.example.org", "ses:FeedbackAddress": "*@letters.example.org" },
      });
    }
  });
});

describe("queues", () => {
  it("take work from those alone who have it to give", () => {
    const givers = [...byLambda.keys()].filter(name => actions(name, "sqs").includes("sqs:SendMessage"));
    expect(givers.sort()).toEqual(["address-edition", "editors-site", "run-clock", "send-batch"]);
  });

  it("of events and their dead letters are looked at, not read, by the clock, which decides about those in doubt", () => {
    const looks = (byLambda.get("run-clock") ?? []).filter(statement => actionsOf(statement).includes("sqs:GetQueueAttributes"));
    expect(looks.map(actionsOf)).toEqual([["sqs:GetQueueAttributes"]]);
    const looked = looks.flatMap(resourcesOf).map(resource => JSON.stringify(resource));
    expect(looked.sort()).toEqual([expect.stringContaining("ToRecordDeadLetters"), expect.stringContaining("ToRecordQueue")]);
    expect(actions("run-clock", "sqs").sort()).toEqual(["sqs:GetQueueAttributes", "sqs:SendMessage"]);
  });

  it("are worked off by their own functions alone", () => {
    for (const [name, statements] of byLambda) {
      const received = statements.filter(statement => actionsOf(statement).includes("sqs:ReceiveMessage")).flatMap(resourcesOf);
      const expected = { "address-edition": "ToAddressQueue", "send-batch": "ToSendQueue", "record-feedback": "ToRecordQueue" };
      for (const resource of received)
        expect(JSON.stringify(resource)).toContain(expected[name as keyof typeof expected] ?? "none");
    }
  });
});
