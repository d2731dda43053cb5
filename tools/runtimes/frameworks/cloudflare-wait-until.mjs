import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";

/** A Worker that tracks and awaits nothing: its events arrive by Cloudflare's own `waitUntil`. */
export const packages = { esbuild: "0.28.2", miniflare: "4.20260426.0" };

const worker = `
import { SchematicClient } from "@schematic/core";
let client;
export default {
  async fetch(request, env) {
    client ??= new SchematicClient({
      apiKey: "sch_dev_worker",
      eventCaptureBaseURL: env.CAPTURE_URL,
      // Long after any request: what arrives does so because the request was kept open for it.
      eventBufferInterval: 3_600_000,
    });
    const n = Number(new URL(request.url).searchParams.get("n"));
    client.track({ event: "call", company: { id: "acme" }, traits: { n } });
    client.track({ event: "call", user: { id: "ann" }, traits: { n: n + 1 } });
    return new Response("answered");
  },
};`;

export async function run({ check, dir }) {
  const { build } = await import("esbuild");
  const { Miniflare } = await import("miniflare");
  const arrived = [];
  let answered = false;
  let tooEarly = false;
  let release;
  let told;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    // The server takes its time, longer than the Worker's own answer.
    if (!answered) await new Promise((resolve) => (release = resolve));
    tooEarly ||= !answered;
    arrived.push(...JSON.parse(text).events.map(({ body }) => body.traits.n));
    response.setHeader("content-type", "application/json").end("{}");
    told?.();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const outfile = join(dir, "wait-until.mjs");
  await build({
    stdin: { contents: worker, resolveDir: dir },
    bundle: true,
    format: "esm",
    platform: "browser",
    conditions: ["workerd", "worker"],
    external: ["cloudflare:*"],
    outfile,
  });
  const miniflare = new Miniflare({
    compatibilityDate: "2026-01-01",
    modules: [{ type: "ESModule", path: "worker.mjs", contents: await readFile(outfile, "utf8") }],
    bindings: { CAPTURE_URL: `http://127.0.0.1:${server.address().port}` },
  });
  const have = async (count) => {
    while (arrived.length < count) await new Promise((resolve) => (told = resolve));
  };
  const inTime = (promise) =>
    Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 60_000).unref())]);
  try {
    for (const n of [0, 2, 4]) {
      answered = false;
      const response = await miniflare.dispatchFetch(`http://worker/?n=${n}`);
      check(`request ${n / 2 + 1} was answered`, (await response.text()) === "answered");
      answered = true;
      release?.();
      await inTime(have(n + 2));
      check(`request ${n / 2 + 1}: its events arrived`, arrived.toSorted().join() === numbers(n + 2));
    }
    check("they arrived after the answer", !tooEarly);
  } finally {
    await miniflare.dispose();
    server.closeAllConnections();
    server.close();
  }
}

/** "0,1,2" for 3. */
function numbers(count) {
  return [...Array(count).keys()].join();
}
