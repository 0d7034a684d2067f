import { type App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { DataStack } from "./data-stack.ts";
import { withoutProtection } from "./names.ts";
import { type CodeOf, PipelineStack } from "./pipeline-stack.ts";
import type { Stage } from "./read-stage.ts";

/**
 * Adds a stage's two stacks to the app. A finding of cdk-nag that is not acknowledged fails the
 * synthesis. `protect` is false only during the first creation of a stack
 * (`infra/deploy/deploy.ts`).
 */
export function deployment(
  app: App,
  stage: Stage,
  codeOf: CodeOf,
  protect = true,
): { readonly data: DataStack; readonly pipeline: PipelineStack } {
  const data = new DataStack(app, stage, protect);
  const pipeline = new PipelineStack(app, stage, codeOf, protect);
  Tags.of(app).add("application", "dear-colleague");
  Tags.of(app).add("stage", stage.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, pipeline };
}

/**
 * Whether the stacks are protected against deletion: always, except with the context `protect=no`.
 */
export function isProtected(app: App): boolean {
  return `protect=${app.node.tryGetContext("protect")}` !== withoutProtection;
}
