import type { Template } from "./mail/template.ts";
import { readTemplate } from "./mail/template.ts";
import { deployed, deployedPipeline, readDeployedEnvironment } from "./runtime/deployed.ts";
import { lazily } from "./runtime/lazily.ts";
import { runClock } from "./steps/clock/run-clock.ts";
import type { Pipeline } from "./steps/pipeline.ts";

export function runClockHandler(
  open: () => Pipeline | Promise<Pipeline>,
  template: () => Promise<Template>,
): () => Promise<void> {
  return async () => runClock(await open(), await template());
}

const template = lazily(async () =>
  readTemplate((await readDeployedEnvironment()).TEMPLATES_DIRECTORY),
);

export const handler = deployed(runClockHandler(deployedPipeline, template));
