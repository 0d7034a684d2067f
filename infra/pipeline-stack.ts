import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { LambdaName } from "./constructs/bundling.ts";
import { Clock } from "./constructs/clock-schedule.ts";
import { grant } from "./constructs/grant.ts";
import { HostedSite } from "./constructs/hosted-site.ts";
import { ImportBucket } from "./constructs/import-bucket.ts";
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

/**
 * Letters a second that one worker can send: 25 in flight, each with a quarter of a second in SES,
 * and the ledger's writes.
 */
const workerRate = 50;

/**
 * Returns the number of workers for a rate in letters a second. An event source mapping has at
 * least two.
 */
function sendWorkers(maxSendRate: number): number {
  return Math.max(2, Math.ceil(maxSendRate / workerRate));
}

/** Returns the environment variables that name the secrets of a Lambda. */
function secretsFor(stage: Stage, name: LambdaName): Variables {
  const secrets = secretsOf(name, stage.signIn);
  return secrets.length === 0
    ? {}
    : { SECRETS_PREFIX: namesOf(stage.name).secretsPrefix, SECRETS: secrets.join(" ") };
}

/** Returns a Lambda's code. */
export type CodeOf = (name: LambdaName) => Code;

/**
 * All replaceable resources, in a letter's order: clock → address → send → SES → feedback. Then the
 * two sites.
 */
