import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { fetchPublic } from "./runtime/outside/fetch-public.ts";
import { readFeeds } from "./steps/feeds/read-feeds.ts";
import type { Pipeline } from "./steps/pipeline.ts";

type Context = { readonly getRemainingTimeInMillis: () => number };

/** The longest reading of one feed, and of its items, fits into this time. */
const reserveMs = 30_000;

export function readFeedsHandler(open: () => Pipeline | Promise<Pipeline>) {
  return async (_event: unknown, context: Context): Promise<void> =>
    readFeeds(await open(), fetchPublic, () => context.getRemainingTimeInMillis() < reserveMs);
}

export const handler = deployed(readFeedsHandler(deployedPipeline));
