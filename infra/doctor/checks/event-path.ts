import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { trialEditionId } from "../../../functions/core/bulletins/edition.ts";
import type { Progress } from "../../../functions/core/ledger/progress.ts";
import { parseSender } from "../../../functions/core/people/senders/sender.ts";
import type { SubmitOutcome } from "../../../functions/core/sending/sending-problem.ts";
import { submit } from "../../../functions/mail/submit-message.ts";
import { openTable } from "../../../functions/runtime/open-table.ts";
import { composeTrial } from "../../../functions/steps/sending/send-trial.ts";
import { getProgress, letExpire } from "../../../functions/store/ledger/batch-progress.ts";
import { batchId, startOfList } from "../../../functions/store/ledger/batches.ts";
import { type Answer, type Check, passedOver, right, unknown, wrong } from "../check.ts";
import type { Deployment, Manner } from "../examined-deployment.ts";
import { readBacklog } from "./queue-checks.ts";

/** How long the table keeps the trial's row. */
const keptMs = 86_400_000;
const batch = batchId(0, startOfList);

/**
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator:
 * these bounces do not count.
 */
const trials = [
  { position: 0, mailbox: "success", event: "Delivery", fact: "delivered" },
  { position: 1, mailbox: "bounce", event: "Bounce", fact: "bounced" },
] as const;

/**
 * Do events come back? Sends two messages to SES's mailbox simulator. Their events come back
 * through SNS, SQS and record-feedback into the ledger, as the edition `doctor_…`, which no page
 * shows.
 */
export function eventPathCheck(deployment: Deployment, manner: Manner): Check {
  const { aws, queues } = deployment;
  const onAws = [
    "identity",
    "MAIL FROM",
    "configuration set",
    "event destination",
    "event subscription",
    "trigger record-feedback",
  ];
  return {
    name: "event path",
    asks: "SES",
    stops: true,
    needs: ["sending", ...(aws ? onAws : []), "table", "queue record-feedback"],
    look: async () => {
      if (!manner.mail)
        return passedOver("Left out (--no-mail), so nobody knows whether bounces come back.");
      const table = openTable(deployment.dynamodb, deployment.table);
      const edition = trialEditionId(randomBytes(8).toString("hex"));
      await letExpire(table, edition, batch, manner.now() + keptMs);
      const startedAt = manner.now();
      for (const { position, mailbox } of trials) {
        const problem = problemOf(await send(deployment, edition, position, mailbox));
        if (problem) return problem;
      }
      let progress = await getProgress(table, edition, batch);
      for (
        let pauseMs = 100;
        lacking(progress).length > 0 && manner.now() - startedAt < manner.eventWaitMs;
        pauseMs = Math.min(pauseMs * 2, 2_000)
      ) {
        await setTimeout(pauseMs);
        progress = await getProgress(table, edition, batch);
      }
      const missing = lacking(progress);
      const seconds = Math.ceil((manner.now() - startedAt) / 1000);
      if (missing.length === 0)
        return right(
          `A delivery and a bounce came back into the table within ${seconds === 1 ? "a second" : `${seconds} seconds`}.`,
        );
      const backlog = await readBacklog(deployment.sqs, queues["record-feedback"].name);
      const eventsWait = (backlog?.waiting ?? 0) + (backlog?.handled ?? 0) > 0;
      const what = `SES accepted two trial messages, but after ${seconds} seconds ${missing.join(" and ")} had not come back into the table`;
      if (eventsWait)
        return wrong(
          `${what}. Events wait in the queue ${queues["record-feedback"].name}.`,
          "record-feedback does not handle them: is its trigger enabled? Read its logs.",
        );
      return wrong(
        `${what}. No events wait in the queue.`,
        aws
          ? `Check the subscription of ${queues["record-feedback"].name} to the topic ${aws.eventTopic}: raw message delivery is on, and the queue's policy lets the topic send. Then read the logs of record-feedback. ${deployment.deploy}`
          : "Look for feedback-failed in pipeline.log. Then stop npm start and start it again.",
      );
    },
  };
}

/** Returns the events that have not come back. */
function lacking(progress: Progress): string[] {
  return trials
    .filter(({ position, fact }) => !progress[fact].has(position))
    .map(({ event }) => `the ${event} event`);
}

/** Sends one trial message. If SES is at its rate, tries again a second later. */
async function send(
  { sending, aws, from }: Deployment,
  edition: string,
  position: number,
  mailbox: string,
): Promise<SubmitOutcome> {
  const source = parseSender(from)?.address ?? "";
  const destination = `${mailbox}@simulator.amazonses.com`;
  const data = composeTrial(source, destination, "A trial of the event path");
  const message = {
    data,
    source,
    destination,
    place: { edition, batch, position },
    configurationSet: aws?.configurationSet,
  };
  let outcome = await submit(sending, message);
  for (let tries = 1; outcome.kind === "throttled" && tries < 5; tries++) {
    await setTimeout(1_100);
    outcome = await submit(sending, message);
  }
  return outcome;
}

function problemOf(outcome: SubmitOutcome): Answer | undefined {
  switch (outcome.kind) {
    case "rejected":
    case "halted":
      if (/^AccessDenied/.test(outcome.answer))
        return unknown(
          "These credentials may not send a trial message.",
          "Use credentials that allow ses:SendRawEmail, or leave this check out: --no-mail",
        );
      return wrong(
        `SES refuses a trial message. ${outcome.answer}`,
        "Fix what SES names, then run the doctor again.",
      );
    case "throttled":
      return wrong(
        "SES accepts no message now: its rate is used up.",
        "If an edition is being sent, run the doctor again after it. Or leave this check out: --no-mail",
      );
    case "quota-spent":
      return wrong(
        "SES's quota of messages for 24 hours is spent.",
        "Run the doctor again when some quota is free, or ask AWS for a higher quota.",
      );
    default:
      return undefined;
  }
}
