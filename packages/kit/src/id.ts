const HEX = 16;

/** The part of Web Crypto that is used. `randomUUID` is missing on http pages and `crypto` itself in React Native. */
interface CryptoLike {
  randomUUID?: () => string;
  getRandomValues?: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Returns a random version 4 UUID. Uses `crypto.randomUUID`, else `crypto.getRandomValues`. Where neither exists it
 * uses `Math.random`: such an id is fit to tell events apart, and unfit as a secret. Never throws.
 */
export function randomId(): string {
  const crypto = (globalThis as { crypto?: CryptoLike }).crypto;
  try {
    if (typeof crypto?.randomUUID === "function") return crypto.randomUUID();
    if (typeof crypto?.getRandomValues === "function")
      return uuid(crypto.getRandomValues(new Uint8Array(HEX)));
  } catch {
    // Some hosts define these functions and throw when they are called outside a request.
  }
  return uuid(Uint8Array.from({ length: HEX }, () => Math.random() * 256));
}

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(HEX).padStart(2, "0");
  }).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
