import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The replay store on real KV and the handler in a Worker, through miniflare. */
export const packages = { esbuild: "0.28.2", miniflare: "4.20260426.0" };

const worker = `
import { createWebhookHandler, kvReplayStore } from "@schematic/webhooks";
let handled = 0;
export default {
  async fetch(request, env) {
    const path = new URL(request.url).pathname;
    if (path === "/store") {
      const store = kvReplayStore(env.KV, { prefix: "suite:" });
      const out = [];
      for (const [step, ...args] of await request.json()) out.push((await store[step](...args)) ?? null);
      return Response.json(out);
    }
    if (path === "/handled") return Response.json(handled);
    return createWebhookHandler({ secret: env.SECRET, replayStore: kvReplayStore(env.KV), onError() {} })
      .on("test.send", (event) => {
        handled += 1;
        if (event.body.fails >= handled) throw new Error("at first");
      })
      .fetch(request);
  },
};`;

export async function run({ check, dir }) {
  const { build } = await import("esbuild");
  const { Miniflare } = await import("miniflare");
  const { signWebhook } = await import("@schematic/webhooks");
  const outfile = join(dir, "worker.mjs");
  await build({
    stdin: { contents: worker, resolveDir: dir },
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker"],
    outfile,
  });
  const miniflare = new Miniflare({
    compatibilityDate: "2026-01-01",
    modules: [{ type: "ESModule", path: "worker.mjs", contents: await readFile(outfile, "utf8") }],
    kvNamespaces: ["KV"],
    bindings: { SECRET: "whsec_kv" },
  });
  try {
    const steps = [
      ["claim", "k1", "a", "claimed"],
      ["claim", "k1", "b", "in_progress"],
      ["release", "k1", "b", null],
      ["claim", "k1", "b", "in_progress"],
      ["renew", "k1", "a", null],
      ["release", "k1", "a", null],
      ["claim", "k1", "b", "claimed"],
      ["commit", "k1", "b", null],
      ["release", "k1", "b", null],
      ["claim", "k1", "c", "done"],
      ["renew", "k2", "a", null],
      ["claim", "k2", "a", "claimed"],
    ];
    const sent = await miniflare.dispatchFetch("http://worker/store", {
      method: "POST",
      body: JSON.stringify(steps.map((step) => step.slice(0, 3))),
    });
    const answers = await sent.json();
    for (const [i, [step, key, token, expected]] of steps.entries()) {
      check(`KV store: ${step} ${key} ${token}`, answers[i] === expected);
    }
    const body = JSON.stringify({ action: "test.send", body: { fails: 1 } });
    const post = async () =>
      (
        await miniflare.dispatchFetch("http://worker/", {
          method: "POST",
          body,
          headers: signWebhook(body, "whsec_kv"),
        })
      ).status;
    const statuses = [await post(), await post(), await post()];
    const handled = await (await miniflare.dispatchFetch("http://worker/handled")).json();
    check("Worker: fails, is handled, is a duplicate", statuses.join() === "500,200,200" && handled === 2);
  } finally {
    await miniflare.dispose();
  }
}
