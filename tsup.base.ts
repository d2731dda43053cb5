import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["plugins"]>[number];
type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * Turns `import()` into a deferred `require()` in the CJS build: `import()` would load the ESM copies of packages in
 * addition to their CJS ones, and Jest cannot run it at all.
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

/** Leaves dependencies that are ESM only to the consumer in the ESM build. The CJS build bundles them. */
function externalInEsm(names: readonly string[]): EsbuildPlugin {
  return {
    name: "external-in-esm",
    setup(build) {
      if (build.initialOptions.define?.TSUP_FORMAT !== '"esm"') return;
      for (const name of names)
        build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, external: true }));
    },
  };
}

/** Folders of the bundled packages by name, for each output folder. */
const bundled = new Map<string, Map<string, string>>();

/** Writes the licences of bundled packages to THIRD-PARTY-NOTICES.txt in the output folder. */
const thirdPartyNotices: EsbuildPlugin = {
  name: "third-party-notices",
  setup(build) {
    const outdir = build.initialOptions.outdir ?? "dist";
    const packages = bundled.get(outdir) ?? new Map<string, string>();
    bundled.set(outdir, packages);
    build.onEnd(({ metafile }) => {
      const outputs = Object.values(metafile?.outputs ?? {});
      for (const [input, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
        const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? [];
        if (folder && name && bytesInOutput > 0) packages.set(name, folder);
      }
      if (packages.size === 0) return;
      const notices = [...packages].sort().map(([name, folder]) => noticeOf(name, folder));
      mkdirSync(outdir, { recursive: true });
      writeFileSync(join(outdir, "THIRD-PARTY-NOTICES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
    });
  },
};

/** Returns name, version and full licence text of a package. */
function noticeOf(name: string, folder: string): string {
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} is bundled, and its package contains no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

interface LibraryOptions extends Options {
  /** Dependencies that are ESM only: external in the ESM build, bundled in the CJS build. */
  esmOnly?: string[];
}

/**
 * Build settings that all packages share: ESM, CJS and declarations, one output per entry point. Dependencies that are
 * ESM only are bundled into the CJS build, where a `require()` of them would fail on Node 20. The private package kit
 * is always bundled.
 */
export function library({ esmOnly = [], ...options }: LibraryOptions): Options {
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
    noExternal: ["@schematic-internal/kit", ...esmOnly, ...(options.noExternal ?? [])],
    esbuildPlugins: [externalInEsm(esmOnly), thirdPartyNotices, ...(options.esbuildPlugins ?? [])],
    plugins: [requireLazily, ...(options.plugins ?? [])],
  };
}
