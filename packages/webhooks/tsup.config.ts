import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const adapters = ["express", "fastify", "hono", "koa", "lambda", "nest", "next"];

export default defineConfig(
  library({
    entry: {
      index: "src/index.ts",
      ...Object.fromEntries(adapters.map((name) => [name, `src/adapters/${name}.ts`])),
      "crypto-node": "src/crypto/node.ts",
      "crypto-web": "src/crypto/web.ts",
    },
    // The adapters import only types, so each entry is one file, which loads in a fraction of the time.
    splitting: false,
    removeNodeProtocol: false,
    // The codecs of the bodies, without the REST client of the same package.
    noExternal: ["@schematic/api", "@schematic-internal/kit"],
    // Chosen at run time by the conditions of `imports` in package.json.
    external: [/^node:/, "#crypto"],
  }),
);
