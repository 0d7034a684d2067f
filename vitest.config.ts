import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    // Many tests wait for services and processes, so two cores carry more workers than cores.
    maxWorkers: 4,
    // A slow moment of a busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
