import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleLambdas, lambdaNames } from "../../infra/constructs/bundling.ts";

export type BundleFigures = {
  readonly bundle: string;
  /** Minified: all of its code, and what is loaded before the first event. */
  readonly bytes: number;
  readonly bytesAtOnce: number;
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
      const files = readdirSync(bundles[bundle]).filter(name => name.endsWith(".js"));
      return {
        bundle,
        bytes: sizeOf(files.map(name => join(bundles[bundle], name))),
        bytesAtOnce: bytesAtOnce(file),
        milliseconds: Math.round(Math.min(...times) * 10) / 10,
      };
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const sizeOf = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + statSync(file).size, 0);

/** The bytes of a bundle's first file, and of the pieces that it requires at once. */
export function bytesAtOnce(file: string): number {
  const path = JSON.stringify(file);
  return sizeOf(
    JSON.parse(inNode(`require(${path}); console.log(JSON.stringify(Object.keys(require.cache)))`)),
  );
}

function timeToLoad(file: string): number {
  return Number(
    inNode(
      `const began = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - began)`,
    ),
  );
}

function inNode(program: string): string {
  // Neither the loader nor the cache of this process: Lambda has none.
  const env = { ...process.env, NODE_OPTIONS: "", NODE_DISABLE_COMPILE_CACHE: "1" };
  return execFileSync(process.execPath, ["-e", program], { encoding: "utf8", env });
}
