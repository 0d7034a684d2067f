import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { LambdaName } from "./constructs/bundling.ts";
import { Clock } from "./constructs/clock-schedule.ts";
import { grant } from "./constructs/grant.ts";
import { HostedSite } from "./constructs/hosted-site.ts";
import { OriginKey } from "./constructs/origin-secret.ts";
import { secretsOf } from "./constructs/permissions.ts";
import { QueueWithDeadLetters } from "./constructs/queue-with-dead-letters.ts";
import { SendingIdentity } from "./constructs/sending-identity.ts";
import { UserPoolSignIn } from "./constructs/user-pool.ts";
import type { Variables } from "./constructs/variables.ts";
import { Alarms } from "./constructs/watch/alarms.ts";
import { Budget } from "./constructs/watch/budget.ts";
import { Overview } from "./constructs/watch/dashboard.ts";
import { watches } from "./constructs/watch/watch.ts";
import { Worker } from "./constructs/worker.ts";
import { namesOf } from "./names.ts";
import type { Stage } from "./read-stage.ts";

/** Letters a second that one worker sends with ease: a window of 25 in flight, a quarter of a second of SES, and the ledger's writes. */
const ofOneWorker = 50;

/** Workers for a rate of letters a second. An event source mapping has no fewer than two. */
function sendWorkers(maxSendRate: number): number {
  return Math.max(2, Math.ceil(maxSendRate / ofOneWorker));
}

/** Tells a Lambda of the secrets that it may read. */
function secretsFor(stage: Stage, name: LambdaName): Variables {
  const secrets = secretsOf(name, stage.signIn);
  return secrets.length === 0 ? {} : { SECRETS_PREFIX: namesOf(stage.name).secretsPrefix, SECRETS: secrets.join(" ") };
}

/** Where each Lambda's code is. */
export type CodeOf = (name: LambdaName) => Code;

