import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { Metric as MetricName } from "../../../functions/steps/pipeline.ts";
import type { QueueName } from "../../names.ts";
import type { LambdaName } from "../bundling.ts";
import type { HostedSite } from "../hosted-site.ts";
import type { QueueWithDeadLetters } from "../queue-with-dead-letters.ts";
import type { Worker } from "../worker.ts";
import { pipelineMetric, reputationMetric } from "./metrics.ts";

/** The parts that alarms watch. */
export type Watched = {
  readonly stage: string;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly workers: Readonly<Record<LambdaName, Worker>>;
  readonly sites: Readonly<Record<"editors" | "readers", HostedSite>>;
};

/** An alarm: `metric` has been `threshold` or above for `periods` (1) periods in a row. */
export type Watch = {
  /** The name of the alarm, and of its section in docs/operating.md. */
  readonly id: string;
  readonly description: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
  /** Inverts the alarm: it starts below the threshold, and without data. */
  readonly absence?: true;
  /** Missing data keeps the alarm's state. For metrics that the clock measures at each tick. */
  readonly stays?: true;
};

const minute = Duration.minutes(1);
const minutes5 = Duration.minutes(5);
const minutes15 = Duration.minutes(15);
const day = Duration.days(1);

/**
 * The longest age of a queue's oldest message. send-batch puts each lane back into its queue every
 * few seconds.
 */
const maxAgeSeconds: Readonly<Record<QueueName, number>> = {
  "address-edition": 1_800,
  "send-batch": 1_800,
  "record-feedback": 600,
  "import-list": 1_800,
};

