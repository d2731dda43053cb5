import { encodeText } from "@schematic-internal/kit";
import type { RawBody } from "../core/check";

/** Secrets whose key is kept. More are in use only while secrets are replaced. */
const MAX_KEYS = 10;

const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

// Keys, never promises of keys: workerd must not await in one request what another one started.
const keys: Map<string, CryptoKey> = /* @__PURE__ */ new Map();

/** True if `signature` is 64 hex digits and the signature made with `secret`. Compares in constant time. */
export async function matches(
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
): Promise<boolean> {
  const signed = signedBytes(body, timestamp);
  return crypto.subtle.verify("HMAC", await keyOf(secret), bytesOf(signature), signed);
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const kept = keys.get(secret);
  if (kept !== undefined) return kept;
  const bytes = encodeText(secret) as Uint8Array<ArrayBuffer>;
  const key = await crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["verify"]);
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}

/** Returns `<body>+<timestamp>`. Joined by hand: a `Blob` would take longer than the signature. */
function signedBytes(body: RawBody, timestamp: string): Uint8Array<ArrayBuffer> {
  const start = typeof body === "string" ? encodeText(body) : body;
  const end = encodeText(`+${timestamp}`);
  const joined = new Uint8Array(start.length + end.length);
  joined.set(start);
  joined.set(end, start.length);
  return joined;
}

/** Returns the 32 bytes of a signature of 64 hex digits, or none if it has another form. */
function bytesOf(signature: string): Uint8Array<ArrayBuffer> {
  const pairs = /^[\da-f]{64}$/i.test(signature) && signature.match(/../g);
  return Uint8Array.from(pairs || [], (pair) => Number(`0x${pair}`));
}

type NodeCrypto = Pick<typeof import("node:crypto"), "createHash" | "createHmac" | "timingSafeEqual">;

/** Returns Node's crypto where the runtime has it. An import would put a Node module into bundles for browsers. */
function nodeCrypto(): NodeCrypto | undefined {
  const host = globalThis as { process?: { getBuiltinModule?(id: string): NodeCrypto | undefined } };
  return host.process?.getBuiltinModule?.("node:crypto");
}

/** Returns the SHA-256 of `<prefix>+<body>`, or undefined where the runtime has neither Web Crypto nor Node's crypto. */
export async function sha256(prefix: string, body: RawBody): Promise<Uint8Array | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  // Jest's jsdom has neither Web Crypto nor a TextEncoder, but Node's crypto behind it.
  if (subtle === undefined)
    return nodeCrypto()?.createHash("sha256").update(`${prefix}+`).update(body).digest();
  const start = encodeText(`${prefix}+`);
  const rest = typeof body === "string" ? encodeText(body) : body;
  const joined = new Uint8Array(start.length + rest.length);
  joined.set(start);
  joined.set(rest, start.length);
  return new Uint8Array(await subtle.digest("SHA-256", joined));
}

/** Returns the HMAC-SHA256 of `<body>+<timestamp>`, or undefined where the runtime lacks Node's crypto. */
export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array | undefined {
  return nodeCrypto()?.createHmac("sha256", secret).update(body).update(`+${timestamp}`).digest();
}

/** The synchronous form of `matches`. Undefined where the runtime lacks Node's crypto. */
export function matchesSync(
  secret: string,
  body: RawBody,
  timestamp: string,
  signature: string,
): boolean | undefined {
  const expected = hmac(secret, body, timestamp);
  const given = bytesOf(signature);
  return expected && given.length > 0 && nodeCrypto()?.timingSafeEqual(new Uint8Array(expected), given);
}
