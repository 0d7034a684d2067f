import { describe, expect, it } from "vitest";
import { readSesEvent } from "../../../functions/core/ledger/ses-event.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const hostedZone = { id: "Z0123456789ABC", name: "example.org" };

describe("the sending identity", () => {
  it("signs as the domain, bounces within it, and sends by its configuration set", () => {
    pipeline.hasResourceProperties("AWS::SES::EmailIdentity", {
      EmailIdentity: "letters.example.org",
      DkimSigningAttributes: { NextSigningKeyLength: "RSA_2048_BIT" },
      MailFromAttributes: {
        MailFromDomain: "bounces.letters.example.org",
        BehaviorOnMxFailure: "REJECT_MESSAGE",
      },
      FeedbackAttributes: { EmailForwardingEnabled: false },
      ConfigurationSetAttributes: {
        ConfigurationSetName: { Ref: resources(pipeline, "AWS::SES::ConfigurationSet")[0]?.id },
      },
    });
  });

  it("sends over TLS only, watches its reputation, and skips addresses that SES knows to bounce or complain", () => {
    pipeline.hasResourceProperties("AWS::SES::ConfigurationSet", {
      Name: "dear-colleague-prod",
      DeliveryOptions: { TlsPolicy: "REQUIRE" },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] },
      SendingOptions: { SendingEnabled: true },
    });
  });

  it("tracks neither opens nor clicks", () => {
    const [set] = resources(pipeline, "AWS::SES::ConfigurationSet");
    expect(set?.Properties.TrackingOptions).toBeUndefined();
    expect(set?.Properties.VdmOptions).toBeUndefined();
  });
});

describe("an identity that exists already", () => {
  const { pipeline: existing } = templates({ identity: "existing" });

  it("is neither created nor changed, nor are its DNS records", () => {
    existing.resourceCountIs("AWS::SES::EmailIdentity", 0);
    expect(
      Object.keys(existing.findOutputs("*"))
        .filter(name => name.startsWith("Dns"))
        .sort(),
    ).toEqual(["DnsEditors", "DnsReaders"]);
    const zoned = resources(
      templates({ identity: "existing", hostedZone }).pipeline,
      "AWS::Route53::RecordSet",
    );
    expect([...new Set(zoned.map(({ Properties }) => Properties.Type))].sort()).toEqual([
      "A",
      "AAAA",
    ]);
  });

  it("sends the letters, by the stage's own configuration set", () => {
    existing.resourceCountIs("AWS::SES::ConfigurationSet", 1);
    expect(JSON.stringify(existing.findResources("AWS::IAM::Policy"))).toContain(
      ":ses:eu-west-2:111122223333:identity/letters.example.org",
    );
  });
});

