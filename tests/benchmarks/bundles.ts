import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleLambdas, lambdaNames } from "../../infra/constructs/bundling.ts";

export type BundleFigures = {
  readonly bundle: string;
  /** Minified, without what lies beside it. */
  readonly bytes: number;
  /** To load it in a fresh process: the best of several, which is what the machine can do when nobody else uses it. */
  readonly milliseconds: number;
};

const loads = 15;

/** The size of each Lambda's bundle, and how long it takes to load. */
export async function benchBundles(): Promise<BundleFigures[]> {
  const directory = mkdtempSync(join(tmpdir(), "dear-colleague-bench-"));
  try {
    const bundles = await bundleLambdas(directory);
    return lambdaNames.map(bundle => {
      const file = join(bundles[bundle], "index.js");
      const times = Array.from({ length: loads }, () => timeToLoad(file));
      return {
        bundle,
        bytes: statSync(file).size,
        milliseconds: Math.round(Math.min(...times) * 10) / 10,
      };
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function timeToLoad(file: string): number {
  const program = `const began = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - began)`;
  // Neither the loader nor the cache of this process: Lambda has none.
  const env = { ...process.env, NODE_OPTIONS: "", NODE_DISABLE_COMPILE_CACHE: "1" };
  return Number(execFileSync(process.execPath, ["-e", program], { encoding: "utf8", env }));
}
