import { describe, expect, it } from "vitest";
import { lambdaNames } from "../../../infra/constructs/bundling.ts";
import { permissions } from "../../../infra/constructs/permissions.ts";
import {
  actionsOf,
  resources,
  resourcesOf,
  type Statement,
  statementsByLambda,
  templates,
} from "./a-deployment.ts";

const { pipeline } = templates();
const byLambda = statementsByLambda(pipeline);
const actions = (name: string, service: string) =>
  (byLambda.get(name) ?? []).flatMap(actionsOf).filter(action => action.startsWith(`${service}:`));
const all = [...byLambda.values()].flat();

describe("each Lambda", () => {
  it("has its own role, with the table actions it needs and nothing more", () => {
    expect([...byLambda.keys()].sort()).toEqual([...lambdaNames].sort());
    for (const name of lambdaNames)
      expect([name, [...new Set(actions(name, "dynamodb"))].sort()]).toEqual([
        name,
        [
          ...new Set([
            ...permissions[name].table,
            ...(permissions[name].index ? (["Query"] as const) : []),
          ]),
        ]
          .map(action => `dynamodb:${action}`)
          .sort(),
      ]);
  });

  it("limits readers' requests to the keys they need: none may write an edition or a bulletin", () => {
    const table = (byLambda.get("readers-site") ?? []).filter(statement =>
      actionsOf(statement)[0]?.startsWith("dynamodb:"),
    );
    const keys = Object.fromEntries(
      table.map(statement => {
        const isOfIndex = JSON.stringify(statement.Resource).includes("/index/due");
        return [`${actionsOf(statement).join()}${isOfIndex ? "/due" : ""}`, statement.Condition];
      }),
    );
    const leading = (...prefixes: string[]) => ({
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": prefixes },
      Null: { "dynamodb:LeadingKeys": "false" },
    });
    expect(keys).toEqual({
      "dynamodb:GetItem": leading(
        "BULLETIN#*",
        "EDITION#*",
        "IMAGE#*",
        "JOINING#*",
        "LIST#*",
        "SUBSCRIBER#*",
        "VERSION",
      ),
      "dynamodb:BatchGetItem": leading("ADDRESS#*", "EDITION#*", "SUPPRESSED#*"),
      "dynamodb:Query": leading("BULLETIN#*", "HISTORY#SUBSCRIBER#*"),
      "dynamodb:Query/due": leading("BULLETIN", "LIST"),
      "dynamodb:DeleteItem": leading("ADDRESS#*", "JOINING#*"),
      "dynamodb:UpdateItem": leading(
        "HISTORY#SUBSCRIBER#*",
        "JOINING#*",
        "LEFT#*",
        "LIMIT#*",
        "PACE#*",
        "SUPPRESSED#*",
      ),
      "dynamodb:PutItem": leading("ADDRESS#*", "HISTORY#SUBSCRIBER#*", "LIST#*", "SUBSCRIBER#*"),
    });
    // A statement without the condition would let all the others pass.
    expect(table.filter(statement => statement.Condition === undefined)).toEqual([]);
  });

  it("may not create, change or delete a table, nor scan it; imports insert people in batches", () => {
    expect(
      all.flatMap(actionsOf).filter(action => /Table|Scan|Backup|PartiQL/.test(action)),
    ).toEqual([
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTable",
      "dynamodb:PartiQLInsert",
      "dynamodb:DescribeTable",
    ]);
    expect(actions("import-list", "dynamodb")).toContain("dynamodb:PartiQLInsert");
  });

  it("uses no wildcard action, and a wildcard resource only if AWS allows no other", () => {
    const policies = ["AWS::IAM::Policy", "AWS::IAM::Role"].flatMap(type =>
      resources(pipeline, type),
    );
    expect(policies.length).toBeGreaterThan(6);
    expect(
      policies.filter(policy =>
        /"Action":("|\[[^\]]*")[a-z0-9-]+:[^"]*\*/.test(JSON.stringify(policy)),
      ),
    ).toEqual([]);
    const everywhere = all
      .filter(statement => resourcesOf(statement).includes("*"))
      .flatMap(actionsOf);
    expect([...new Set(everywhere)].sort()).toEqual([
      "ses:DeleteSuppressedDestination",
      "ses:GetAccountSendingEnabled",
      "ses:GetIdentityDkimAttributes",
      "ses:GetIdentityVerificationAttributes",
      "ses:GetSendQuota",
      "ses:GetSuppressedDestination",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]);
  });

  it("has no policy that AWS manages", () => {
    for (const role of resources(pipeline, "AWS::IAM::Role"))
      expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it("reads only the secrets it needs, a site also its origin's key: the readers' site cannot read the session key", () => {
    const secretsOfRole = (name: string) =>
      (byLambda.get(name) ?? [])
        .filter(statement =>
          actionsOf(statement).some(action => action.startsWith("secretsmanager:")),
        )
        .flatMap(resourcesOf);
    const arn = (secret: string) =>
      `arn:aws:secretsmanager:eu-west-2:111122223333:secret:dear-colleague-prod/${secret}-??????`;
    const ofOrigin = { Ref: expect.stringMatching(/^OriginKey/) };
    for (const name of lambdaNames) {
      const secrets = [
        ...(permissions[name].secrets ?? []).map(arn),
        ...(name.endsWith("-site") ? [ofOrigin] : []),
      ];
      const reads = secrets.length > 0 ? ["secretsmanager:GetSecretValue"] : [];
      expect([name, ...new Set(actions(name, "secretsmanager"))]).toEqual([name, ...reads]);
      expect([name, ...secretsOfRole(name)]).toEqual([name, ...secrets]);
    }
    const holders = (secret: string) =>
      [...byLambda.keys()].filter(name => secretsOfRole(name).includes(arn(secret))).sort();
    expect(holders("session-key")).toEqual(["editors-site"]);
    expect(holders("address-key")).toEqual([
      "editors-site",
      "import-list",
      "readers-site",
      "record-feedback",
      "run-clock",
    ]);
    expect(holders("link-keys")).toEqual([
      "editors-site",
      "readers-site",
      "run-clock",
      "send-batch",
    ]);
    expect(holders("oidc-client-secret")).toEqual([]);
  });

  it("reads the client's secret if a stage has its own issuer: only the editors' site", () => {
    const signIn = {
      kind: "open-id",
      issuer: "https://login.example.org",
      clientId: "dear",
      groupsClaim: "groups",
    } as const;
    const open = statementsByLambda(templates({ signIn }).pipeline);
    const holders = [...open].filter(([, statements]) =>
      JSON.stringify(statements).includes("/oidc-client-secret-"),
    );
    expect(holders.map(([name]) => name)).toEqual(["editors-site"]);
  });

  it("writes its own log", () => {
    for (const [name, statements] of byLambda) {
      const log = statements.find(statement => actionsOf(statement).includes("logs:PutLogEvents"));
      expect(JSON.stringify(log?.Resource)).toContain(
        `/aws/lambda/dear-colleague-prod-${name}:log-stream:*`,
      );
    }
  });
});

describe("sending", () => {
  const senders = [...byLambda].filter(([, statements]) =>
    statements.some(statement =>
      actionsOf(statement).some(action => /^ses:.*Send.*(Email|Templated)/i.test(action)),
    ),
  );

  it("is allowed to send-batch, the sites and the clock, for letters, tests, confirmations and notices", () => {
    expect(senders.map(([name]) => name).sort()).toEqual([
      "editors-site",
      "readers-site",
      "run-clock",
      "send-batch",
    ]);
    expect(
      [...new Set(all.flatMap(actionsOf).filter(action => action.startsWith("ses:")))].sort(),
    ).toEqual([
      "ses:DeleteSuppressedDestination",
      "ses:GetAccountSendingEnabled",
      "ses:GetIdentityDkimAttributes",
      "ses:GetIdentityVerificationAttributes",
      "ses:GetSendQuota",
      "ses:GetSuppressedDestination",
      "ses:SendRawEmail",
    ]);
    expect(actions("editors-site", "ses")).toContain("ses:DeleteSuppressedDestination");
    expect(actions("readers-site", "ses")).toEqual(["ses:SendRawEmail", "ses:GetSendQuota"]);
  });

  it("is allowed from the sending domain's identity and configuration set, by its addresses", () => {
    for (const [, statements] of senders) {
      const sends = statements.filter(statement =>
        actionsOf(statement).includes("ses:SendRawEmail"),
      );
      expect(sends).toHaveLength(1);
      const [send] = sends as [Statement];
      expect(actionsOf(send)).toEqual(["ses:SendRawEmail"]);
      expect(
        resourcesOf(send).map(resource => JSON.stringify(resource).match(/:ses:[^"]*/)?.[0]),
      ).toEqual([
        ":ses:eu-west-2:111122223333:configuration-set/dear-colleague-prod",
        ":ses:eu-west-2:111122223333:identity/letters.example.org",
      ]);
      expect(send.Condition).toEqual({
        StringLike: {
          "ses:FromAddress": "*@letters.example.org",
          "ses:FeedbackAddress": "*@letters.example.org",
        },
      });
    }
  });
});

describe("notices", () => {
  it("are mailed only by the clock and by imports, by the topic of the alarms", () => {
    const tellers = [...byLambda].filter(([name]) => actions(name, "sns").length > 0);
    expect(tellers.map(([name]) => name)).toEqual(["run-clock", "import-list"]);
    for (const [, statements] of tellers) expectToTell(statements);
  });
});

function expectToTell(statements: NonNullable<ReturnType<typeof byLambda.get>>): void {
  const publish = statements.filter(statement => actionsOf(statement).includes("sns:Publish"));
  expect(publish.flatMap(actionsOf)).toEqual(["sns:Publish"]);
  expect(JSON.stringify(publish.flatMap(resourcesOf))).toContain(
    ":sns:eu-west-2:111122223333:dear-colleague-prod-alarms",
  );
  const key = statements.filter(statement =>
    actionsOf(statement).some(action => action.startsWith("kms:")),
  );
  expect(key.flatMap(actionsOf)).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
  expect(key.flatMap(resourcesOf)).toEqual([
    { "Fn::GetAtt": [expect.stringContaining("TopicKey"), "Arn"] },
  ]);
}

describe("files of imports", () => {
  it("are put by forms of the editors' site, and read and deleted by imports alone", () => {
    const ofFiles = [...byLambda].flatMap(([name]) =>
      actions(name, "s3").map(action => `${name} ${action}`),
    );
    expect(ofFiles.sort()).toEqual([
      "editors-site s3:PutObject",
      "import-list s3:DeleteObject",
      "import-list s3:GetObject",
      "import-list s3:PutObject",
    ]);
    const files = all.filter(statement =>
      actionsOf(statement).some(each => each.startsWith("s3:")),
    );
    expect([...new Set(files.flatMap(resourcesOf))]).toEqual([
      "arn:aws:s3:::dear-colleague-prod-imports-111122223333-eu-west-2/imports/*",
    ]);
  });

  it("are in a private bucket that tells the queue of each, and forgets them after a week", () => {
    const [bucket, ...others] = resources(pipeline, "AWS::S3::Bucket");
    expect(others).toEqual([]);
    expect(bucket?.Properties).toMatchObject({
      BucketName: "dear-colleague-prod-imports-111122223333-eu-west-2",
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7, Status: "Enabled" }] },
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Event: "s3:ObjectCreated:Post",
            Queue: { "Fn::GetAtt": [expect.stringMatching(/^ToImportQueue/), "Arn"] },
          },
        ],
      },
    });
    const policies = resources(pipeline, "AWS::SQS::QueuePolicy").map(policy =>
      JSON.stringify(policy.Properties),
    );
    expect(policies.filter(policy => policy.includes("s3.amazonaws.com"))).toEqual([
      expect.stringContaining('"aws:SourceAccount":"111122223333"'),
    ]);
    // The browser's POST needs no CORS, and nothing else may ask for it.
    expect(bucket?.Properties.CorsConfiguration).toBeUndefined();
  });
});

