import { serve } from "@hono/node-server";
import type { LocalPipeline } from "./local-pipeline.ts";
export async function startSite(_local: LocalPipeline, _port: number): Promise<{ stop: () => Promise<void> }> {
  void serve;
  return { stop: async () => {} };
}
