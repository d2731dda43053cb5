/** Lifetime of a claim that is not renewed, in ms. */
export const CLAIM_MS = 60_000;

/** Default time for which a handled delivery is remembered, in ms: a day. */
export const DEFAULT_TTL_MS = 86_400_000;

/** Result of a claim: it succeeded, another process is handling the delivery, or the delivery was handled before. */
export type ReplayClaim = "claimed" | "in_progress" | "done";

/**
 * Remembers which deliveries were handled, by keys that are a SHA-256 of their body and time window.
 *
 * Failure contract: every method may reject, and each is awaited for at most 5 s. A `claim` that fails refuses the
 * delivery, so that Schematic sends it again. A `commit` or `release` that fails in the handler is reported and does
 * not change the response.
 */
export interface ReplayStore {
  /** Takes `key` for 60 s in the name of `token`, unless it is taken or done. One of several concurrent claims wins. */
  claim(key: string, token: string): Promise<ReplayClaim>;
  /** Extends a claim to 60 s from now. Does nothing if `token` does not hold it. */
  renew(key: string, token: string): Promise<void>;
  /** Marks `key` as done. */
  commit(key: string, token: string): Promise<void>;
  /** Releases the claim, so that a redelivery is accepted at once. Does nothing if `token` does not hold it. */
  release(key: string, token: string): Promise<void>;
}
