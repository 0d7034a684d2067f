import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { leaveOut } from "../../infra/constructs/bundling.ts";
import { bundling } from "../programs.ts";

/** The programs of the campaign's processes, one file each. */
export type Programs = {
  readonly worker: string;
  readonly clock: string;
  readonly compileCache: string;
};

/** Bundles them, so that one that was killed is back in a moment. */
export async function bundlePrograms(path: string): Promise<Programs> {
  const entry = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  await build({
    ...bundling,
    entryPoints: [entry("worker"), entry("clock")],
    outdir: path,
    plugins: [leaveOut],
  });
  return {
    worker: join(path, "worker.mjs"),
    clock: join(path, "clock.mjs"),
    compileCache: join(path, "compiled"),
  };
}
