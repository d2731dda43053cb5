import { mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";

export default mergeConfig(base, {
  // A busy machine takes its time for thousands of random cases.
  test: { testTimeout: 180_000, globalSetup: ["test/global-setup.ts"], execArgv: ["--expose-gc"] },
});
