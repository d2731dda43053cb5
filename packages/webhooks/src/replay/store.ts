/** How long a claim holds without being renewed, in ms. */
export const CLAIM_MS = 60_000;

/** How long a handled delivery is remembered unless told otherwise, in ms: a day. */
export const DEFAULT_TTL_MS = 86_400_000;

/**
 * What a claim found: it is ours now, another process is at it, or it was handled before.
 */
export type ReplayClaim = "claimed" | "in_progress" | "done";

/**
 * Remembers which deliveries were handled, by the SHA-256 of their body: Schematic sends no message id,
 * and may sign a redelivery anew.
 *
 * Failure contract: every method may reject. A rejected `claim` refuses the delivery, so that Schematic
 * sends it again; a rejected `commit` or `release` is reported and changes no answer.
 */
export interface ReplayStore {
  /** Takes `key` for 60 s in the name of `token`, unless it is taken or done. Of several at once, one wins. */
  claim(key: string, token: string): Promise<ReplayClaim>;
  /** Makes a claim last another 60 s from now; does nothing when `token` no longer holds it. */
  renew(key: string, token: string): Promise<void>;
  /** Marks `key` as done. */
  commit(key: string, token: string): Promise<void>;
  /** Gives the claim back, so that a redelivery is accepted at once; only while `token` holds it. */
  release(key: string, token: string): Promise<void>;
}
