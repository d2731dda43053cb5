import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  signWebhook,
  verifyDelivery,
  verifyDeliverySync,
  verifySignature,
  verifyWebhook,
} from "@schematic/webhooks";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import * as published from "@schematichq/schematic-typescript-node";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";

const dist = createRequire(import.meta.url).resolve("@schematic/webhooks");
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
      { name: "raw HMAC with a KeyObject", verify: rawHmac, sync: rawHmac },
      {
        name: "published helper",
        verify: refuses((text) => published.verifyWebhookSignature({ headers }, secret, text)),
        sync: () => published.verifyWebhookSignature(delivery, secret, body),
      },
      standard("svix", SvixWebhook),
      standard("standardwebhooks", StandardWebhook),
    ],
    goals: [
      {
        of: "@schematic/webhooks verifySignature",
        times: { than: "raw HMAC with a KeyObject", atLeast: 1 / 1.1 },
      },
    ],
  };
}

/** Web Crypto with a key that was imported once: the limit of the path for runtimes without `node:crypto`. */
async function webCrypto(): Promise<Contender> {
  const { subtle } = globalThis.crypto;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await subtle.importKey("raw", Buffer.from(secret), algorithm, false, ["verify"]);
  const expected = Buffer.from(signature, "hex");
  const verify = async (text: Buffer): Promise<void> => {
    const message = Buffer.concat([text, Buffer.from(`+${timestamp}`)]);
    if (!(await subtle.verify("HMAC", imported, expected, message))) throw new Error("Web Crypto disagrees");
  };
  return {
    name: RAW_WEB,
    verify: refusesLater((text) => verify(Buffer.from(text))),
    async: () => verify(body),
  };
}

const RAW_WEB = "Web Crypto with a cached key";

const refusesLater = (verify: (text: string) => Promise<unknown>) => async (): Promise<void> => {
  await verify(payload);
  const refused = await verify(`${payload} `).then(
    () => false,
    () => true,
  );
  if (!refused) throw new Error("accepts a body that was not signed");
};

async function asyncRow(): Promise<BenchRow> {
  const web = (await import(pathToFileURL(join(dirname(dist), "crypto-web.js")).href)) as {
    matches(secret: string, body: unknown, timestamp: string, signature: string): Promise<boolean>;
  };
  const onWeb = async (text: string | Buffer): Promise<void> => {
    if (!(await web.matches(secret, text, timestamp, signature))) throw new Error("refused");
  };
  const delivered = (text: string) => ({ headers, body: text });
  return {
    name: "webhook check, 2 KB body, awaited",
    unit: "µs",
    peer: RAW_WEB,
    contenders: [
      {
        name: "verifyDelivery",
        verify: refusesLater(async (text) => verifyDelivery(delivered(text), options)),
        async: async () => verifyDelivery(delivery, options),
      },
      {
        name: "verifyWebhook (with JSON and event)",
        verify: refusesLater((text) => verifyWebhook(delivered(text), options)),
        async: () => verifyWebhook(delivery, options),
      },
      { name: "the path without node:crypto", verify: refusesLater(onWeb), async: () => onWeb(body) },
      await webCrypto(),
    ],
    goals: [{ of: "the path without node:crypto", times: { than: RAW_WEB, atLeast: 1 / 1.1 } }],
  };
}

/** Checks of a delivery, beside what others and bare cryptography take. */
export const group: BenchGroup = { name: "webhooks", rows: async () => [checkRow(), await asyncRow()] };
