import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

/** A Worker that runs in workerd, Cloudflare's runtime. */
export class WorkerHost {
  readonly #miniflare: Miniflare;

  private constructor(miniflare: Miniflare) {
    this.#miniflare = miniflare;
  }

  /** Starts a Worker with this source. It may import the built packages. */
  static async start(source: string, bindings: Record<string, string>): Promise<WorkerHost> {
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
      bundle: true,
      write: false,
      format: "esm",
      platform: "browser",
      conditions: ["workerd", "worker"],
      external: ["cloudflare:*"],
      logLevel: "silent",
    });
    const miniflare = new Miniflare({
      compatibilityDate: "2026-01-01",
      modules: [{ type: "ESModule", path: "worker.mjs", contents: outputFiles[0]?.text ?? "" }],
      bindings,
    });
    await miniflare.ready;
    return new WorkerHost(miniflare);
  }

  /** Resolves with the response's text. `signal` cancels the invocation. */
  async get(path: string, signal?: AbortSignal): Promise<string> {
    const response = await this.#miniflare.dispatchFetch(`http://worker${path}`, signal ? { signal } : {});
    return await response.text();
  }

  async close(): Promise<void> {
    await this.#miniflare.dispose();
  }
}
