import { mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";

export default mergeConfig(base, {
  // Packing, installing and compiling take minutes where others are at work too.
  test: { globalSetup: ["src/packed.ts"], testTimeout: 600_000, hookTimeout: 600_000 },
});
