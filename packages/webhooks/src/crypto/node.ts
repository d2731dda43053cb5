import type { KeyObject } from "node:crypto";
import { createRequire } from "node:module";
import type { RawBody } from "../core/check";

type NodeCrypto = typeof import("node:crypto");

/** Secrets whose key is kept. More are in use only while secrets are replaced. */
const MAX_KEYS = 10;

let loaded: NodeCrypto | undefined;
const keys: Map<string, KeyObject> = /* @__PURE__ */ new Map();

/** Loads Node's crypto at the first signature: loading it takes as long as the rest of the package. */
function nodeCrypto(): NodeCrypto {
  loaded ??= createRequire("/")("node:crypto") as NodeCrypto;
  return loaded;
}

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (!key) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = nodeCrypto().createSecretKey(secret, "utf8");
    keys.set(secret, key);
  }
  return key;
}

/** Returns the HMAC-SHA256 of `<body>+<timestamp>`. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array {
  return nodeCrypto().createHmac("sha256", keyOf(secret)).update(body).update(`+${timestamp}`).digest();
}

/** Returns the SHA-256 of `<prefix>+<body>`. */
export function sha256(prefix: string, body: RawBody): Uint8Array {
  return nodeCrypto().createHash("sha256").update(`${prefix}+`).update(body).digest();
}

/** True if `signature` is 64 hex digits and the signature made with `secret`. Compares in constant time. */
export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean {
  if (!/^[\da-f]{64}$/i.test(signature)) return false;
  return nodeCrypto().timingSafeEqual(hmac(secret, body, timestamp), Buffer.from(signature, "hex"));
}

/** The same as `matchesSync`; a promise where only Web Crypto exists. */
export const matches: (
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
) => boolean | Promise<boolean> = matchesSync;
