import { defineConfig, mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";
import { pageForTests } from "./page.build";

export default mergeConfig(base, defineConfig({ plugins: [pageForTests] }));
