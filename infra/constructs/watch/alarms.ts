import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { namesOf } from "../../names.ts";
import type { Stage } from "../../read-stage.ts";
import type { Watch } from "./watch.ts";

export type AlarmsProps = {
  readonly stage: Stage;
  readonly topicKey: IKey;
  readonly watches: readonly Watch[];
};

/** Emails the operators when an alarm starts and when it ends. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, topicKey, watches }: AlarmsProps) {
    super(scope, id);
    const names = namesOf(stage.name);
    const topic = new Topic(this, "Topic", {
      topicName: names.alarmTopic,
      masterKey: topicKey,
      enforceSSL: true,
    });
    this.topic = topic;
    topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: "AlarmsPublish",
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "AWS:SourceAccount": stage.account } },
      }),
    );
    const action = new SnsAction(topic);
    this.alarms = watches.map(watch => {
      const alarm = new Alarm(this, watch.id, {
        alarmName: `${names.table}-${watch.id}`,
        alarmDescription: `${watch.description} What to do: docs/operating.md, "${watch.id}".`,
        metric: watch.metric,
        threshold: watch.threshold,
        evaluationPeriods: watch.periods ?? 1,
        comparisonOperator: watch.absence
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: missingDataOf(watch),
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}

function missingDataOf({ absence, stays }: Watch): TreatMissingData {
  if (absence) return TreatMissingData.BREACHING;
  return stays ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING;
}
