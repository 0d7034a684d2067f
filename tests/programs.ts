import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { leaveOut } from "../infra/constructs/bundling.ts";
import { buildOnce } from "./build-once.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = {
  start: "infra/local/start.ts",
  letter: "infra/local/letter/letter-command.ts",
  services: "infra/local/aws/services/services-process.ts",
  doctor: "infra/doctor/doctor.ts",
  "hold-directory": "tests/infra/processes/hold-directory.ts",
  "ses-to-be-killed": "tests/infra/aws/ses/to-be-killed.ts",
  "to-be-frozen": "tests/steps/sending/to-be-frozen.ts",
} as const;
const commands = "infra/commands/**/*-command.ts";
const variable = "BUILT_PROGRAMS";

/** A command or a test's own program, which runs as a process of its own. */
export type ProgramName = keyof typeof sources;

/**
 * Returns Node's arguments that run a program, by its name or by the path of its file: built once for
 * all tests if `buildPrograms` has run, else on its sources.
 */
export function argumentsOf(program: ProgramName | `infra/commands/${string}.ts`): string[] {
  const source = sourceOf(program);
  const built = process.env[variable];
  return built === undefined ? onItsSources(source) : [join(built, source.replace(/ts$/, "mjs"))];
}

/** Returns the arguments with which an npm script runs Node, on the sources, in the project's folder. */
export function asNpmDoes(name: "letter"): string[] {
  const { scripts } = createRequire(import.meta.url)("../package.json");
  return String(scripts[name]).split(" ").slice(1);
}

function sourceOf(program: string): string {
  return program in sources ? sources[program as ProgramName] : program;
}

function onItsSources(source: string): string[] {
  return ["--import", import.meta.resolve("tsx"), join(root, source)];
}

/**
 * esbuild's options for a program that tests start many times: with its packages in it, for to find
 * and translate the many files of a package takes longer than to run them.
 */
export const bundling = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  mainFields: ["module", "main"],
  outExtension: { ".js": ".mjs" },
  // For the packages that are no modules.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  logLevel: "error",
} as const satisfies BuildOptions;

/** Vitest calls this before all tests. A process of a built command starts in a fifth of the time. */
export default async function buildPrograms(): Promise<void> {
  process.env[variable] = await buildOnce("programs", outdir =>
    build({
      ...bundling,
      absWorkingDir: root,
      entryPoints: [...Object.values(sources), ...globSync(commands, { cwd: root })],
      outbase: root,
      outdir,
      splitting: true,
      // Programs of their own, and what only few commands need.
      external: ["@dynoxide/*", "esbuild", "sass", "tsx", "aws-cdk-lib", "constructs"],
      plugins: [leaveOut, keepTheirPlaces(outdir)],
    }),
  );
}

/**
 * Each module still knows the file that it comes from, though it is now part of another one. A
 * command starts its services as they are built.
 */
const keepTheirPlaces = (outdir: string): Plugin => ({
  name: "keep-their-places",
  setup({ onLoad }) {
    const services = pathToFileURL(join(outdir, sources.services.replace(/ts$/, "mjs"))).href;
    onLoad({ filter: /(functions|infra)\/.*\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      const loader = path.endsWith(".tsx") ? "tsx" : "ts";
      const contents = source
        .replace('"./services-process.ts", import.meta.url', JSON.stringify(services))
        .replaceAll("import.meta.url", url);
      return { contents, loader };
    });
  },
});
