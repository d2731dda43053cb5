// Bundles ky without what the transport never uses: it is ESM only, so CJS needs it bundled anyway, and
// these parts are a fifth of its size. Retries, time-outs and aborts are ky's own, untouched.
import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = dirname(realpathSync(createRequire(import.meta.url).resolve("ky")));

/** What stands in for a module of ky, by its path in the package's `distribution`. */
const replaced = {
  // Progress of uploads and downloads.
  "utils/body.js": "export const streamRequest = (r) => r, streamResponse = (r) => r;",
  // Search parameters and options of ky: the URL is complete, `fetch` gets its options from the transport.
  "utils/options.js": "export const hasSearchParameters = () => false, findUnknownOptions = () => ({});",
  // Instances that extend others: there is one call, with all options given.
  "utils/merge.js": "export const mergeHeaders = () => new Headers(), mergeHooks = (own) => own;",
  "utils/normalize.js": "export const normalizeRequestMethod = (m) => m, normalizeRetryOptions = (r) => r;",
  // Retries that a hook forces, and values that are thrown but no errors.
  "errors/ForceRetryError.js": "export class ForceRetryError {}",
  "errors/NonError.js": "export const NonError = Error;",
};

/**
 * Probes that ky runs when it is loaded: they make Node load its `fetch` and streams (most of the import time),
 * and none counts here, since the transport hands its own body to `fetch`.
 */
function withoutProbes(source) {
  const lean = source
    .replace(/supportsRequestStreams = \(\(\) => \{[\s\S]*?\n\}\)\(\);/, "supportsRequestStreams = false;")
    .replace(/(supportsFormData|supportsResponseStreams) = [^;]*;/g, "$1 = false;");
  if (/globalThis\.(Request|FormData|ReadableStream)/.test(lean)) {
    throw new Error("ky has changed, its probes in core/constants.js are others");
  }
  return lean;
}

/** @returns {import("esbuild").Plugin} */
export function leanKy() {
  return {
    name: "lean-ky",
    setup(build) {
      const seen = new Set();
      build.onResolve({ filter: /^ky$/ }, () => ({ path: "ky", namespace: "lean-ky" }));
      build.onLoad({ filter: /.*/, namespace: "lean-ky" }, () => ({
        contents:
          '/*! ky, MIT License © Sindre Sorhus */\nimport { Ky } from "./core/Ky.js";\nexport default Ky.create;',
        resolveDir: root,
      }));
      build.onLoad({ filter: /distribution/ }, ({ path }) => {
        if (path === join(root, "core/constants.js")) {
          return { contents: withoutProbes(readFileSync(path, "utf8")) };
        }
        const name = Object.keys(replaced).find((module) => path === join(root, module));
        if (name) seen.add(name);
        return name && { contents: replaced[name] };
      });
      build.onEnd(() => {
        const missing = Object.keys(replaced).filter((name) => !seen.has(name));
        if (missing.length > 0) throw new Error(`ky has changed, it no longer imports ${missing.join(", ")}`);
      });
    },
  };
}
