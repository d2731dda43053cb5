import { CircuitBreaker, describeError, isPromiseLike, withDeadline } from "@schematic-internal/kit";
import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import type { Logger } from "../contracts/logger";
import { DEFAULTS } from "../defaults";

/** Failures in a row after which a provider is not called for a pause. */
const MAX_FAILURES = 3;
/** Length of that pause in ms; after each pause one call probes the provider. */
const PAUSE_MS = 1_000;
/** Time limit of a write in ms. No check waits for a write; the limit frees its place among the pending ones. */
const WRITE_MS = 1_000;
/** Most writes pending at once; further ones are skipped. */
const MAX_WRITES = 256;

export interface GuardOptions {
  clock: Clock;
  logger: Logger;
}

/**
 * A cache provider whose failures cannot reach a check. A provider that throws, rejects, hangs or returns a value of
 * another shape counts as a miss, with a warning. One that keeps failing is not called for a second at a time.
 */
export class GuardedCache<T> {
  readonly #provider: CacheProvider<unknown>;
  readonly #accepts: (value: unknown) => value is T;
  readonly #options: GuardOptions & { name: string };
  readonly #reads: CircuitBreaker;
  readonly #writes: CircuitBreaker;
  #pendingWrites = 0;

  /** `accepts` recognizes values of the right shape; `name` identifies the provider in warnings. */
  constructor(
    provider: CacheProvider<unknown>,
    accepts: (value: unknown) => value is T,
    options: GuardOptions & { name: string },
  ) {
    this.#provider = provider;
    this.#accepts = accepts;
    this.#options = options;
    const breaker = { failures: MAX_FAILURES, pauseMs: PAUSE_MS, now: () => options.clock.monotonic() };
    // Two, so that writes that succeed do not hide that every read fails.
    this.#reads = new CircuitBreaker(breaker);
    this.#writes = new CircuitBreaker(breaker);
  }

  /** Resolves with the value or with `undefined` for a miss, within about `cacheWaitMs`. Never rejects. */
  async get(key: string): Promise<T | undefined> {
    if (this.#reads.admit() === "refuse") return undefined;
    try {
      const result = this.#provider.get(key);
      // A check waits for it, and the process with the check.
      const value = isPromiseLike(result) ? await this.#inTime(result, DEFAULTS.cacheWaitMs, true) : result;
      this.#reads.succeeded();
      if (value === undefined || value === null) return undefined;
      if (this.#accepts(value)) return value;
      this.#warn("returned a value that is not a flag check: it counts as a miss");
    } catch (error) {
      this.#reads.failed();
      this.#warn(`failed to read: ${describeError(error)}; it counts as a miss`);
    }
    return undefined;
  }

  /** Stores a value. Resolves when the write has ended, whatever its outcome. Never rejects. */
  async set(key: string, value: T): Promise<void> {
    if (this.#pendingWrites >= MAX_WRITES || this.#writes.admit() === "refuse") return;
    this.#pendingWrites++;
    try {
      const result: unknown = this.#provider.set(key, value);
      if (isPromiseLike(result)) await this.#inTime(result, WRITE_MS, false);
      this.#writes.succeeded();
    } catch (error) {
      this.#writes.failed();
      this.#warn(`failed to write: ${describeError(error)}; the value is not cached`);
    }
    this.#pendingWrites--;
  }

  #inTime<R>(promise: PromiseLike<R>, timeoutMs: number, keepAlive: boolean): Promise<R> {
    const { clock } = this.#options;
    return withDeadline(promise, {
      timeoutMs,
      keepAlive,
      timer: (fn, delayMs, hold) => clock.setTimer(fn, delayMs, hold),
      onTimeout: () => {
        throw new Error(`no response within ${timeoutMs} ms`);
      },
    });
  }

  #warn(text: string): void {
    this.#options.logger.warn(`${this.#options.name} ${text}`);
  }
}
