import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";
import { namesOf } from "../../names.ts";
import type { Stage } from "../../read-stage.ts";

/**
 * Emails alarmEmail when the account's monthly costs reach a limit, or are forecast to. AWS checks
 * a few times a day.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, monthlyUsd: number) {
    super(scope, id);
    const subscribers = [{ subscriptionType: "EMAIL", address: stage.alarmEmail }];
    new CfnBudget(this, "Budget", {
      budget: {
        budgetName: namesOf(stage.name).budget,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: monthlyUsd, unit: "USD" },
      },
      notificationsWithSubscribers: (["ACTUAL", "FORECASTED"] as const).map(notificationType => ({
        notification: {
          notificationType,
          comparisonOperator: "GREATER_THAN",
          threshold: 100,
          thresholdType: "PERCENTAGE",
        },
        subscribers,
      })),
    });
  }
}
