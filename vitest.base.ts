import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What every package's tests share. The JSON results are what `npm test` counts. */
export const base: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Ends tests that hang. Tests that run whole scenarios, compilers or other programs set a longer limit themselves.
    testTimeout: 30_000,
    // Hooks start servers, Redis clusters and child processes.
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ["default", "json"],
    outputFile: { json: ".results/vitest.json" },
  },
});
