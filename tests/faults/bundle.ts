import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The programs of the campaign's processes, one file each. */
export type Programs = {
  readonly worker: string;
  readonly clock: string;
  readonly compileCache: string;
};

/** Bundles them, so that one that was killed is back in a moment. */
export async function bundlePrograms(path: string): Promise<Programs> {
  const entry = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const banner = {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  };
  await build({
    entryPoints: [entry("worker"), entry("clock")],
    outdir: path,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    target: "node22",
    banner,
    logLevel: "error",
  });
  return {
    worker: join(path, "worker.mjs"),
    clock: join(path, "clock.mjs"),
    compileCache: join(path, "compiled"),
  };
}
