import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import type { Stage } from "../read-stage.ts";
import type { Worker } from "./worker.ts";

/**
 * Runs a function every minute, or every few minutes. The scheduler may deliver a tick twice or late; the function
 * tolerates both.
 */
export class Clock extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      worker,
      name,
      minutes,
    }: {
      readonly stage: Stage;
      readonly worker: Worker;
      readonly name: string;
      readonly minutes: number;
    },
  ) {
    super(scope, id);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": stage.account } },
      }),
    });
    worker.function.grantInvokeLatestVersion(role);
    new CfnSchedule(this, "Schedule", {
      name,
      scheduleExpression: minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: worker.function.functionArn,
        roleArn: role.roleArn,
        // No retries: the next tick does all that this one would have done.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
  }
}
