import type { Options } from "tsup";

type Plugin = NonNullable<Options["plugins"]>[number];

/**
 * `import()` in CommonJS would load the ESM copies of packages beside their CJS ones, and Jest cannot run it
 * at all: there it becomes a `require()` of the same time.
 */
const requireLazily: Plugin = {
  name: "require-lazily",
  renderChunk(code) {
    if (this.format !== "cjs") return undefined;
    const lazily = (_: string, name: string): string =>
      `Promise.resolve().then(() => { const it = require(${name}); return it.__esModule ? it : { ...it, default: it }; })`;
    return { code: code.replace(/\bimport\((["'][^"'()]+["'])\)/g, lazily) };
  },
};

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
    plugins: [requireLazily, ...(options.plugins ?? [])],
  };
}
