import type { RawBody } from "../core/check";

// Keys, never promises of keys: workerd must not await in one request what another one started.
const keys: Map<string, CryptoKey> = /* @__PURE__ */ new Map();

const encoder: TextEncoder = /* @__PURE__ */ new TextEncoder();

/** Whether `signature` is 64 hex digits and the one of `secret`; in constant time. */
export async function matches(
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
): Promise<boolean> {
  let key = keys.get(secret);
  if (!key) {
    key = await crypto.subtle.importKey(
      "raw",
      encoder.encode(secret),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["verify"],
    );
    if (keys.size > 9) keys.clear();
    keys.set(secret, key);
  }
  // Joined by hand: a `Blob` would take longer than the signature.
  const start = ArrayBuffer.isView(body) ? body : encoder.encode(body);
  const message = new Uint8Array(start.length + timestamp.length + 1);
  message.set(start);
  message.set(encoder.encode(`+${timestamp}`), start.length);
  return (
    /^[\da-f]{64}$/i.test(signature) &&
    crypto.subtle.verify(
      "HMAC",
      key,
      new Uint8Array(32).map((_, i) => Number(`0x${signature[2 * i]}${signature[2 * i + 1]}`)),
      message,
    )
  );
}

/** A `WebhookSignatureError` by its brands: importing the class would put a second copy into bundles. */
function noSyncCrypto(): Error {
  const message =
    "Synchronous signatures need Node's crypto, which this runtime lacks: use await verifyWebhook(...)";
  return Object.assign(new Error(message), {
    name: "WebhookSignatureError",
    code: "no_sync_crypto",
    [Symbol.for("@schematic/error/SchematicError")]: true,
    [Symbol.for("@schematic/error/WebhookSignatureError")]: true,
  });
}

type NodeCrypto = Pick<typeof import("node:crypto"), "createHmac" | "timingSafeEqual">;

function nodeCrypto(): NodeCrypto {
  // Not an import: bundles for browsers and edge runtimes must not name a Node module.
  const host = globalThis as { process?: { getBuiltinModule?(id: string): NodeCrypto | undefined } };
  const found = host.process?.getBuiltinModule?.("node:crypto");
  if (found === undefined) {
    throw noSyncCrypto();
  }
  return found;
}

/** HMAC-SHA256 of `<body>+<timestamp>`, with Node's crypto where the runtime has it. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array {
  return nodeCrypto().createHmac("sha256", secret).update(body).update(`+${timestamp}`).digest();
}

/** As `matches`, with Node's crypto where the runtime has it. */
export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean {
  if (!/^[\da-f]{64}$/i.test(signature)) return false;
  return nodeCrypto().timingSafeEqual(
    new Uint8Array(hmac(secret, body, timestamp)),
    new Uint8Array(32).map((_, i) => Number(`0x${signature[2 * i]}${signature[2 * i + 1]}`)),
  );
}
