import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { leaveOut } from "../../infra/constructs/bundling.ts";
import { buildOnce } from "../build-once.ts";
import { bundling } from "../programs.ts";

/** The programs of the campaign's processes, one file each. */
export type Programs = {
  readonly worker: string;
  readonly clock: string;
  readonly compileCache: string;
};

/** Bundles them, so that one that was killed is back in a moment. */
export async function bundlePrograms(): Promise<Programs> {
  const entry = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const entryPoints = [entry("worker"), entry("clock")];
  const path = await buildOnce("campaign", outdir =>
    build({ ...bundling, entryPoints, outdir, plugins: [leaveOut] }),
  );
  return {
    worker: join(path, "worker.mjs"),
    clock: join(path, "clock.mjs"),
    compileCache: join(path, "compiled"),
  };
}
