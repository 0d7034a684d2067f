import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/longest-first.ts";

const inABrowser = "tests/**/*-in-a-browser.test.ts";

/** The commands as processes, processes that are killed, the campaigns, and the doctor's faults. They mostly wait. */
const ofProcesses = [
  "tests/faults/**/*.test.ts",
  "tests/infra/letter/**/*.test.ts",
  "tests/infra/*.test.ts",
  "tests/infra/aws/hold-place.test.ts",
  "tests/infra/aws/ses/client-gone.test.ts",
  "tests/infra/aws/ses/restart.test.ts",
  "tests/infra/commands/**/*.test.ts",
  "tests/infra/deploy/session.test.ts",
  "tests/infra/doctor/doctor-command.test.ts",
  "tests/infra/doctor/doctor-faults.test.ts",
  "tests/steps/sending/frozen-worker.test.ts",
  "tests/benchmarks/units.test.ts",
];

/** The benchmarks as a whole. They run at the full size only. */
const benchmarks = "tests/benchmarks/benchmarks.test.ts";

/** `--mode full` runs every test at its full size: see tests/size.ts. */
export default defineConfig(({ mode }) => {
  const isFull = mode === "full";
  const project = (
    name: string,
    include: string[],
    exclude: string[] = [],
    globalSetup: string[] = [],
  ) => {
    // On a busy machine a quick test is tried once more. In the others a second try would hide a fault.
    const retry = name === "quick" ? 1 : 0;
    return { extends: true as const, test: { name, include, exclude, globalSetup, retry } };
  };
  return {
    test: {
      setupFiles: ["tests/set-up.ts"],
      sequence: { sequencer: LongestFirst },
      env: {
        TEST_SIZE: isFull ? "full" : "small",
        // What V8 has compiled is there for the next process of the same program.
        NODE_COMPILE_CACHE: fileURLToPath(
          new URL("node_modules/.cache/dear-colleague/compiled", import.meta.url),
        ),
      },
      // The files of a project share its workers' modules and services. Each test restores what it changes.
      isolate: false,
      // Tests leave much garbage: with room for it, V8 collects it a quarter as often.
      execArgv: ["--max-semi-space-size=32"],
      // Modules that Vite has translated are there for the next run.
      fsModuleCache: true,
      // Many tests wait for services and processes, so two cores carry more workers than cores.
      maxWorkers: 6,
      // A slow moment of a busy machine is no failure.
      testTimeout: 300_000,
      hookTimeout: 300_000,
      projects: [
        project("browser", [inABrowser]),
        project("faults", ofProcesses, [], ["tests/programs.ts"]),
        project("quick", ["tests/**/*.test.ts"], [inABrowser, ...ofProcesses, benchmarks]),
        ...(isFull ? [project("benchmarks", [benchmarks])] : []),
      ],
    },
  };
});
