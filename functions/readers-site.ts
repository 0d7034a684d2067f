import type { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import { readAssets } from "./web/assets.ts";
import { readersSite } from "./web/readers-site.tsx";

const site = lazily(async (): Promise<Hono> => {
  const environment = readEnvironment(process.env);
  return readersSite(openPipeline(environment), await readAssets(environment.ASSETS_DIRECTORY));
});

export const handler: ReturnType<typeof handle> = async (event, context) => handle(await site())(event, context);
