import { SQSClient } from "@aws-sdk/client-sqs";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { createResolver } from "../../../infra/doctor/checks/domain/dns.ts";
import { checksOf } from "../../../infra/doctor/checks.ts";
import { type Examined, examine } from "../../../infra/doctor/examine.ts";
import type { Deployment, Manner } from "../../../infra/doctor/examined-deployment.ts";
import { stageDeployment } from "../../../infra/doctor/stage-deployment.ts";
import type { ConfigurationSet, Identity } from "../../../infra/local/aws/ses/protocol/set-up.ts";
import { namesOf } from "../../../infra/names.ts";
import { readStage, type Stage } from "../../../infra/read-stage.ts";
import { stages } from "../../../infra/stages.ts";
import { aBulletin, aDecision } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { colleagues, fillList } from "../../steps/an-edition.ts";
import { aDnsServer, type Zone } from "./a-dns-server.ts";
import { anAws, type Rest } from "./an-aws.ts";
import { goodWork, lambda, sns, type Work } from "./an-aws-of-work.ts";

export const domain = "letters.harbour-health.example";
export const mailFrom = `bounce.${domain}`;
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

function goodIdentity(): Identity {
  return {
    verification: "Success",
    dkim: { enabled: true, status: "Success", tokens: ["one", "two", "three"] },
    mailFrom: { domain: mailFrom, status: "Success", onMxFailure: "UseDefaultValue" },
  };
}

function goodDestination(stage: string): ConfigurationSet["destinations"][number] {
  const topic = `arn:aws:sns:eu-west-2:000000000000:${namesOf(stage).eventTopic}`;
  return {
    name: "events",
    enabled: true,
    eventTypes: ["send", "delivery", "bounce", "complaint", "reject"],
    topic,
  };
}

function goodZone(): Zone {
  const keys = ["one", "two", "three"].map(token => [
    `${token}._domainkey.${domain} CNAME`,
    [`${token}.dkim.amazonses.com`],
  ]);
  return {
    ...Object.fromEntries(keys),
    [`${mailFrom} MX`]: ["feedback-smtp.eu-west-2.amazonses.com"],
    [`${mailFrom} TXT`]: ["v=spf1 include:amazonses.com ~all"],
    [`_dmarc.${domain} TXT`]: ["v=DMARC1; p=quarantine; rua=mailto:dmarc@harbour-health.example"],
  };
}

/** A deployed stage in which nothing is wrong, on local services; each part may be changed before the doctor comes. */
export type TestStage = {
  readonly local: TestPipeline;
  stage: Stage;
  identity: Identity | undefined;
  destination: ConfigurationSet["destinations"][number];
  set: ConfigurationSet | undefined;
  readonly zone: Zone;
  readonly rest: Rest;
  readonly work: Work;
  readonly sqs: SQSClient;
  /** Where each service is asked. */
  endpoints: Record<
    "dynamodb" | "sqs" | "ses" | "sns" | "lambda" | "secrets" | "scheduler",
    string
  >;
  dns: string;
  readonly manner: { -readonly [part in keyof Manner]: Manner[part] };
};

export async function aStage(
  ses: { maxSendRate?: number; max24HourSend?: number } = {},
): Promise<TestStage> {
  const local = await aPipeline({ ses });
  const name = local.pipeline.table.name.replace("dear-colleague-", "");
  const settings = {
    ...stages.prod,
    account: "000000000000",
    sendingDomain: domain,
    fromAddress: `Harbour <letters@${domain}>`,
  };
  const stage = { ...readStage("trial", { trial: settings }), name };
  const bulletin = aBulletin();
  await putBulletin(local.pipeline.table, bulletin, new Date(), aDecision());
  for (const list of bulletin.lists) await fillList(local, list, colleagues(12));
  await runClock(local.pipeline, local.template);
  const rest: Rest = {
    secrets: {
      "address-key": "k".repeat(32),
      "session-key": "s".repeat(32),
      "link-keys": JSON.stringify([{ id: "a", secret: "l".repeat(32) }]),
    },
    schedule: { State: "ENABLED", ScheduleExpression: "rate(1 minute)" },
    table: { exists: true, keys: undefined },
    recovery: "ENABLED",
    protection: true,
    expiry: { TimeToLiveStatus: "ENABLED", AttributeName: "expires" },
    denied: [],
  };
  const destination = goodDestination(name);
  const zone = goodZone();
  const work = goodWork(name, stage.alarmEmail);
  const sqs = new SQSClient({ endpoint: local.endpoints.sqs, region: "eu-west-2", credentials });
  const served = { sns: await sns(work), lambda: await lambda(work, () => local.pipeline) };
  return {
    local,
    stage,
    zone,
    rest,
    work,
    sqs,
    identity: goodIdentity(),
    destination,
    set: { destinations: [destination], sendingEnabled: true, reputationMetrics: true },
    endpoints: { ...local.endpoints, ...served, ...(await anAws(local.endpoints.dynamodb, rest)) },
    dns: await aDnsServer(zone),
    manner: { mail: true, eventWaitMs: 5_000, tickWaitMs: 0, now: Date.now },
  };
}

/** Lets the doctor look at a stage as it is now. */
export async function examineStage(given: TestStage): Promise<Examined[]> {
  given.local.ses.setUp({
    identities: given.identity ? { [domain]: given.identity } : {},
    ...(given.set && {
      configurationSets: { [namesOf(given.stage.name).configurationSet]: given.set },
    }),
  });
  const endpoints = Object.fromEntries(
    Object.entries(given.endpoints).map(([service, endpoint]) => [
      service,
      { endpoint, credentials },
    ]),
  );
  return examineDeployment(
    stageDeployment(given.stage, createResolver(given.dns), endpoints),
    given.manner,
  );
}

export async function examineDeployment(
  deployment: Deployment,
  manner: Manner,
): Promise<Examined[]> {
  return Array.fromAsync(examine(checksOf(deployment, manner), deployment.unreachable));
}