describe("queues", () => {
  it("take work only from the Lambdas that hand it out", () => {
    const givers = [...byLambda.keys()].filter(name =>
      actions(name, "sqs").includes("sqs:SendMessage"),
    );
    expect(givers.sort()).toEqual([
      "address-edition",
      "editors-site",
      "import-list",
      "run-clock",
      "send-batch",
    ]);
  });

  it("let the clock count events and their dead letters, not read them, to decide about doubt", () => {
    const looks = (byLambda.get("run-clock") ?? []).filter(statement =>
      actionsOf(statement).includes("sqs:GetQueueAttributes"),
    );
    expect(looks.map(actionsOf)).toEqual([["sqs:GetQueueAttributes"]]);
    const looked = looks.flatMap(resourcesOf).map(resource => JSON.stringify(resource));
    expect(looked.sort()).toEqual([
      expect.stringContaining("ToRecordDeadLetters"),
      expect.stringContaining("ToRecordQueue"),
    ]);
    expect(actions("run-clock", "sqs").sort()).toEqual([
      "sqs:GetQueueAttributes",
      "sqs:SendMessage",
    ]);
  });

  it("are read only by their own functions", () => {
    for (const [name, statements] of byLambda) {
      const received = statements
        .filter(statement => actionsOf(statement).includes("sqs:ReceiveMessage"))
        .flatMap(resourcesOf);
      const expected = {
        "address-edition": "ToAddressQueue",
        "send-batch": "ToSendQueue",
        "record-feedback": "ToRecordQueue",
        "import-list": "ToImportQueue",
      };
      for (const resource of received)
        expect(JSON.stringify(resource)).toContain(
          expected[name as keyof typeof expected] ?? "none",
        );
    }
  });
});
