import { defineConfig, mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";

export default mergeConfig(
  base,
  defineConfig({ define: { __CORE_VERSION__: JSON.stringify("0.0.0-test") } }),
);
