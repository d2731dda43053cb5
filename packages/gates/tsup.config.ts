import { defineConfig } from "tsup";
import { library } from "../../tsup.base";

const adapters = ["express", "fastify", "hono", "nest", "next", "vercel-flags"];

export default defineConfig(
  library({
    entry: {
      index: "src/index.ts",
      ...Object.fromEntries(adapters.map((name) => [name, `src/adapters/${name}.ts`])),
    },
    // Removes the empty imports of shared chunks that esbuild leaves, of which bundlers would warn.
    treeshake: { moduleSideEffects: false },
  }),
);
