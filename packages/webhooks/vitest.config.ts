import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import { base } from "../../vitest.base";

export default mergeConfig(base, {
  resolve: { alias: { "#crypto": fileURLToPath(new URL("./src/crypto/node.ts", import.meta.url)) } },
});
