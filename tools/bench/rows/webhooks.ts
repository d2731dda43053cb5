import { execFileSync } from "node:child_process";
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import {
  signWebhook,
  verifyDelivery,
  verifyDeliverySync,
  verifySignature,
  verifyWebhook,
} from "@schematic/webhooks";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import * as published from "@schematichq/schematic-typescript-node";
import { build } from "esbuild";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";

const here = dirname(fileURLToPath(import.meta.url));
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLawb";
const payload = JSON.stringify({ action: "test.send", body: { text: "x".repeat(2_009) } });
const body = Buffer.from(payload);
const headers: Record<string, string> = Object.fromEntries([
  ...Array.from({ length: 12 }, (_, i) => [`x-other-${i}`, "value"]),
  ...Object.entries(signWebhook(body, secret)).map(([name, value]) => [name.toLowerCase(), value]),
]);
const timestamp = headers["x-schematic-webhook-timestamp"] ?? "";
const signature = headers["x-schematic-webhook-signature"] ?? "";
const delivery = { headers, body };
// The clock runs on while rows are measured, and the headers are not signed again.
const options = { secret, tolerance: 86_400 };

function rawHmac(): void {
  const digest = createHmac("sha256", key).update(body).update(`+${timestamp}`).digest();
  if (!timingSafeEqual(digest, Buffer.from(signature, "hex"))) throw new Error("raw HMAC disagrees");
}
const key = createSecretKey(secret, "utf8");

/** Verifies once more with a changed body, which a contender must refuse. */
const refuses = (verify: (text: string) => unknown) => (): void => {
  verify(payload);
  try {
    verify(`${payload} `);
  } catch {
    return;
  }
  throw new Error("accepts a body that was not signed");
};

function standard(name: string, Verifier: typeof StandardWebhook | typeof SvixWebhook): Contender {
  const verifier = new Verifier(secret);
  const now = new Date();
  const signed = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": verifier.sign("msg_1", now, payload),
  };
  return {
    name,
    verify: refuses((text) => verifier.verify(text, signed)),
    sync: () => verifier.verify(payload, signed),
  };
}

function checkRow(): BenchRow {
  return {
    name: "webhook check, 2 KB body, synchronous",
    unit: "µs",
    peer: "published helper",
    contenders: [
      {
        name: "@schematic/webhooks verifySignature",
        verify: refuses((text) => verifySignature(text, signature, timestamp, secret)),
        sync: () => verifySignature(body, signature, timestamp, secret),
      },
      {
        name: "@schematic/webhooks verifyDeliverySync (headers, version, age)",
        verify: refuses((text) => verifyDeliverySync({ headers, body: text }, options)),
        sync: () => verifyDeliverySync(delivery, options),
      },
      { name: "raw HMAC with a KeyObject", sync: rawHmac },
      {
        name: "published helper",
        verify: refuses((text) => published.verifyWebhookSignature({ headers }, secret, text)),
        sync: () => published.verifyWebhookSignature(delivery, secret, body),
      },
      standard("svix", SvixWebhook),
      standard("standardwebhooks", StandardWebhook),
    ],
    target: {
      text: "at most 1.1 × raw HMAC",
      met: (p50) =>
        (p50["@schematic/webhooks verifySignature"] ?? Number.NaN) <=
        1.1 * (p50["raw HMAC with a KeyObject"] ?? Number.NaN),
    },
  };
}

function asyncRow(): BenchRow {
  return {
    name: "webhook check, 2 KB body, awaited",
    unit: "µs",
    contenders: [
      { name: "verifyDelivery", async: () => verifyDelivery(delivery, options) },
      { name: "verifyWebhook (with JSON and event)", async: () => verifyWebhook(delivery, options) },
    ],
  };
}

/** Time of `import()` alone, in a process of its own. */
function importMs(specifier: string): number {
  // The first import also starts Node's module loader, which is not counted.
  const source = `await import("data:text/javascript,0"); const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start)`;
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "-e", source], { cwd: here, encoding: "utf8" }),
  );
}

function importRow(): BenchRow {
  const of = (name: string): Contender => ({ name, measure: () => importMs(name) });
  return {
    name: "import of the webhook helper",
    unit: "ms",
    peer: "@schematichq/schematic-typescript-node",
    contenders: [
      of("@schematic/webhooks"),
      of("standardwebhooks"),
      of("svix"),
      of("@schematichq/schematic-typescript-node"),
    ],
    target: { text: "at most 4 ms", met: (ms) => (ms["@schematic/webhooks"] ?? Number.NaN) <= 4 },
  };
}

async function gzipped(source: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

function sizeRow(): BenchRow {
  const of = (name: string, source: string): Contender => ({ name, measure: () => gzipped(source) });
  return {
    name: "webhook bundle, min + gzip",
    unit: "bytes",
    contenders: [
      of("verification alone", 'export { verifyDelivery } from "@schematic/webhooks"'),
      of(
        "with the typed event of one action",
        'export { verifyDelivery, decodeWebhook } from "@schematic/webhooks"; export { entitlementLimitReached } from "@schematic/api/webhooks"',
      ),
      of("verifyWebhook, every action", 'export { verifyWebhook } from "@schematic/webhooks"'),
      of("standardwebhooks", 'export { Webhook } from "standardwebhooks"'),
    ],
    target: {
      text: "verification alone at most 1 KB, with the event of one action 3 KB",
      met: (bytes) =>
        (bytes["verification alone"] ?? Number.NaN) <= 1_024 &&
        (bytes["with the typed event of one action"] ?? Number.NaN) <= 3_072,
    },
  };
}

export const group: BenchGroup = {
  name: "webhooks",
  rows: async () => [checkRow(), asyncRow(), importRow(), sizeRow()],
};
