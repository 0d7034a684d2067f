import type { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { readTemplate } from "./mail/template.ts";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import { readAssets } from "./web/assets.ts";
import { editorsSite } from "./web/editors-site.tsx";

const site = lazily(async (): Promise<Hono> => {
  const environment = readEnvironment(process.env);
  const [template, assets] = await Promise.all([
    readTemplate(environment.TEMPLATES_DIRECTORY),
    readAssets(environment.ASSETS_DIRECTORY),
  ]);
  return editorsSite(openPipeline(environment), template, assets);
});

export const handler: ReturnType<typeof handle> = async (event, context) => handle(await site())(event, context);