export function watches({ stage, queues, workers, sites }: Watched): Watch[] {
  const own = (name: MetricName, statistic: string, period: Duration) =>
    pipelineMetric(stage, name, statistic, period);
  return [
    {
      id: "clock-silent",
      description:
        "No tick of the clock has finished for three minutes: no edition opens, and stalled work does not restart.",
      metric: own("clock-tick", "Sum", minute),
      threshold: 1,
      periods: 3,
      absence: true,
    },
    {
      id: "edition-late",
      description: "An edition was due five minutes ago and is not open.",
      metric: own("slot-late", "Maximum", minute),
      threshold: 300,
    },
    {
      id: "edition-held",
      description: "An edition is held: sending stops until a person decides.",
      metric: own("held", "Maximum", minute),
      threshold: 1,
      stays: true,
    },
    {
      id: "edition-unapproved",
      description: "Nobody approved an edition by its date, or it was too late to send it.",
      metric: own("unapproved", "Maximum", minute),
      threshold: 1,
    },
    {
      id: "restored",
      description: "The table was restored from a backup: nothing is sent until a person decides.",
      metric: own("restored", "Maximum", minute),
      threshold: 1,
      stays: true,
    },
    {
      id: "events-silent",
      description:
        "SES accepted letters half an hour ago, but no event has arrived: the path of its events is broken.",
      metric: own("silent", "Maximum", minute),
      threshold: 1,
      stays: true,
    },
    {
      id: "pace-low",
      description: "Letters go out at less than half the account's rate.",
      metric: paceShortfall(own),
      threshold: 50,
      periods: 2,
    },
    {
      id: "uncertain",
      description: "For some people, SES has neither answered nor sent an event.",
      metric: own("uncertain", "Maximum", minute),
      threshold: 1,
    },
    {
      id: "ses-throttles",
      description: "SES throttles many messages: another program uses the account's rate.",
      metric: own("throttled", "Sum", minutes5),
      threshold: 100,
    },
    {
      id: "edition-bounces",
      description: "Three in a hundred letters of an edition have bounced.",
      metric: own("bounce-percent", "Maximum", minute),
      threshold: 3,
    },
    {
      id: "edition-complaints",
      description: "Eight in ten thousand readers of an edition have reported spam.",
      metric: own("complaint-percent", "Maximum", minute),
      threshold: 0.08,
    },
    {
      id: "day-bounces",
      description: "Three in a hundred letters of a day have bounced.",
      metric: ofAccepted(own, "bounced"),
      threshold: 3,
    },
    {
      id: "day-complaints",
      description: "Eight in ten thousand readers of a day's letters have reported spam.",
      metric: ofAccepted(own, "complained"),
      threshold: 0.08,
    },
    {
      id: "letter-reported",
      description:
        "Receiving servers have reported ten letters of a day: their authentication failed, or they carry a virus.",
      metric: own("letter-reported", "Sum", day),
      threshold: 10,
    },
    {
      id: "feed-failed",
      description: "The feed of a bulletin could not be read for an hour.",
      metric: own("feeds-failing", "Maximum", minutes15),
      threshold: 1,
    },
    {
      id: "import-failed",
      description: "An import of a list stopped before its end: some of its people may be missing.",
      metric: own("import-failed", "Sum", minutes5),
      threshold: 1,
    },
    {
      id: "account-bounces",
      description: "SES counts three bounces in a hundred. At five, AWS reviews the account.",
      metric: reputationMetric("Reputation.BounceRate"),
      threshold: 0.03,
    },
    {
      id: "account-complaints",
      description: "SES counts eight complaints in ten thousand. At ten, AWS reviews the account.",
      metric: reputationMetric("Reputation.ComplaintRate"),
      threshold: 0.0008,
    },
    ...Object.entries(queues).flatMap(([name, { queue, deadLetters }]): Watch[] => [
      {
        id: `dead-letters-${name}`,
        description: `A message for ${name} could not be handled.`,
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({
          period: minute,
          statistic: "Maximum",
        }),
        threshold: 1,
      },
      {
        id: `oldest-message-${name}`,
        description: `A message for ${name} waits too long.`,
        metric: queue.metricApproximateAgeOfOldestMessage({
          period: minutes5,
          statistic: "Maximum",
        }),
        threshold: maxAgeSeconds[name as QueueName],
      },
    ]),
    ...Object.entries(workers).flatMap(([name, worker]): Watch[] => [
      {
        id: `errors-${name}`,
        description: `${name} failed, or ran out of time or memory.`,
        metric: worker.function.metricErrors({ period: minutes5 }),
        threshold: 1,
      },
      {
        id: `throttles-${name}`,
        description: `Lambda refuses to run ${name}: the account's concurrency is used up.`,
        metric: worker.function.metricThrottles({ period: minutes5 }),
        threshold: 1,
      },
    ]),
    ...Object.entries(sites).map(
      ([name, site]): Watch => ({
        id: `faults-${name}-site`,
        description: `The ${name}' site answers requests with server errors.`,
        metric: site.api.metricServerError({ period: minutes5, statistic: "Sum" }),
        threshold: 5,
      }),
    ),
  ];
}

type Own = (name: MetricName, statistic: string, period: Duration) => IMetric;

/**
 * The unused percentage of the account's rate, while more letters wait than five minutes at that
 * rate can send.
 */
function paceShortfall(own: Own): MathExpression {
  return new MathExpression({
    expression:
      "IF(FILL(pending, 0) > 300 * FILL(rate, 1), 100 - 100 * FILL(accepted, 0) / (300 * FILL(rate, 1)), 0)",
    usingMetrics: {
      pending: own("pending", "Maximum", minutes5),
      rate: own("send-rate", "Maximum", minutes5),
      accepted: own("accepted", "Sum", minutes5),
    },
    period: minutes5,
    label: "Percent of the rate that is missing",
  });
}

/** The percentage of a day's accepted letters; 0 if fewer than a hundred were accepted. */
function ofAccepted(own: Own, what: "bounced" | "complained"): MathExpression {
  return new MathExpression({
    expression: "IF(FILL(accepted, 0) >= 100, 100 * FILL(found, 0) / accepted, 0)",
    usingMetrics: { accepted: own("accepted", "Sum", day), found: own(what, "Sum", day) },
    period: day,
    label: `Percent ${what}`,
  });
}
