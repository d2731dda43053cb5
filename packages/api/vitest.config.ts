import { readFileSync } from "node:fs";
import { mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  version: string;
};

export default mergeConfig(base, { define: { __API_VERSION__: JSON.stringify(version) } });
