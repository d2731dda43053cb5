import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EdgeVM } from "@edge-runtime/vm";
import { build, type Plugin } from "esbuild";
import { Miniflare } from "miniflare";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "./chromium";
import { type CheckResult, type Runtime, runnerSource, type Scenario } from "./types";

interface Bundle {
  code: string;
  /** The `.wasm` modules that the code imports, by the name under which it does. */
  wasm: Map<string, Uint8Array>;
}

/** Resolves `x.wasm?module` as wrangler and Next do: a compiled module, supplied by the runtime. */
function wasmModules(found: Map<string, Uint8Array>, asGlobal: boolean): Plugin {
  return {
    name: "wasm-modules",
    setup(builder) {
      builder.onResolve({ filter: /\.wasm\?module$/ }, async (args) => {
        const resolved = await builder.resolve(args.path.replace("?module", ""), {
          kind: args.kind,
          resolveDir: args.resolveDir,
          importer: args.importer,
        });
        const name = `module-${found.size}.wasm`;
        found.set(name, new Uint8Array(await readFile(resolved.path)));
        return asGlobal ? { path: name, namespace: "wasm-global" } : { path: `./${name}`, external: true };
      });
      builder.onLoad({ filter: /.*/, namespace: "wasm-global" }, (args) => ({
        contents: `export default globalThis.__wasmModules[${JSON.stringify(args.path)}];`,
      }));
    },
  };
}

async function bundle(scenario: Scenario, conditions: string[], form: "module" | "global"): Promise<Bundle> {
  const wasm = new Map<string, Uint8Array>();
  const entry = `import * as scenario from ${JSON.stringify(scenario.file)};
${runnerSource}
export const runAll = (environment) => runScenario(scenario, environment);
`;
  const result = await build({
    stdin: { contents: entry, resolveDir: scenario.file.replace(/\/[^/]*$/, ""), loader: "js" },
    bundle: true,
    write: false,
    format: form === "module" ? "esm" : "iife",
    ...(form === "global" ? { globalName: "__scenario" } : {}),
    platform: "browser",
    target: "es2022",
    conditions,
    // The platform's own modules, as its bundlers leave them.
    external: ["cloudflare:*"],
    loader: { ".wasm": "binary" },
    plugins: [wasmModules(wasm, form === "global")],
    logLevel: "silent",
  });
  return { code: result.outputFiles[0]?.text ?? "", wasm };
}

/** Cloudflare's runtime, through miniflare. Its scenarios run inside a request, as there. */
export function workerd(): Runtime {
  return {
    name: "workerd",
    async run(scenario, environment) {
      const { code, wasm } = await bundle(scenario, ["workerd", "worker", "module"], "module");
      const handler = `import { runAll } from "./scenario.mjs";
export default { async fetch(request) { return Response.json(await runAll(await request.json())); } };`;
      const miniflare = new Miniflare({
        compatibilityDate: "2026-01-01",
        modules: [
          { type: "ESModule", path: "index.mjs", contents: handler },
          { type: "ESModule", path: "scenario.mjs", contents: code },
          ...[...wasm].map(([path, contents]) => ({ type: "CompiledWasm" as const, path, contents })),
        ],
      });
      try {
        const response = await miniflare.dispatchFetch("http://worker/", {
          method: "POST",
          body: JSON.stringify(environment),
        });
        const text = await response.text();
        if (!response.ok) return [{ title: `the worker answers 200: ${text.slice(0, 2000)}`, ok: false }];
        return JSON.parse(text) as CheckResult[];
      } finally {
        await miniflare.dispose();
      }
    },
  };
}

/** Vercel's edge runtime: no `WebAssembly.compile` of bytes, so modules are handed in. */
export function edgeRuntime(): Runtime {
  return {
    name: "edge-runtime",
    async run(scenario, environment) {
      const { code, wasm } = await bundle(scenario, ["edge-light", "worker", "module"], "global");
      const compiled = Object.fromEntries(
        [...wasm].map(([name, bytes]) => [name, new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)]),
      );
      const vm = new EdgeVM({
        extend: (context) => Object.assign(context, { __wasmModules: compiled }),
      });
      vm.evaluate(code);
      return vm.evaluate<Promise<CheckResult[]>>(`__scenario.runAll(${JSON.stringify(environment)})`);
    },
  };
}

/** Debian's Chromium, driven by playwright-core. The page comes from loopback. */
export async function browser(): Promise<Runtime> {
  findChromium();
  let started: { browser: Browser; server: Server; origin: string } | undefined;
  const start = async (): Promise<{ browser: Browser; server: Server; origin: string }> => {
    const server = createServer((_, response) => {
      response.setHeader("content-type", "text/html").end("<!doctype html><title>scenario</title>");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const launched = await launchChromium();
    return {
      browser: launched,
      server,
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
  };
  return {
    name: "chromium",
    async run(scenario, environment) {
      const { code } = await bundle(scenario, ["browser", "module"], "global");
      started ??= await start();
      const page = await started.browser.newPage();
      try {
        page.setDefaultTimeout(120_000);
        await page.goto(started.origin);
        await page.addScriptTag({ content: code });
        const expression = `__scenario.runAll(${JSON.stringify(environment)})`;
        return (await page.evaluate(expression)) as CheckResult[];
      } finally {
        await page.close();
      }
    },
    async close() {
      await started?.browser.close();
      started?.server.close();
    },
  };
}
