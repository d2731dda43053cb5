import type { Options } from "tsup";

/**
 * What every package's build shares: ESM, CJS and declarations, one output per entry point.
 * ESM-only dependencies are bundled: a `require()` of them would fail at run time on Node 20.
 */
export function library(options: Options): Options {
  return {
    format: ["esm", "cjs"],
    target: "es2022",
    platform: "neutral",
    dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
    clean: true,
    splitting: true,
    sourcemap: false,
    treeshake: true,
    external: [/^node:/],
    ...options,
  };
}
