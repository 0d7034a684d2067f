import { Duration, Tags } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  MathExpression,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Metric as MetricName } from "../../../functions/steps/pipeline.ts";
import { namesOf } from "../../names.ts";
import { pipelineMetric, reputationMetric } from "./metrics.ts";
import type { Watched } from "./watch.ts";

const minute = Duration.minutes(1);

/** The dashboard: alarms, letters going out, what comes back, and what waits. */
export class Overview extends Construct {
  constructor(
    scope: Construct,
    id: string,
    watched: Watched & { readonly alarms: readonly Alarm[] },
  ) {
    super(scope, id);
    // CloudFormation's schema of dashboards has no tags.
    for (const tag of ["application", "stage"]) Tags.of(this).remove(tag);
    const { stage, queues, workers, alarms } = watched;
    const own = (name: MetricName, statistic = "Sum") =>
      pipelineMetric(stage, name, statistic, minute);
    const rate = new MathExpression({
      expression: "60 * rate",
      usingMetrics: { rate: own("send-rate", "Maximum") },
      period: minute,
      label: "the account's rate",
    });
    const each = <Value, Line>(
      of: Readonly<Record<string, Value>>,
      line: (value: Value, name: string) => Line,
    ): Line[] => Object.entries(of).map(([name, value]) => line(value, name));
    const graph = (title: string, width: number, left: GraphLines, right: GraphLines = []) =>
      new GraphWidget({
        title,
        width,
        height: 6,
        left: [...left],
        right: [...right],
        leftYAxis: { min: 0 },
      });

    new Dashboard(this, "Dashboard", {
      dashboardName: namesOf(stage).table,
      defaultInterval: Duration.hours(3),
      widgets: [
        [
          new TextWidget({
            width: 24,
            height: 2,
            markdown: `# Dear Colleague, ${stage}\ndocs/operating.md has a section for each alarm. An edition's page lists the people and their letters.`,
          }),
        ],
        [new AlarmStatusWidget({ title: "Alarms", width: 24, height: 5, alarms: [...alarms] })],
        [
          graph(
            "Letters a minute",
            12,
            [own("accepted"), own("throttled"), rate],
            [own("pending", "Maximum")],
          ),
          graph("Rejected, uncertain, bounced, deferred, complained", 12, [
            ...[
              own("rejected"),
              own("uncertain", "Maximum"),
              own("bounced"),
              own("deferred"),
              own("complained"),
            ],
          ]),
        ],
        [
          graph("Of an edition, in percent", 8, [
            own("bounce-percent", "Maximum"),
            own("complaint-percent", "Maximum"),
          ]),
          graph("Of the account, by SES", 8, [
            ...[
              reputationMetric("Reputation.BounceRate"),
              reputationMetric("Reputation.ComplaintRate"),
            ],
          ]),
          graph(
            "Clock: ticks, and seconds late",
            8,
            [own("clock-tick")],
            [own("slot-late", "Maximum")],
          ),
        ],
        [
          graph(
            "Editions held; people whose letters have no event",
            24,
            [own("held", "Maximum")],
            [own("silent", "Maximum")],
          ),
        ],
        [
          graph("Messages waiting", 8, [
            ...each(queues, ({ queue }, label) =>
              queue.metricApproximateNumberOfMessagesVisible({ label, period: minute }),
            ),
          ]),
          graph("Age of the oldest, in seconds", 8, [
            ...each(queues, ({ queue }, label) =>
              queue.metricApproximateAgeOfOldestMessage({ label, period: minute }),
            ),
          ]),
          graph("Dead letters", 8, [
            ...each(queues, ({ deadLetters }, label) =>
              deadLetters.metricApproximateNumberOfMessagesVisible({ label, period: minute }),
            ),
          ]),
        ],
        [
          graph("Errors", 12, [
            ...each(workers, (worker, label) =>
              worker.function.metricErrors({ label, period: minute }),
            ),
          ]),
          graph("Duration, slowest in a hundred", 12, [
            ...each(workers, (worker, label) =>
              worker.function.metricDuration({ label, period: minute, statistic: "p99" }),
            ),
          ]),
        ],
      ],
    });
  }
}

type GraphLines = NonNullable<ConstructorParameters<typeof GraphWidget>[0]["left"]>;
