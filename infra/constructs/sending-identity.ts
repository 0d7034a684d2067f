import { Arn, ArnFormat, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  CfnConfigurationSetEventDestination,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  EmailSendingEvent,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { DnsRecords } from "./dns-records.ts";
import type { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";

/**
 * The events that the ledger is built from (`readSesEvent`). No opens and clicks, because readers
 * are not tracked.
 */
const events = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.DELIVERY_DELAY,
];

export type SendingIdentityProps = {
  readonly stage: Stage;
  readonly topicKey: IKey;
  /** The queue that SES's events go to, unchanged. */
  readonly feedback: QueueWithDeadLetters;
};

/** The sending domain and the configuration set, and the path of SES's events: SES → SNS → SQS. */
export class SendingIdentity extends Construct {
  readonly configurationSetName: string;
  /** The ARNs of the identity and of the configuration set: sending needs permission for both. */
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, { stage, topicKey, feedback }: SendingIdentityProps) {
    super(scope, id);
    const names = namesOf(stage.name);
    const configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      configurationSetName: names.configurationSet,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      sendingEnabled: true,
    });
    this.configurationSetName = names.configurationSet;
    const sesArn = (resource: string, resourceName: string) =>
      Arn.format(
        { service: "ses", resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME },
        Stack.of(this),
      );
    this.arns = [
      sesArn("identity", stage.sendingDomain),
      sesArn("configuration-set", names.configurationSet),
    ];

    if (stage.identity === "new") newIdentity(this, stage, configurationSet);

    const topic = new Topic(this, "Events", {
      topicName: names.eventTopic,
      masterKey: topicKey,
      enforceSSL: true,
    });
    const published = topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "SesPublishes",
        principals: [new ServicePrincipal("ses.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { "AWS:SourceAccount": stage.account },
          ArnEquals: { "AWS:SourceArn": this.arns[1] },
        },
      }),
    );
    const destination = new CfnConfigurationSetEventDestination(this, "EventDestination", {
      configurationSetName: configurationSet.configurationSetName,
      eventDestination: {
        name: "feedback",
        enabled: true,
        matchingEventTypes: events,
        snsDestination: { topicArn: topic.topicArn },
      },
    });
    // SES tests its permission on the topic when the destination is created.
    if (published.policyDependable) destination.node.addDependency(published.policyDependable);
    // SNS retries a queue for 23 days, but not if it lacks permission. SES sends each event once,
    // so it must not be lost. Dead letters of this queue also prevent second letters, and SQS can
    // only redrive dead letters of a queue.
    topic.addSubscription(
      new SqsSubscription(feedback.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: feedback.deadLetters,
      }),
    );
  }
}

/**
 * Creates the domain's identity and its DNS records. An existing identity keeps its own records.
 */
function newIdentity(scope: Construct, stage: Stage, configurationSet: ConfigurationSet): void {
  const mailFrom = `bounces.${stage.sendingDomain}`;
  const identity = new EmailIdentity(scope, "Identity", {
    identity: Identity.domain(stage.sendingDomain),
    configurationSet,
    dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
    mailFromDomain: mailFrom,
    // Without the MX record, SPF would not be aligned. Then a letter is better not sent.
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.REJECT_MESSAGE,
    feedbackForwarding: false,
  });
  new DnsRecords(scope, "Dns", stage.hostedZone, [
    ...identity.dkimRecords.map(({ name, value }, index) => ({
      id: `Dkim${index + 1}`,
      name,
      type: "CNAME" as const,
      value,
    })),
    {
      id: "MailFromMx",
      name: mailFrom,
      type: "MX",
      value: `10 feedback-smtp.${stage.region}.amazonses.com`,
    },
    { id: "MailFromSpf", name: mailFrom, type: "TXT", value: "v=spf1 include:amazonses.com -all" },
    {
      id: "Dmarc",
      name: `_dmarc.${stage.sendingDomain}`,
      type: "TXT",
      value: `v=DMARC1; p=quarantine; adkim=r; aspf=r; rua=mailto:${stage.alarmEmail}`,
    },
  ]);
}
