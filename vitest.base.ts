import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What every package's tests share. The JSON results are what `npm test` counts. */
export const base: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // These end tests that hang. No test is about time, and a busy machine takes its own for processes and servers.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ["default", "json"],
    outputFile: { json: ".results/vitest.json" },
  },
});
