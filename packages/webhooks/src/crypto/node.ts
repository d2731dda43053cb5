import type { KeyObject } from "node:crypto";
import { createRequire } from "node:module";
import type { RawBody } from "../core/check";

type NodeCrypto = typeof import("node:crypto");

let loaded: NodeCrypto | undefined;
const keys: Map<string, KeyObject> = /* @__PURE__ */ new Map();

/** Loading it takes as long as the rest of the package: it waits for the first signature. */
function nodeCrypto(): NodeCrypto {
  loaded ??= createRequire("/")("node:crypto") as NodeCrypto;
  return loaded;
}

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (!key) {
    if (keys.size > 9) keys.clear();
    key = nodeCrypto().createSecretKey(secret, "utf8");
    keys.set(secret, key);
  }
  return key;
}

/** HMAC-SHA256 of `<body>+<timestamp>`. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array {
  return nodeCrypto().createHmac("sha256", keyOf(secret)).update(body).update(`+${timestamp}`).digest();
}

/** Whether `signature` is 64 hex digits and the one of `secret`; in constant time. */
export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean {
  // Decoding stops at the first character that is no hex digit, and forgives half a byte.
  const given = Buffer.from(signature, "hex");
  return (
    signature.length === 64 &&
    given.length === 32 &&
    nodeCrypto().timingSafeEqual(hmac(secret, body, timestamp), given)
  );
}

/** As `matchesSync`; where there is Web Crypto alone, a promise. */
export const matches: (
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
) => boolean | Promise<boolean> = matchesSync;
