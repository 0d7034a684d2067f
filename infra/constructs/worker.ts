import { ArnFormat, type Duration, Lazy, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  type CfnPolicy,
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  type CfnFunction,
  type Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { SqsEventSource, type SqsEventSourceProps } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { namesOf } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { acknowledge } from "./acknowledge.ts";
import type { LambdaName } from "./bundling.ts";
import type { Variables } from "./variables.ts";

export type WorkerProps = {
  readonly stage: Stage;
  readonly name: LambdaName;
  readonly code: Code;
  /** 1,769 MB are one vCPU. */
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly environment: Variables;
};

/** Conditions of a statement, by operator and key. */
type Conditions = Record<string, Record<string, string | string[]>>;

/**
 * A Lambda with its own role and log. The role may write its log and traces; `may` adds other
 * permissions.
 */
export class Worker extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    { stage, name, code, memoryMb, timeout, environment }: WorkerProps,
  ) {
    super(scope, id);
    const functionName = namesOf(stage.name).function(name);
    const logGroup = new LogGroup(this, "Log", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: stage.logRetentionDays,
      // The log outlives the stack. After a failed creation it is removed.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const logArn = Stack.of(this).formatArn({
      service: "logs",
      resource: "log-group",
      resourceName: `/aws/lambda/${functionName}:log-stream:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const allow = (actions: string[], resources: string[]) =>
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        log: new PolicyDocument({
          statements: [allow(["logs:CreateLogStream", "logs:PutLogEvents"], [logArn])],
        }),
        traces: new PolicyDocument({
          statements: [allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"])],
        }),
      },
    });
    this.function = new LambdaFunction(this, "Function", {
      functionName,
      role: this.role.withoutPolicyUpdates(),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code,
      memorySize: memoryMb,
      timeout,
      environment: { ...environment, STAGE: stage.name, STEP: name },
      logGroup,
      tracing: Tracing.ACTIVE,
      // No retries of asynchronous events: the clock's next tick comes within a minute, and a retry
      // would run beside it.
      retryAttempts: 0,
    });
    // Creates the policy before the function. The CDK's own DependsOn would also name the role,
    // which cfn-lint reports (W3005).
    (this.function.node.defaultChild as CfnFunction).addOverride(
      "DependsOn",
      Lazy.list({ produce: () => [this.policyId()] }),
    );
    acknowledge(this.role, {
      "AwsSolutions-IAM5[Resource::*]": "X-Ray's write actions have no resources to name.",
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:${stage.region}:${stage.account}:log-group:/aws/lambda/${functionName}:log-stream:*]`]:
        "The streams of the function's own log group. Lambda chooses their names.",
    });
  }

  /** Returns the logical id of the policy that `may` adds to. */
  private policyId(): string {
    const policy = this.role.node.findChild("DefaultPolicy").node.defaultChild as CfnPolicy;
    return Stack.of(this).getLogicalId(policy);
  }

  /** Allows the function `actions` on `resources`. */
  may(actions: readonly string[], resources: readonly string[], conditions?: Conditions): void {
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    );
  }

  /**
   * Lets the function handle a queue's messages. The function itself reports the messages of a
   * batch that failed.
   */
  handlesQueue(queue: IQueue, how: Omit<SqsEventSourceProps, "reportBatchItemFailures">): void {
    this.may(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      [queue.queueArn],
    );
    this.function.addEventSource(
      new SqsEventSource(queue, { ...how, reportBatchItemFailures: true }),
    );
  }
}
