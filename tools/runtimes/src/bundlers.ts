/** The bundlers, each with what its own documentation says for a program for Node and one for browsers. */
import { join } from "node:path";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild } from "vite";
import webpack from "webpack";

export type Target = "node" | "browser";

export interface BundleJob {
  target: Target;
  /** Folder of the sources, with the packages in its `node_modules`. */
  cwd: string;
  /** Modules to bundle, by the name of the output without `.mjs`. */
  entries: Record<string, string>;
  outDir: string;
}

export interface Bundler {
  name: string;
  build(job: BundleJob): Promise<void>;
}

const withEsbuild: Bundler = {
  name: "esbuild",
  async build({ target, cwd, entries, outDir }) {
    await esbuild.build({
      absWorkingDir: cwd,
      entryPoints: entries,
      outdir: outDir,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: target,
      logLevel: "silent",
      // CommonJS dependencies ask for Node's modules by `require`, which an ES module has not.
      ...(target === "node"
        ? {
            banner: {
              js: 'import { createRequire as __createRequireOfNode } from "node:module"; const require = __createRequireOfNode(import.meta.url);',
            },
          }
        : {}),
    });
  },
};

const withWebpack: Bundler = {
  name: "webpack",
  async build({ target, cwd, entries, outDir }) {
    const compiler = webpack({
      mode: "production",
      context: cwd,
      target: target === "node" ? "node20" : ["web", "es2022"],
      entry: entries,
      experiments: { outputModule: true },
      output: {
        path: outDir,
        filename: "[name].mjs",
        chunkFilename: "[name].chunk.mjs",
        library: { type: "module" },
        chunkFormat: "module",
        publicPath: target === "node" ? "auto" : "./",
        module: true,
      },
      performance: false,
      // Minifying takes nine tenths of the time and is not webpack's own.
      optimization: { minimize: false },
    });
    await new Promise<void>((resolve, reject) => {
      compiler?.run((error, stats) => {
        if (error) return reject(error);
        if (stats?.hasErrors()) return reject(new Error(stats.toString({ all: false, errors: true })));
        compiler.close((closing) => (closing ? reject(closing) : resolve()));
      });
    });
  },
};

const withRollup: Bundler = {
  name: "rollup",
  async build({ target, entries, outDir }) {
    const bundle = await rollup({
      input: entries,
      ...(target === "node" ? { external: [/^node:/] } : {}),
      preserveEntrySignatures: "strict",
      plugins: [
        nodeResolve(
          target === "node" ? { exportConditions: ["node"], preferBuiltins: true } : { browser: true },
        ),
        commonjs(),
        json(),
      ],
      onLog(_level, log) {
        // In a browser there are no modules of Node; anything else that is not found is an error too.
        if (log.code === "UNRESOLVED_IMPORT" && target === "browser") throw new Error(log.message);
      },
    });
    await bundle.write({
      dir: outDir,
      format: "es",
      entryFileNames: "[name].mjs",
      chunkFileNames: "[name]-[hash].chunk.mjs",
    });
    await bundle.close();
  },
};

const withVite: Bundler = {
  name: "vite",
  async build({ target, cwd, entries, outDir }) {
    await viteBuild({
      root: cwd,
      configFile: false,
      envFile: false,
      logLevel: "silent",
      ...(target === "node" ? { ssr: { noExternal: true, target: "node" } } : {}),
      build: {
        outDir,
        target: "es2022",
        copyPublicDir: false,
        modulePreload: false,
        ...(target === "node" ? { ssr: true } : {}),
        rollupOptions: {
          input: entries,
          preserveEntrySignatures: "strict",
          output: { entryFileNames: "[name].mjs", chunkFileNames: join("[name]-[hash].chunk.mjs") },
        },
      },
    });
  },
};

export const bundlers: Bundler[] = [withEsbuild, withWebpack, withRollup, withVite];
