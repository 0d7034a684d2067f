import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    // Two noisy cores: a slow moment is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