/** All that is replaceable, in the order that a letter goes: clock → address → send → SES → feedback; and the two sites. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, stage: Stage, codeOf: CodeOf, protect: boolean) {
    const names = namesOf(stage.name);
    super(scope, names.pipelineStack, {
      env: { account: stage.account, region: stage.region },
      description: "Dear Colleague: the pipeline",
    });
    const seconds = { address: Duration.seconds(120), send: Duration.seconds(90), feedback: Duration.seconds(60) };

    const toAddress = new QueueWithDeadLetters(this, "ToAddress", {
      stage: stage.name,
      name: "address-edition",
      workerTimeout: seconds.address,
    });
    const toSend = new QueueWithDeadLetters(this, "ToSend", {
      stage: stage.name,
      name: "send-batch",
      workerTimeout: seconds.send,
    });
    const toRecord = new QueueWithDeadLetters(this, "ToRecord", {
      stage: stage.name,
      name: "record-feedback",
      workerTimeout: seconds.feedback,
    });
    const topicKey = this.topicKey(stage);
    const identity = new SendingIdentity(this, "SendingIdentity", { stage, topicKey, feedback: toRecord.queue });

    const shared: Variables = {
      TABLE_NAME: names.table,
      ADDRESS_EDITION_QUEUE_URL: toAddress.queue.queueUrl,
      SEND_BATCH_QUEUE_URL: toSend.queue.queueUrl,
      CONFIGURATION_SET: identity.configurationSetName,
      SITE_URL: `https://readers.${stage.siteDomain}`,
      HOLD_MS: String(stage.holdMinutes * 60_000),
    };
    const editors = `editors.${stage.siteDomain}`;
    const signIn = new UserPoolSignIn(this, "SignIn", { stage, origin: `https://${editors}`, protect });
    const worker = (id: string, name: LambdaName, memory: number, timeout: Duration, more: Variables = {}) => {
      const environment = { ...shared, ...secretsFor(stage, name), ...more };
      return new Worker(this, id, { stage, name, code: codeOf(name), memory, timeout, environment });
    };

    const alarmTopicArn = this.formatArn({ service: "sns", resource: names.alarmTopic });
    const telling: Variables = { ALARM_TOPIC_ARN: alarmTopicArn, EDITORS_URL: `https://${editors}` };
    // MJML loads and renders at the processor's speed; and the ledgers of what is under way are read through at each tick.
    const runClock = worker("RunClock", "run-clock", 1_024, Duration.seconds(120), {
      ...telling,
      RECORD_FEEDBACK_QUEUE_URL: toRecord.queue.queueUrl,
      RECORD_FEEDBACK_DEAD_LETTERS_URL: toRecord.deadLetters.queueUrl,
    });
    // Waits for DynamoDB, batch after batch; hands back what it has not done in time.
    const addressEdition = worker("AddressEdition", "address-edition", 512, seconds.address);
    // 25 submissions at a time, of under a millisecond of a processor each. The time is enough for a batch at one letter a second and a half.
    const sendBatch = worker("SendBatch", "send-batch", 512, seconds.send);
    // A thousand events of a few kilobytes, and a write for each batch that they are about.
    const recordFeedback = worker("RecordFeedback", "record-feedback", 512, seconds.feedback);
    const originKey = new OriginKey(this, "OriginKey");
    const behind: Variables = { ORIGIN_SECRET_ARNS: originKey.secrets.map(secret => secret.secretArn).join(",") };
    // Previews run MJML while an editor waits. An HTTP API waits 30 seconds at most.
    const editorsSite = worker("EditorsSite", "editors-site", 1_769, Duration.seconds(29), { ...signIn.environment, ...behind });
    const readersSite = worker("ReadersSite", "readers-site", 512, Duration.seconds(15), behind);
    for (const site of [editorsSite, readersSite])
      site.may(
        ["secretsmanager:GetSecretValue"],
        originKey.secrets.map(secret => secret.secretArn),
      );

    new Clock(this, "Clock", { stage, worker: runClock });
    // One edition at a time is walked by one worker: each message is a whole walk, and two of one edition would only race.
    addressEdition.worksOff(toAddress.queue, { batchSize: 1, maxConcurrency: 2 });
    // The pace is SES's, which the workers share by the calendar: more of them than keep up with it would only be paid for waiting.
    sendBatch.worksOff(toSend.queue, { batchSize: 1, maxConcurrency: sendWorkers(stage.maxSendRate) });
    // The more events of a batch come together, the fewer writes. SES's events are up to a minute old anyway.
    recordFeedback.worksOff(toRecord.queue, { batchSize: 1_000, maxBatchingWindow: Duration.seconds(10), maxConcurrency: 5 });

    const sites = {
      editors: new HostedSite(this, "Editors", {
        stage,
        domain: editors,
        worker: editorsSite,
        throttle: { rateLimit: 20, burstLimit: 40 },
        logPaths: true,
        originKey,
        because: "The Lambda signs people in itself, by OpenID Connect, and every route declares whom it lets in.",
      }),
      readers: new HostedSite(this, "Readers", {
        stage,
        domain: `readers.${stage.siteDomain}`,
        worker: readersSite,
        logPaths: false,
        originKey,
        // A letter to a hundred thousand brings its readers, and mail scanners, within minutes.
        throttle: { rateLimit: 200, burstLimit: 400 },
        because: "Readers do not sign in: the signed link in their letter is what lets them read it, and unsubscribe.",
      }),
    };

    const workers = {
      "run-clock": runClock,
      "address-edition": addressEdition,
      "send-batch": sendBatch,
      "record-feedback": recordFeedback,
      "editors-site": editorsSite,
      "readers-site": readersSite,
    };
    const queues = { "address-edition": toAddress, "send-batch": toSend, "record-feedback": toRecord };
    const tableArn = this.formatArn({ service: "dynamodb", resource: "table", resourceName: names.table });
    grant(workers, { stage, tableArn, queues, identity, alarmTopicArn, topicKey });

    const watched = { stage: stage.name, queues, undelivered: identity.undelivered, workers, sites };
    const { alarms, topic } = new Alarms(this, "Alarms", { stage, topicKey, watches: watches(watched) });
    new Overview(this, "Overview", { ...watched, alarms });
    new CfnOutput(this, "AlarmTopic", { description: "Where alarms are told", value: topic.topicArn });
    if (stage.monthlyBudgetUsd !== undefined) new Budget(this, "Budget", stage, stage.monthlyBudgetUsd);
  }

  /** Encrypts the topics. A key of our own: services cannot publish to a topic under AWS's own key. */
  private topicKey({ account }: Stage): Key {
    const key = new Key(this, "TopicKey", { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    for (const service of ["ses", "cloudwatch"])
      key.grant(
        new ServicePrincipal(`${service}.amazonaws.com`, { conditions: { StringEquals: { "aws:SourceAccount": account } } }),
        "kms:GenerateDataKey",
        "kms:Decrypt",
      );
    return key;
  }
}
