import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import { bundleSize, gzipped } from "./support/bundle";

const require = createRequire(import.meta.url);
const PUBLISHED = "published SDK";

function bundles(): BenchRow {
  const size = (name: string, source: string, options?: Parameters<typeof bundleSize>[1]): Contender => ({
    name,
    measure: async () => (await bundleSize(source, options)) / 1_000,
  });
  const transport = 'export { createTransport } from "@schematic/api";';
  const sdk = 'export { SchematicClient } from "@schematic/sdk";';
  return {
    name: "bundle of each use, min + gzip",
    unit: "KB",
    peer: PUBLISHED,
    rounds: 1,
    contenders: [
      size("one operation", `${transport} export { getAccountMember } from "@schematic/api/accounts";`),
      size("companies", `${transport} export * from "@schematic/api/companies";`),
      size("the whole REST client", 'export { SchematicApi } from "@schematic/api";'),
      size("webhook check", 'export { verifyDelivery } from "@schematic/webhooks";', { platform: "browser" }),
      size(
        "webhook check with the typed event of one action",
        'export { verifyDelivery, decodeWebhook } from "@schematic/webhooks"; export { entitlementLimitReached } from "@schematic/api/webhooks";',
        { platform: "browser" },
      ),
      size("core: REST checks and events", 'export { SchematicClient } from "@schematic/core";'),
      size(
        "core and datastream with the engine",
        'export { SchematicClient } from "@schematic/core"; export { dataStream } from "@schematic/datastream";',
        { platform: "browser" },
      ),
      size("everything with the engine", sdk, { platform: "browser" }),
      size("everything with the engine, and ws for a Node without a WebSocket", sdk),
      size(PUBLISHED, 'export { SchematicClient } from "@schematichq/schematic-typescript-node";'),
      size("standardwebhooks", 'export { Webhook } from "standardwebhooks";', { platform: "browser" }),
    ],
    goals: [
      { of: "one operation", atMost: 7 },
      { of: "companies", atMost: 9 },
      { of: "the whole REST client", atMost: 18 },
      { of: "webhook check", atMost: 1.024 },
      { of: "core: REST checks and events", atMost: 15 },
      { of: "core and datastream with the engine", atMost: 45 },
      { of: "everything with the engine", atMost: 45 },
    ],
  };
}

/** The published module lies in its JavaScript, as base64. */
function embedded(file: string): Uint8Array {
  const [text = ""] = readFileSync(file, "utf8").match(/AGFzbQ[A-Za-z0-9+/=]+/) ?? [];
  const bytes = Buffer.from(text, "base64");
  if (!WebAssembly.validate(bytes)) throw new Error("the published engine is not where it was");
  return bytes;
}

const sizeOf = (bytes: Uint8Array) => ({ bytes: bytes.length, gzip: gzipped(bytes) });

function wasm(): BenchRow[] {
  const ours = sizeOf(readFileSync(require.resolve("@schematic/rules-wasm/engine.wasm")));
  const main = require.resolve("@schematichq/schematic-typescript-node");
  const theirs = sizeOf(embedded(join(dirname(main), "wasm", "rulesengine.js")));
  const row = (name: string, figure: "bytes" | "gzip", atMost: number): BenchRow => ({
    name,
    unit: "bytes",
    peer: "published engine",
    rounds: 1,
    contenders: [
      { name: "engine.wasm", measure: () => ours[figure] },
      { name: "published engine", measure: () => theirs[figure] },
    ],
    goals: [{ of: "engine.wasm", atMost }],
  });
  return [row("engine.wasm", "bytes", 30_000), row("engine.wasm, gzipped", "gzip", 14_000)];
}

/** What a user's bundle grows by, and the engine's module. */
export const group: BenchGroup = { name: "sizes", rows: async () => [bundles(), ...wasm()] };