describe("SES's events", () => {
  const [destination] = resources(pipeline, "AWS::SES::ConfigurationSetEventDestination");
  const { MatchingEventTypes: types, ...rest } = (destination?.Properties.EventDestination ??
    {}) as Record<string, unknown>;

  it("are those that the ledger needs, and no others", () => {
    expect([...(types as string[])].sort()).toEqual([
      "bounce",
      "complaint",
      "delivery",
      "deliveryDelay",
      "reject",
      "send",
    ]);
    const tags = { edition: ["e"], batch: ["000-0"], position: ["1"] };
    for (const type of types as string[]) {
      const eventType = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
      expect(
        readSesEvent(JSON.stringify({ eventType, mail: { messageId: "m", tags } })),
      ).toMatchObject({ kind: "feedback" });
    }
  });

  it("go to an encrypted topic that only SES may publish to, for this account and configuration set", () => {
    const [topic] = resources(pipeline, "AWS::SNS::Topic").filter(
      each => each.Properties.TopicName === "dear-colleague-prod-ses-events",
    );
    expect(rest).toEqual({
      Enabled: true,
      Name: "feedback",
      SnsDestination: { TopicARN: { Ref: topic?.id } },
    });
    expect(topic?.Properties.KmsMasterKeyId).toEqual({
      "Fn::GetAtt": [expect.stringContaining("TopicKey"), "Arn"],
    });
    const policies = resources(pipeline, "AWS::SNS::TopicPolicy").filter(each =>
      JSON.stringify(each.Properties.Topics).includes(`"${topic?.id}"`),
    );
    const statements = policies.flatMap(
      each => (each.Properties.PolicyDocument as { Statement: object[] }).Statement,
    );
    expect(statements).toEqual([
      expect.objectContaining({
        Effect: "Deny",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
      expect.objectContaining({
        Effect: "Allow",
        Action: "sns:Publish",
        Principal: { Service: "ses.amazonaws.com" },
        Condition: {
          StringEquals: { "AWS:SourceAccount": "111122223333" },
          ArnEquals: { "AWS:SourceArn": expect.anything() },
        },
      }),
    ]);
    const key = JSON.stringify(resources(pipeline, "AWS::KMS::Key"));
    expect(key).toContain(
      '"Principal":{"Service":["cloudwatch.amazonaws.com","ses.amazonaws.com"]}',
    );
    expect(key).toContain('"EnableKeyRotation":true');
  });

  it("reach record-feedback's queue unchanged", () => {
    const subscriptions = resources(pipeline, "AWS::SNS::Subscription").map(
      each => each.Properties,
    );
    expect(subscriptions.filter(each => each.Protocol === "sqs")).toEqual([
      expect.objectContaining({
        RawMessageDelivery: true,
        Endpoint: { "Fn::GetAtt": [expect.stringContaining("ToRecordQueue"), "Arn"] },
      }),
    ]);
  });

  it("go to record-feedback's dead letters if SNS cannot deliver them, and only that topic may send there", () => {
    const [queue] = resources(pipeline, "AWS::SQS::Queue").filter(
      each => each.Properties.QueueName === "dear-colleague-prod-record-feedback-dead-letters",
    );
    const [subscription] = resources(pipeline, "AWS::SNS::Subscription").filter(
      each => each.Properties.Protocol === "sqs",
    );
    expect(subscription?.Properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: { "Fn::GetAtt": [queue?.id, "Arn"] },
    });
    const policies = resources(pipeline, "AWS::SQS::QueuePolicy").filter(each =>
      JSON.stringify(each.Properties.Queues).includes(`"${queue?.id}"`),
    );
    const statements = policies.flatMap(
      each => (each.Properties.PolicyDocument as { Statement: object[] }).Statement,
    );
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": subscription?.Properties.TopicArn } },
      }),
    );
  });
});

describe("DNS", () => {
  it("is printed to copy if the zone is elsewhere", () => {
    expect(
      Object.keys(pipeline.findOutputs("*"))
        .filter(name => name.startsWith("Dns"))
        .sort(),
    ).toEqual(
      [
        ...[
          "DnsDkim1",
          "DnsDkim2",
          "DnsDkim3",
          "DnsDmarc",
          "DnsEditors",
          "DnsMailFromMx",
          "DnsMailFromSpf",
          "DnsReaders",
        ],
      ].sort(),
    );
    pipeline.hasOutput("DnsMailFromMx", {
      Value: "bounces.letters.example.org MX 10 feedback-smtp.eu-west-2.amazonses.com",
    });
    pipeline.resourceCountIs("AWS::Route53::RecordSet", 0);
  });

  it("is created if the zone is in Route 53", () => {
    const { pipeline: zoned } = templates({ hostedZone });
    const records = resources(zoned, "AWS::Route53::RecordSet").map(({ Properties }) => Properties);
    for (const record of records) expect(record.HostedZoneId).toBe("Z0123456789ABC");
    expect(records.filter(record => record.Type === "CNAME")).toHaveLength(3);
    const made = records
      .filter(record => record.Type !== "CNAME")
      .map(({ Type, Name, ResourceRecords }) => [Type, Name, ResourceRecords]);
    expect(made).toEqual([
      ["MX", "bounces.letters.example.org", ["10 feedback-smtp.eu-west-2.amazonses.com"]],
      ["TXT", "bounces.letters.example.org", ['"v=spf1 include:amazonses.com -all"']],
      [
        "TXT",
        "_dmarc.letters.example.org",
        ['"v=DMARC1; p=quarantine; adkim=r; aspf=r; rua=mailto:operators@example.org"'],
      ],
      ...["editors", "readers"].flatMap(site =>
        ["A", "AAAA"].map(type => [type, `${site}.letters.example.org`, undefined]),
      ),
    ]);
    expect(Object.keys(zoned.findOutputs("*")).filter(name => name.startsWith("Dns"))).toEqual([]);
  });
});
