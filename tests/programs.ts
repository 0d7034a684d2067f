import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = {
  start: "infra/local/start.ts",
  letter: "infra/local/letter/letter-command.ts",
} as const;
const variable = "BUILT_PROGRAMS";

/** A command that runs as a process of its own. */
export type ProgramName = keyof typeof sources;

/**
 * Returns Node's arguments that run a command: built once for all tests if `buildPrograms` has run,
 * else as the npm script does.
 */
export function argumentsOf(name: ProgramName): string[] {
  const built = process.env[variable];
  return built === undefined ? asNpmDoes(name) : [join(built, `${name}.mjs`)];
}

/** Returns Node's arguments with which the npm script runs a command, on its sources. */
export function asNpmDoes(name: ProgramName): string[] {
  return ["--import", import.meta.resolve("tsx"), join(root, sources[name])];
}

/**
 * Vitest calls this before all tests. A process of a built command starts in a third of the time, for
 * nothing is left to translate. The packages stay outside. Returns what Vitest calls after all tests.
 */
export default async function buildPrograms(): Promise<() => Promise<void>> {
  // Inside the project, so that Node finds the packages.
  const cache = join(root, "node_modules", ".cache", "dear-colleague");
  await mkdir(cache, { recursive: true });
  const outdir = await mkdtemp(join(cache, "programs-"));
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, join(root, source)]),
    ),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    logLevel: "error",
    plugins: [keepTheirPlaces],
  });
  process.env[variable] = outdir;
  return () => rm(outdir, { recursive: true, force: true });
}

/** Each module still knows the file that it comes from, though it is now part of another one. */
const keepTheirPlaces: Plugin = {
  name: "keep-their-places",
  setup({ onLoad }) {
    onLoad({ filter: /(functions|infra)\/.*\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      const loader = path.endsWith(".tsx") ? "tsx" : "ts";
      return { contents: source.replaceAll("import.meta.url", url), loader };
    });
  },
};
