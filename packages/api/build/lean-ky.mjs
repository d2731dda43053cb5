// Bundles ky without what the transport never uses: it is ESM only, so CJS needs it bundled anyway, and
// these parts are half of its size. Retries, time-outs and aborts are ky's own, untouched.
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
  // Of its errors the transport looks at a name alone.
  "errors/HTTPError.js": "export class HTTPError extends Error {}",
  "errors/TimeoutError.js": 'export class TimeoutError extends Error { name = "TimeoutError"; }',
};

/**
 * Probes that ky runs when it is loaded: they make Node load its `fetch` and streams (most of the import time),
 * and none counts here, since the transport hands its own body to `fetch`. Nor does what else it runs then.
 */
function withoutProbes(source) {
  const lean = source
    .replace(/supportsRequestStreams = \(\(\) => \{[\s\S]*?\n\}\)\(\);/, "supportsRequestStreams = false;")
    .replace(/(supportsFormData|supportsResponseStreams) = [^;]*;/g, "$1 = false;")
    .replace(/const validate = [^;]*;\s*validate\(\);/, "")
    .replace(/usualFormBoundarySize = [^;]*;/, "usualFormBoundarySize = 0;");
  if (/validate\(\)|new TextEncoder|globalThis\.(Request|FormData|ReadableStream)/.test(lean)) {
    throw new Error("ky has changed, its probes in core/constants.js are others");
  }
  return lean;
}

/**
 * What the one call of `attempts.ts` never reaches in `core/Ky.js`: each from its first text up to its second. That
 * call gives an absolute URL, a method without a body, a time-out that a timer can hold and no hooks; its
 * `shouldRetry` says yes or no, and no after a time-out.
 */
const unreached = [
  ["if (typeof ky.#options.timeout === 'number'", "// Delay the fetch"],
  ["for (const hook of ky.#options.hooks.afterResponse)", "if (!response.ok &&"],
  ["if (!response.ok &&", "throw error;", "if (!response.ok) { const error = new HTTPError();"],
  ["if (ky.#options.onDownloadProgress)", "return response;"],
  [".finally(() => {", "return result;", ";"],
  ["static #normalizeSearchParams", "request;\n    #abortController"],
  ["#cachedNormalizedOptions;", "constructor(input"],
  ["headers: mergeHeaders(", "};"],
  ["if (typeof this.#input !== 'string' &&", "if (supportsAbortController"],
  ["if (supportsRequestStreams) {", "this.request = new globalThis.Request("],
  ["if (hasSearchParameters(", "}\n    #calculateDelay()"],
  ["let jitteredDelay", "}\n    async #calculateRetryDelay(", "return retryDelay;"],
  ["const errorObject", "// Strict", "{ const result = await this.#options.retry.shouldRetry();"],
  ["if (isTimeoutError(error)", "}\n    #decorateResponse("],
  ["#decorateResponse(", "async #retry("],
  ["if (error instanceof ForceRetryError &&", "return this.#retry(function_);"],
  ["// Reset abortController", "const nonRequestOptions"],
  ["if (this.#options.timeout === false)", "return timeout("],
  ["#getNormalizedOptions() {", "}\n//# sourceMappingURL"],
];

function withoutUnreached(source) {
  let lean = source;
  for (const [from, to, instead = ""] of unreached) {
    const start = lean.indexOf(from);
    const end = lean.indexOf(to, start);
    if (start < 0 || end < 0)
      throw new Error(`ky has changed, its core/Ky.js has no "${from}" before "${to}"`);
    lean = lean.slice(0, start) + instead + lean.slice(end);
  }
  return lean;
}

/** Modules of ky that are bundled in part, and how. */
const trimmed = { "core/constants.js": withoutProbes, "core/Ky.js": withoutUnreached };

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
        const trim = Object.entries(trimmed).find(([module]) => path === join(root, module))?.[1];
        if (trim) return { contents: trim(readFileSync(path, "utf8")) };
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
