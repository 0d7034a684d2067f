import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Notice } from "../../../functions/core/bulletins/notice.ts";
import { lambdaNames } from "../../../infra/constructs/bundling.ts";
import { resources, templates } from "./a-deployment.ts";

const { pipeline } = templates();
const alarms = new Map(
  resources(pipeline, "AWS::CloudWatch::Alarm").map(({ Properties }) => [
    String(Properties.AlarmName).replace("dear-colleague-prod-", ""),
    Properties,
  ]),
);
const queues = ["address-edition", "send-batch", "record-feedback"];
const own = {
  Namespace: "DearColleague",
  Dimensions: expect.arrayContaining([{ Name: "stage", Value: "prod" }]),
};

describe("the alarms", () => {
  it("notify the operators when something is wrong, and when it is right again", () => {
    const [topic] = resources(pipeline, "AWS::SNS::Topic").filter(
      each => each.Properties.TopicName === "dear-colleague-prod-alarms",
    );
    for (const [name, alarm] of alarms)
      expect([name, alarm.AlarmActions, alarm.OKActions]).toEqual([
        name,
        [{ Ref: topic?.id }],
        [{ Ref: topic?.id }],
      ]);
    pipeline.hasResourceProperties("AWS::SNS::Subscription", {
      Protocol: "email",
      Endpoint: "operators@example.org",
      TopicArn: { Ref: topic?.id },
    });
  });

  it("watch every queue's dead letters and oldest message", () => {
    for (const queue of queues) {
      const [dead, oldest] = [
        alarms.get(`dead-letters-${queue}`),
        alarms.get(`oldest-message-${queue}`),
      ];
      const dimension = (alarm: typeof dead) => JSON.stringify(alarm?.Dimensions);
      const id =
        { "address-edition": "ToAddress", "send-batch": "ToSend", "record-feedback": "ToRecord" }[
          queue
        ] ?? "";
      expect(dead).toMatchObject({
        MetricName: "ApproximateNumberOfMessagesVisible",
        Threshold: 1,
        EvaluationPeriods: 1,
      });
      expect(dimension(dead)).toContain(`${id}DeadLetters`);
      expect(oldest).toMatchObject({
        MetricName: "ApproximateAgeOfOldestMessage",
        EvaluationPeriods: 1,
      });
      expect(dimension(oldest)).toContain(`${id}Queue`);
    }
  });

  it("watch every Lambda's errors and throttles, and both sites' faults", () => {
    for (const name of lambdaNames) {
      const id = name.replaceAll(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
      for (const [kind, metric] of [
        ["errors", "Errors"],
        ["throttles", "Throttles"],
      ] as const) {
        const alarm = alarms.get(`${kind}-${name}`);
        expect(alarm).toMatchObject({
          Namespace: "AWS/Lambda",
          MetricName: metric,
          Threshold: 1,
          Statistic: "Sum",
        });
        expect(JSON.stringify(alarm?.Dimensions)).toContain(`${id}Function`);
      }
    }
    for (const site of ["editors", "readers"])
      expect(alarms.get(`faults-${site}-site`)).toMatchObject({ MetricName: "5xx" });
  });

  it("go off at silence: a clock that has not ticked for three minutes", () => {
    expect(alarms.get("clock-silent")).toMatchObject({
      ...own,
      MetricName: "clock-tick",
      Statistic: "Sum",
      Period: 60,
      Threshold: 1,
      EvaluationPeriods: 3,
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "breaching",
    });
  });

  it("go off for an edition that was due five minutes ago, and for the uncertain after the grace", () => {
    const atLeast = {
      ...own,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
    };
    expect(alarms.get("edition-late")).toMatchObject({
      ...atLeast,
      MetricName: "slot-late",
      Statistic: "Maximum",
      Threshold: 300,
    });
    expect(alarms.get("uncertain")).toMatchObject({
      ...atLeast,
      MetricName: "uncertain",
      Statistic: "Maximum",
      Threshold: 1,
    });
  });

  it("stay on for as long as an edition is held, or letters have no event: a minute without a tick changes nothing", () => {
    const stays = {
      ...own,
      Statistic: "Maximum",
      Threshold: 1,
      EvaluationPeriods: 1,
      TreatMissingData: "ignore",
    };
    expect(alarms.get("edition-held")).toMatchObject({ ...stays, MetricName: "held" });
    expect(alarms.get("events-silent")).toMatchObject({ ...stays, MetricName: "silent" });
  });

  it("go off at 3 bounces in 100 and 8 complaints in 10,000: an edition's, a day's, the account's", () => {
    const thresholds = ["edition", "day", "account"].map(what =>
      ["bounces", "complaints"].map(kind => alarms.get(`${what}-${kind}`)?.Threshold),
    );
    expect(thresholds).toEqual([
      [3, 0.08],
      [3, 0.08],
      [0.03, 0.0008],
    ]);
    expect(alarms.get("account-bounces")).toMatchObject({
      Namespace: "AWS/SES",
      MetricName: "Reputation.BounceRate",
    });
    expect(alarms.get("account-complaints")).toMatchObject({
      Namespace: "AWS/SES",
      MetricName: "Reputation.ComplaintRate",
    });
    expect(alarms.get("edition-bounces")).toMatchObject({ ...own, MetricName: "bounce-percent" });
    expect(alarms.get("edition-complaints")).toMatchObject({
      ...own,
      MetricName: "complaint-percent",
    });
  });

  it("go off at a pace below half the account's rate, while there is that much to send", () => {
    const { Metrics, Threshold } = alarms.get("pace-low") as {
      Metrics: { Expression?: string; Id: string }[];
      Threshold: number;
    };
    const [expression] = Metrics.flatMap(metric => metric.Expression ?? []);
    // The expression as CloudWatch would work it out.
    const percent = (pending: number, rate: number, accepted: number) => {
      const filled = { pending, rate, accepted };
      const text = (expression ?? "")
        .replaceAll(/FILL\((\w+), \d\)/g, (_, name: keyof typeof filled) => String(filled[name]))
        .replace(/^IF\((.*), (.*), (.*)\)$/, "($1) ? ($2) : ($3)");
      return new Function(`return ${text}`)() as number;
    };
    expect(percent(100_000, 14, 14 * 300)).toBe(0);
    expect(percent(100_000, 14, 7 * 300 - 1)).toBeGreaterThan(Threshold);
    expect(percent(100_000, 14, 7 * 300 + 1)).toBeLessThan(Threshold);
    expect(percent(14 * 300, 14, 0)).toBe(0);
  });

  it("each have a section in the operators' manual, which has no section for an unknown alarm", () => {
    const manual = readFileSync(new URL("../../../docs/operating.md", import.meta.url), "utf8");
    const kinds = new Set(
      [...alarms.keys()].map(name =>
        name.replace(/^(dead-letters|oldest-message|errors|throttles)-.*/, "$1-…"),
      ),
    );
    const sections = [...manual.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(
      [...kinds]
        .map(kind => kind.replace(/^faults-.*/, "faults-…"))
        .filter((kind, at, all) => all.indexOf(kind) === at)
        .sort(),
    );
  });

  it("go off if an import of a list fails; each notice has its section", () => {
    expect(alarms.get("import-failed")).toMatchObject({
      MetricName: "import-failed",
      Statistic: "Sum",
      Threshold: 1,
      TreatMissingData: "notBreaching",
    });
    const manual = readFileSync(new URL("../../../docs/operating.md", import.meta.url), "utf8");
    for (const kind of [
      "edition-held",
      "events-silent",
      "import-failed",
    ] satisfies Notice["kind"][])
      expect(manual).toMatch(new RegExp(`^### .*\`${kind}\`$`, "m"));
  });
});

describe("the dashboard", () => {
  it("shows every alarm first", () => {
    const [dashboard] = resources(pipeline, "AWS::CloudWatch::Dashboard");
    expect(dashboard?.Properties.DashboardName).toBe("dear-colleague-prod");
    // The schema that templates are checked against knows no tags of a dashboard.
    expect(dashboard?.Properties.Tags).toBeUndefined();
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    expect(
      body.match(/Alarms\w+",\\?"?Arn/g)?.length ?? body.split('"Fn::GetAtt":["Alarms').length - 1,
    ).toBe(alarms.size);
    for (const metric of [
      "accepted",
      "pending",
      "rejected",
      "uncertain",
      "bounced",
      "complained",
      "clock-tick",
      "send-rate",
      "held",
      "silent",
    ])
      expect(body).toContain(`\\"DearColleague\\",\\"${metric}\\"`);
  });
});

describe("a budget", () => {
  it("exists if the settings name one, and notifies the operators", () => {
    pipeline.resourceCountIs("AWS::Budgets::Budget", 0);
    const [budget] = resources(
      templates({ monthlyBudgetUsd: 50 }).pipeline,
      "AWS::Budgets::Budget",
    );
    expect(budget?.Properties).toMatchObject({
      Budget: {
        BudgetName: "dear-colleague-prod-budget",
        BudgetLimit: { Amount: 50, Unit: "USD" },
        TimeUnit: "MONTHLY",
      },
      NotificationsWithSubscribers: ["ACTUAL", "FORECASTED"].map(NotificationType => ({
        Notification: { NotificationType, Threshold: 100 },
        Subscribers: [{ SubscriptionType: "EMAIL", Address: "operators@example.org" }],
      })),
    });
  });
});
