import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { RawBody } from "../core/check";

const MAX_KEYS = 64;
const keys: Map<string, KeyObject> = /* @__PURE__ */ new Map();

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (key === undefined) {
    if (keys.size >= MAX_KEYS) keys.clear();
    key = createSecretKey(secret, "utf8");
    keys.set(secret, key);
  }
  return key;
}

/** HMAC-SHA256 of `<body>+<timestamp>`. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array {
  return createHmac("sha256", keyOf(secret)).update(body).update(`+${timestamp}`).digest();
}

/** Whether `signature`, 64 hex digits, is the one of `secret`; in constant time. */
export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean {
  return timingSafeEqual(hmac(secret, body, timestamp), Buffer.from(signature, "hex"));
}

/** As `matchesSync`; where there is Web Crypto alone, a promise. */
export const matches: (
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
) => boolean | Promise<boolean> = matchesSync;

/** SHA-256 of `body` in hex; where there is Web Crypto alone, a promise. */
export function sha256(body: RawBody): string | Promise<string> {
  return createHash("sha256").update(body).digest("hex");
}
