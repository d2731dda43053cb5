import type { RawBody } from "../core/check";

/** What a replay store tells deliveries apart by, SHA-256 in hex, and a token that no other claim has. */
export async function claimKey(body: RawBody): Promise<{ key: string; token: string }> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const key = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { key, token: crypto.randomUUID() };
}
