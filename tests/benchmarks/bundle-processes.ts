import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildOnce } from "../build-once.ts";

const names = ["counting-ses", "sqs", "step", "send-race", "rendering"] as const;
export type ProcessName = (typeof names)[number];

/** Bundles the benchmarks' processes, as the Lambdas are: what a step does not need it does not load. Gives where each is. */
export async function bundleProcesses(
  wanted: readonly ProcessName[],
): Promise<(name: ProcessName) => string> {
  const entry = (name: ProcessName) =>
    fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url));
  // CommonJS packages want a `require`; its maker goes by a name that none of them has.
  const js =
    'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';
  const entryPoints = Object.fromEntries(wanted.map(name => [name, entry(name)]));
  const directory = await buildOnce(`benchmark-${wanted.join("-")}`, outdir =>
    build({
      entryPoints,
      outdir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      platform: "node",
      target: "node22",
      format: "esm",
      mainFields: ["module", "main"],
      banner: { js },
      logLevel: "error",
    }),
  );
  return name => join(directory, `${name}.mjs`);
}
