/// <reference path="../crypto/ambient.d.ts" />
import { sha256 } from "#crypto";
import type { RawBody } from "../core/check";

/** What a replay store tells deliveries apart by, and a token that no other claim has. */
export async function claimKey(body: RawBody): Promise<{ key: string; token: string }> {
  return { key: await sha256(body), token: crypto.randomUUID() };
}
