import type { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { deployed, deployedPipeline, readDeployedEnvironment } from "./runtime/deployed.ts";
import { lazily } from "./runtime/lazily.ts";
import { behindCloudFront } from "./runtime/origin-key.ts";
import { secretsMaxAgeMs } from "./runtime/secrets.ts";
import { readAssets } from "./web/kit/assets.ts";
import { readersSite } from "./web/readers-site.tsx";

const site = lazily(async (): Promise<Hono> => {
  const environment = await readDeployedEnvironment();
  return readersSite(await deployedPipeline(), await readAssets(environment.ASSETS_DIRECTORY));
}, secretsMaxAgeMs);

export const handler: ReturnType<typeof handle> = deployed(
  behindCloudFront(async (event, context) => handle(await site())(event, context)),
);
