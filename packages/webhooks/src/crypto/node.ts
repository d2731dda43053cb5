import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { RawBody } from "../core/check";

const keys: Map<string, KeyObject> = /* @__PURE__ */ new Map();

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (!key) {
    if (keys.size > 9) keys.clear();
    key = createSecretKey(secret, "utf8");
    keys.set(secret, key);
  }
  return key;
}

/** HMAC-SHA256 of `<body>+<timestamp>`. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array {
  return createHmac("sha256", keyOf(secret)).update(body).update(`+${timestamp}`).digest();
}

/** Whether `signature` is 64 hex digits and the one of `secret`; in constant time. */
export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean {
  // Decoding stops at the first character that is no hex digit, and forgives half a byte.
  const given = Buffer.from(signature, "hex");
  return (
    signature.length === 64 && given.length === 32 && timingSafeEqual(hmac(secret, body, timestamp), given)
  );
}

/** As `matchesSync`; where there is Web Crypto alone, a promise. */
export const matches: (
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
) => boolean | Promise<boolean> = matchesSync;
