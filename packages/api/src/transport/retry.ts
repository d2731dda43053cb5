import { backoffMs, retryDelayMs, serverDelayMs } from "@schematic-internal/kit";
import type { Failure } from "./failure";

/** Back-off between attempts: 1 s, 2 s, 4 s … up to 60 s, each up to a quarter longer at random. */
const BACKOFF = { minMs: 1_000, maxMs: 60_000 };

/**
 * Which failed attempts of a request may be repeated:
 * - `any-failure`: carrying it out twice changes nothing, so that even a lost response is worth a retry
 * - `retryable-status`: after 408, 429, 5xx except 501, and if it was never sent
 * - `only-if-not-executed`: after 429, after 503 with `Retry-After`, and if it was never sent
 */
export type RepeatRule = "any-failure" | "retryable-status" | "only-if-not-executed";

/** The members of a call that decide about its repetition. */
export interface Repeatable {
  readonly method: string;
  readonly readOnly?: true | undefined;
  readonly idempotencyField?: string | undefined;
  readonly repeat?: "only-if-not-executed" | undefined;
}

/** Methods for which HTTP defines that repeating a request has no further effect. */
const IDEMPOTENT_METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

/** Returns the rule for a call. Marks of the operation win over what its method says. */
export function repeatRule({ method, readOnly, idempotencyField, repeat }: Repeatable): RepeatRule {
  if (repeat) return repeat;
  const isIdempotent = readOnly || idempotencyField || IDEMPOTENT_METHODS.includes(method.toUpperCase());
  return isIdempotent ? "any-failure" : "retryable-status";
}

/** How an attempt ended: with a response, or without one. */
export type Outcome =
  | { readonly status: number; readonly headers: { get(name: string): string | null } }
  | { readonly failure: Failure };

/** True if the rule allows another attempt after this outcome. */
export function mayRepeat(rule: RepeatRule, outcome: Outcome): boolean {
  if ("failure" in outcome) {
    const { kind } = outcome.failure;
    return kind === "not-sent" || (kind === "lost" && rule === "any-failure");
  }
  const { status, headers } = outcome;
  if (rule !== "only-if-not-executed") return isRetryable(status);
  // `X-RateLimit-Reset` comes with every response and does not say that the server did nothing.
  return status === 429 || (status === 503 && !!headers.get("retry-after")?.trim());
}

/** True for statuses that another attempt may change. 501 says that the server does not have the endpoint. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** Circumstances of a decision. `random` is a number in [0, 1), `now` is in ms since the epoch. */
export interface RetryContext {
  readonly rule: RepeatRule;
  /** Attempts made so far. */
  readonly attempts: number;
  /** Longest wait that the caller accepts, jitter left out. */
  readonly maxDelayMs: number;
  readonly now: number;
  readonly random: number;
}

/**
 * Returns the wait before the next attempt in milliseconds, or undefined if the outcome is final. The wait is what the
 * server asks for (`Retry-After` before `X-RateLimit-Reset`), at most 60 s, and never shorter than the back-off.
 */
export function nextDelayMs(outcome: Outcome, context: RetryContext): number | undefined {
  const { rule, attempts, maxDelayMs, now, random } = context;
  if (!mayRepeat(rule, outcome)) return undefined;
  const asked = "failure" in outcome ? undefined : serverDelayMs(outcome.headers, now);
  const delay = (jitter: number): number =>
    retryDelayMs(backoffMs(attempts - 1, jitter, BACKOFF), asked, { random: jitter });
  return delay(0) > maxDelayMs ? undefined : delay(random);
}
