/// <reference path="../crypto/ambient.d.ts" />

import { randomId } from "@schematic-internal/kit";
import { sha256 } from "#crypto";
import type { RawBody, SignedDelivery } from "../core/check";
import { headerOf } from "../core/headers";
import { requireCrypto } from "../core/require-crypto";
import { timestampMs } from "../core/timestamp";

/** Default of `redeliveryWindow`, in ms: an hour. */
const DEFAULT_WINDOW_MS = 3_600_000;

/** The keys of a delivery in a replay store, and a token that no other claim has. */
export interface ClaimKeys {
  readonly keys: readonly string[];
  readonly token: string;
}

/**
 * Returns the keys by which a replay store recognises a delivery. Schematic sends no message id and may sign a
 * redelivery again, with a new timestamp, so a redelivery is recognised by its body. Two events with equal bodies
 * differ in their timestamps: time is divided into windows, and a delivery claims its own and the one before it.
 * Deliveries that are at most `windowMs` apart then share a key, and those that are two windows apart share none.
 */
export async function claimKeys(
  { headers, body }: SignedDelivery,
  windowMs: number = DEFAULT_WINDOW_MS,
): Promise<ClaimKeys> {
  const token = randomId();
  if (windowMs === Infinity) return { keys: [await hashOf("", body)], token };
  const window = Math.floor(timestampMs(headerOf(headers, "Timestamp")) / windowMs);
  return { keys: [await hashOf(`${window - 1}`, body), await hashOf(`${window}`, body)], token };
}

/** Returns the SHA-256 of a prefix and a body as 64 hex digits. */
async function hashOf(prefix: string, body: RawBody): Promise<string> {
  const bytes = requireCrypto(await sha256(prefix, body));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
