import type { Template } from "./mail/template.ts";
import { readTemplate } from "./mail/template.ts";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { runClock } from "./steps/run-clock.ts";

export function runClockHandler(pipeline: () => Pipeline, template: () => Promise<Template>): () => Promise<void> {
  return async () => runClock(pipeline(), await template());
}

export const handler = runClockHandler(
  lazily(() => openPipeline(readEnvironment(process.env))),
  lazily(() => readTemplate(readEnvironment(process.env).TEMPLATES_DIRECTORY)),
);
