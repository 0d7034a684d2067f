import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { withoutAddresses } from "../core/text/without-addresses.ts";
import type { Metric, Pipeline } from "../steps/pipeline.ts";
import { lazily } from "./lazily.ts";

/** The namespace in CloudWatch. The dimensions are `service` and `stage`. */
export const metricsNamespace = "DearColleague";
export const metricsService = "dear-colleague";

const units: Readonly<Record<Metric, (typeof MetricUnit)[keyof typeof MetricUnit]>> = {
  accepted: MetricUnit.Count,
  rejected: MetricUnit.Count,
  throttled: MetricUnit.Count,
  bounced: MetricUnit.Count,
  deferred: MetricUnit.Count,
  complained: MetricUnit.Count,
  "letter-reported": MetricUnit.Count,
  uncertain: MetricUnit.Count,
  pending: MetricUnit.Count,
  "bounce-percent": MetricUnit.Percent,
  "complaint-percent": MetricUnit.Percent,
  "send-rate": MetricUnit.CountPerSecond,
  "slot-late": MetricUnit.Seconds,
  held: MetricUnit.Count,
  unapproved: MetricUnit.Count,
  restored: MetricUnit.Count,
  silent: MetricUnit.Count,
  "feeds-failing": MetricUnit.Count,
  "import-failed": MetricUnit.Count,
  "clock-tick": MetricUnit.Count,
};

export type Instruments = Pick<Pipeline, "log" | "measure"> & {
  /** Writes the metrics since the last flush. */
  readonly flush: () => void;
};

/**
 * The log and metrics of a deployed function: structured lines, from which CloudWatch extracts
 * metrics (EMF).
 */
export const instruments: () => Instruments = lazily(() => {
  const step = process.env.STEP ?? "";
  const logger = new Logger({ serviceName: metricsService, persistentKeys: { step } });
  const metrics = new Metrics({
    namespace: metricsNamespace,
    serviceName: metricsService,
    defaultDimensions: { stage: process.env.STAGE ?? "unknown" },
  });
  return {
    log: (event, fields) => logger.info(event, withoutAddressesIn(fields)),
    measure: (metric, value) => void metrics.addMetric(metric, units[metric], value),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
});

type Fields = Parameters<Pipeline["log"]>[1];

function withoutAddressesIn(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? withoutAddresses(value) : value,
    ]),
  );
}
