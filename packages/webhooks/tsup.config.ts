import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

export default defineConfig(
  library({
    entry: {
      index: "src/index.ts",
      "crypto-node": "src/crypto/node.ts",
      "crypto-web": "src/crypto/web.ts",
    },
    // Chosen at run time by the conditions of `imports` in package.json.
    external: [/^node:/, "#crypto"],
  }),
);