export class PipelineStack extends Stack {
  constructor(scope: Construct, stage: Stage, codeOf: CodeOf, protect: boolean) {
    const names = namesOf(stage.name);
    super(scope, names.pipelineStack, {
      env: { account: stage.account, region: stage.region },
      description: "Dear Colleague: the pipeline",
    });
    const timeouts = {
      address: Duration.seconds(120),
      send: Duration.seconds(90),
      feedback: Duration.seconds(60),
      import: Duration.seconds(300),
    };

    const toAddress = new QueueWithDeadLetters(this, "ToAddress", {
      stage: stage.name,
      name: "address-edition",
      workerTimeout: timeouts.address,
    });
    const toSend = new QueueWithDeadLetters(this, "ToSend", {
      stage: stage.name,
      name: "send-batch",
      workerTimeout: timeouts.send,
    });
    const toRecord = new QueueWithDeadLetters(this, "ToRecord", {
      stage: stage.name,
      name: "record-feedback",
      workerTimeout: timeouts.feedback,
    });
    const toImport = new QueueWithDeadLetters(this, "ToImport", {
      stage: stage.name,
      name: "import-list",
      workerTimeout: timeouts.import,
    });
    const uploads = new ImportBucket(this, "Imports", { stage, queue: toImport });
    const topicKey = this.topicKey(stage);
    const identity = new SendingIdentity(this, "SendingIdentity", {
      stage,
      topicKey,
      feedback: toRecord,
    });

    const shared: Variables = {
      TABLE_NAME: names.table,
      ADDRESS_EDITION_QUEUE_URL: toAddress.queue.queueUrl,
      SEND_BATCH_QUEUE_URL: toSend.queue.queueUrl,
      CONFIGURATION_SET: identity.configurationSetName,
      SITE_URL: `https://readers.${stage.siteDomain}`,
      HOLD_MS: String(stage.holdMinutes * 60_000),
    };
    const editors = `editors.${stage.siteDomain}`;
    const signIn = new UserPoolSignIn(this, "SignIn", {
      stage,
      origin: `https://${editors}`,
      protect,
    });
    const worker = (
      id: string,
      name: LambdaName,
      size: { readonly memoryMb: number; readonly timeout: Duration },
      more: Variables = {},
    ) => {
      const environment = { ...shared, ...secretsFor(stage, name), ...more };
      return new Worker(this, id, {
        stage,
        name,
        code: codeOf(name),
        ...size,
        environment,
      });
    };

    const alarmTopicArn = this.formatArn({ service: "sns", resource: names.alarmTopic });
    const notices: Variables = {
      ALARM_TOPIC_ARN: alarmTopicArn,
      EDITORS_URL: `https://${editors}`,
    };
    // MJML is bound by the processor, and each tick reads the ledgers of all editions under way.
    const runClock = worker(
      "RunClock",
      "run-clock",
      { memoryMb: 1_024, timeout: Duration.seconds(120) },
      {
        ...notices,
        KEEP_UNLISTED_DAYS: String(stage.keepUnlistedDays),
        ...(stage.tickUrl !== undefined && { TICK_URL: stage.tickUrl }),
        RECORD_FEEDBACK_QUEUE_URL: toRecord.queue.queueUrl,
        RECORD_FEEDBACK_DEAD_LETTERS_URL: toRecord.deadLetters.queueUrl,
      },
    );
    // Mostly waits for DynamoDB. Queues the rest of its work again before the timeout.
    const addressEdition = worker("AddressEdition", "address-edition", {
      memoryMb: 512,
      timeout: timeouts.address,
    });
    // 25 submissions at a time, each under a millisecond of processor time. The timeout allows 1.5
    // seconds a letter.
    const sendBatch = worker("SendBatch", "send-batch", { memoryMb: 512, timeout: timeouts.send });
    // Up to a thousand events of a few kilobytes each, and one write for each batch they belong to.
    const recordFeedback = worker("RecordFeedback", "record-feedback", {
      memoryMb: 512,
      timeout: timeouts.feedback,
    });
    const importing: Variables = {
      IMPORT_LIST_QUEUE_URL: toImport.queue.queueUrl,
      IMPORT_BUCKET: uploads.name,
      IMPORT_BUCKET_URL: uploads.url,
    };
    // A file of a million rows is read and indexed in memory, and kept in /tmp. Queues the rest of
    // its work again before the timeout.
    const importList = worker(
      "ImportList",
      "import-list",
      { memoryMb: 1_769, timeout: timeouts.import },
      Object.assign({}, importing, notices),
    );
    // Waits for servers elsewhere, one after the other.
    const feedReader = worker("ReadFeeds", "read-feeds", {
      memoryMb: 512,
      timeout: Duration.seconds(300),
    });
    const originKey = new OriginKey(this, "OriginKey");
    const originKeys: Variables = {
      ORIGIN_SECRET_ARNS: originKey.secrets.map(secret => secret.secretArn).join(","),
    };
    // Previews run MJML while an editor waits: a whole processor. An HTTP API waits 30 seconds at
    // most.
    const editorsSite = worker(
      "EditorsSite",
      "editors-site",
      { memoryMb: 1_769, timeout: Duration.seconds(29) },
      {
        ...signIn.environment,
        ...originKeys,
        ...importing,
        SENDER_DOMAIN: stage.sendingDomain,
      },
    );
    const readersSite = worker(
      "ReadersSite",
      "readers-site",
      // The email of a confirmation may wait 5 seconds for its place, and 10 for SES.
      { memoryMb: 512, timeout: Duration.seconds(25) },
      originKeys,
    );
    for (const site of [editorsSite, readersSite])
      site.may(
        ["secretsmanager:GetSecretValue"],
        originKey.secrets.map(secret => secret.secretArn),
      );

    new Clock(this, "Clock", { stage, worker: runClock, name: names.clock, minutes: 1 });
    new Clock(this, "Feeds", { stage, worker: feedReader, name: names.feeds, minutes: 15 });
    // batchSize 1: each message is all the work on one edition. Two workers on one edition would
    // only race.
    addressEdition.handlesQueue(toAddress.queue, { batchSize: 1, maxConcurrency: 2 });
    // The workers share SES's rate. More workers than the rate needs would cost money and only
    // wait.
    sendBatch.handlesQueue(toSend.queue, {
      batchSize: 1,
      maxConcurrency: sendWorkers(stage.maxSendRate),
    });
    // Events of one batch that arrive together need one write. SES's events may be a minute old
    // anyway.
    recordFeedback.handlesQueue(toRecord.queue, {
      batchSize: 1_000,
      maxBatchingWindow: Duration.seconds(10),
      maxConcurrency: 5,
    });

    // Each message is all the work on one import, which has its list to itself.
    importList.handlesQueue(toImport.queue, { batchSize: 1, maxConcurrency: 2 });

    const sites = {
      editors: new HostedSite(this, "Editors", {
        stage,
        domain: editors,
        worker: editorsSite,
        throttle: { rateLimit: 20, burstLimit: 40 },
        logPaths: true,
        cached: ["/assets/*"],
        originKey,
        because:
          "The Lambda signs people in with OpenID Connect, and every route declares the groups that it allows.",
      }),
      readers: new HostedSite(this, "Readers", {
        stage,
        domain: `readers.${stage.siteDomain}`,
        worker: readersSite,
        logPaths: false,
        cached: ["/assets/*", "/images/*"],
        originKey,
        // Within minutes, a letter to a hundred thousand people brings readers and mail scanners.
        throttle: { rateLimit: 200, burstLimit: 400 },
        because:
          "Readers do not sign in: the signed link in their letter lets them read it and unsubscribe.",
      }),
    };

    const workers = {
      "run-clock": runClock,
      "address-edition": addressEdition,
      "send-batch": sendBatch,
      "record-feedback": recordFeedback,
      "import-list": importList,
      "read-feeds": feedReader,
      "editors-site": editorsSite,
      "readers-site": readersSite,
    };
    const queues = {
      "address-edition": toAddress,
      "send-batch": toSend,
      "record-feedback": toRecord,
      "import-list": toImport,
    };
    const tableArn = this.formatArn({
      service: "dynamodb",
      resource: "table",
      resourceName: names.table,
    });
    grant(workers, {
      stage,
      tableArn,
      queues,
      uploads,
      identity,
      alarmTopicArn,
      topicKey,
    });

    const watched = { stage: stage.name, queues, workers, sites };
    const { alarms, topic } = new Alarms(this, "Alarms", {
      stage,
      topicKey,
      watches: watches(watched),
    });
    new Overview(this, "Overview", { ...watched, alarms });
    new CfnOutput(this, "AlarmTopic", {
      description: "The topic of the alarms",
      value: topic.topicArn,
    });
    if (stage.monthlyBudgetUsd !== undefined)
      new Budget(this, "Budget", stage, stage.monthlyBudgetUsd);
  }

  /** The key that encrypts the topics. Services cannot publish to a topic under AWS's own key. */
  private topicKey({ account }: Stage): Key {
    const key = new Key(this, "TopicKey", {
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const service of ["ses", "cloudwatch"])
      key.grant(
        new ServicePrincipal(`${service}.amazonaws.com`, {
          conditions: { StringEquals: { "aws:SourceAccount": account } },
        }),
        "kms:GenerateDataKey",
        "kms:Decrypt",
      );
    return key;
  }
}
