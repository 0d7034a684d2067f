import { readFileSync } from "node:fs";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { deployment as deploymentOf } from "../../../infra/deployment.ts";
import { readStage, type StageSettings } from "../../../infra/read-stage.ts";

/** Settings of an invented stage. */
export const settings: StageSettings = {
  account: "111122223333",
  region: "eu-west-2",
  sendingDomain: "letters.example.org",
  fromAddress: "Example Organisation <letters@letters.example.org>",
  siteDomain: "letters.example.org",
  certificateArn:
    "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
  signIn: { kind: "cognito", mfa: "required" },
  alarmEmail: "operators@example.org",
  maxSendRate: 14,
  logRetentionDays: 365,
  holdMinutes: 5,
};

const { context } = JSON.parse(readFileSync(new URL("../../../cdk.json", import.meta.url), "utf8"));

export type Deployment = { readonly app: App; readonly data: Stack; readonly pipeline: Stack };

/** A stage's stacks as `npm run synth` makes them, but for the code of the Lambdas. */
export function aDeployment(change: Partial<StageSettings> = {}, protect = true): Deployment {
  // To trace where each resource is made takes as long as all else.
  const quick = { ...context, "aws:cdk:disable-stack-trace": true };
  const app = new App({ context: quick, analyticsReporting: false });
  const stage = readStage("prod", { prod: { ...settings, ...change } });
  return {
    app,
    ...deploymentOf(
      app,
      stage,
      () => Code.fromInline("exports.handler = async () => {};"),
      protect,
    ),
  };
}

export type Properties = Readonly<Record<string, unknown>>;
export type Resource = {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** The resources of one type, with their logical ids. */
export function resources(template: Template, type: string): Resource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    ...(resource as Omit<Resource, "id">),
  }));
}

export type Templates = {
  readonly data: Template;
  readonly pipeline: Template;
  readonly deployment: Deployment;
};

const made = new Map<string, Templates>();

/** The templates of a stage, made once for all tests of a worker. Change nothing in them. */
export function templates(change: Partial<StageSettings> = {}): Templates {
  const key = JSON.stringify(change);
  const known = made.get(key);
  if (known) return known;
  const both = templatesOf(aDeployment(change));
  made.set(key, both);
  return both;
}

/** The templates of stacks that have a test of their own. */
export function templatesOf(deployment: Deployment): Templates {
  synthesizeUnvalidated(deployment.app);
  return {
    data: Template.fromStack(deployment.data),
    pipeline: Template.fromStack(deployment.pipeline),
    deployment,
  };
}

/** CloudFormation's own rules take half of a synthesis. nag.test.ts synthesizes with them. */
function synthesizeUnvalidated(app: App): void {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = "false";
  try {
    app.synth();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};

const listed = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];
export const actionsOf = (statement: Statement): readonly string[] => listed(statement.Action);
export const resourcesOf = (statement: Statement): readonly unknown[] => listed(statement.Resource);

/** All statements of a Lambda's role, by the Lambda's name. */
export function statementsByLambda(template: Template): Map<string, Statement[]> {
  const policies = resources(template, "AWS::IAM::Policy");
  const roles = new Map(resources(template, "AWS::IAM::Role").map(role => [role.id, role]));
  return new Map(
    resources(template, "AWS::Lambda::Function").map(({ Properties }) => {
      const role = (Properties.Role as { "Fn::GetAtt": [string] })["Fn::GetAtt"][0];
      const attached = policies.filter(policy =>
        (policy.Properties.Roles as { Ref: string }[]).some(({ Ref }) => Ref === role),
      );
      const inline = (roles.get(role)?.Properties.Policies ?? []) as {
        PolicyDocument: { Statement: Statement[] };
      }[];
      const documents = [
        ...attached.map(policy => policy.Properties.PolicyDocument as { Statement: Statement[] }),
        ...inline.map(policy => policy.PolicyDocument),
      ];
      const name = String(Properties.FunctionName).replace("dear-colleague-prod-", "");
      return [name, documents.flatMap(document => document.Statement)];
    }),
  );
}
