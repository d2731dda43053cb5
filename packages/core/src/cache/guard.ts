import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import { DEFAULTS } from "../defaults";
import { describeError, type SafeLogger } from "../log/safe";
import { within } from "../within";

/** Failures in a row after which a provider is left alone. */
const FAILURES = 3;
/** How long it is left alone, ms; then one call tries again. */
const REST_MS = 1_000;
/** Writes under way at most; beyond it writes are skipped. */
const MAX_WRITES = 256;

/** Of whatever kind: a cache may bring a promise of its own. */
const isPromise = (given: unknown): given is PromiseLike<unknown> =>
  typeof (given as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";

export interface GuardOptions {
  clock: Clock;
  logger: SafeLogger;
}

/**
 * A cache provider that cannot hurt: whatever it does (throw, reject, hang, give back junk) is a miss
 * and a warning. One that keeps failing is left alone for a second at a time.
 */
export class GuardedCache<T> {
  readonly #provider: CacheProvider<unknown>;
  readonly #accepts: (value: unknown) => value is T;
  readonly #options: GuardOptions & { name: string };
  #failures = 0;
  #restUntil = 0;
  #writes = 0;

  /** `accepts` tells a value from junk; `name` is what warnings call the provider. */
  constructor(
    provider: CacheProvider<unknown>,
    accepts: (value: unknown) => value is T,
    options: GuardOptions & { name: string },
  ) {
    this.#provider = provider;
    this.#accepts = accepts;
    this.#options = options;
  }

  /** The value or a miss; never rejects, and never takes much longer than `cacheWaitMs`. */
  async get(key: string): Promise<T | undefined> {
    if (this.#resting()) return undefined;
    try {
      const given = this.#provider.get(key);
      const value = isPromise(given) ? await this.#inTime(given) : given;
      this.#failures = 0;
      if (value === undefined || value === null) return undefined;
      if (this.#accepts(value)) return value;
      const { logger, name } = this.#options;
      logger.warn(`${name} returned a value that is not an answer; it counts as a miss`);
    } catch (error) {
      this.#failed("read", error);
    }
    return undefined;
  }

  /** Stores without being waited for; never rejects. */
  async set(key: string, value: T): Promise<void> {
    if (this.#resting() || this.#writes >= MAX_WRITES) return;
    this.#writes++;
    try {
      await this.#provider.set(key, value);
    } catch (error) {
      this.#failed("write", error);
    }
    this.#writes--;
  }

  #resting(): boolean {
    return this.#failures >= FAILURES && this.#options.clock.monotonic() < this.#restUntil;
  }

  #inTime(reading: PromiseLike<unknown>): PromiseLike<unknown> {
    const { clock } = this.#options;
    // After a stall of this process the answer may be there and only not read yet: one more turn.
    return within(reading, clock.monotonic() + DEFAULTS.cacheWaitMs, clock, () =>
      within(reading, 0, clock, () => {
        throw new Error(`no answer within ${DEFAULTS.cacheWaitMs} ms`);
      }),
    );
  }

  #failed(action: "read" | "write", error: unknown): void {
    const { clock, logger, name } = this.#options;
    this.#failures++;
    this.#restUntil = clock.monotonic() + REST_MS;
    logger.warn(`${name} could not ${action}; it counts as a miss`, describeError(error));
  }
}
