import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { metricsNamespace, metricsService } from "../../../functions/runtime/instruments.ts";
import type { Metric as MetricName } from "../../../functions/steps/pipeline.ts";

/** One of the pipeline's own metrics (`Pipeline.measure`). */
export function pipelineMetric(
  stage: string,
  metricName: MetricName,
  statistic: string,
  period: Duration,
): Metric {
  return new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: metricsService, stage },
    statistic,
    period,
  });
}

/** SES's own rate for the whole account: 0.03 is 3 %. */
export function reputationMetric(
  metricName: "Reputation.BounceRate" | "Reputation.ComplaintRate",
): Metric {
  return new Metric({
    namespace: "AWS/SES",
    metricName,
    statistic: "Maximum",
    period: Duration.hours(1),
  });
}
