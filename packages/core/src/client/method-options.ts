import type { CheckFlagOptions } from "../evaluation/input/read-input";

/** Metadata of a track event; only what is given is sent. */
export interface TrackOptions {
  /** The server drops a second event with the same key within 24 h. Default: a key of the SDK's own. */
  idempotencyKey?: string | undefined;
  /** When it happened; default: now. */
  sentAt?: Date | undefined;
  /** Take `sentAt` as the time of the event; needs a secret key and `sentAt`. */
  trustedClientClock?: boolean | undefined;
  /** Import of historical data that is not billed; needs `trustedClientClock`. */
  backfill?: boolean | undefined;
}

/** Metadata of an identify event. */
export interface IdentifyOptions {
  /** The server drops a second event with the same key within 24 h. */
  idempotencyKey?: string | undefined;
  /** Credit types for which a lease is opened in the background, once the event is on its way. */
  prewarm?: string[] | undefined;
}

/** Options of `checkFlagWithEntitlement`. */
export interface CheckFlagWithEntitlementOptions extends CheckFlagOptions {
  /** Whether the answer tells how old the data behind it is (`ageMs`); default false. */
  includeAge?: boolean | undefined;
}
