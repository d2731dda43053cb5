import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import type { SafeLogger } from "../log/safe";
import { describeError } from "../log/safe";
import { LocalCache } from "./local";

/** Failures in a row after which a provider is left alone. */
const FAILURES = 3;
/** How long it is left alone, ms; then one call tries again. */
const REST_MS = 1_000;
/** Writes under way at most; beyond it writes are skipped. */
const MAX_WRITES = 256;

export interface GuardOptions<T> {
  clock: Clock;
  logger: SafeLogger;
  /** Longest wait for a read, ms. */
  waitMs: number;
  /** Tells a value from junk. */
  accepts(value: unknown): value is T;
  /** What the provider is called in warnings. */
  name: string;
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === "object" && value !== null && typeof (value as PromiseLike<T>).then === "function";
}

/**
 * A cache provider that cannot hurt: whatever it does (throw, reject, hang, give back junk) is a miss
 * and a warning. One that keeps failing is left alone for a second at a time.
 */
export class GuardedCache<T> {
  readonly #provider: CacheProvider<T>;
  readonly #options: GuardOptions<T>;
  /** Ours, in this process: read without a promise. */
  readonly #local: LocalCache<T> | undefined;
  #failures = 0;
  #restUntil = 0;
  #writes = 0;

  constructor(provider: CacheProvider<T>, options: GuardOptions<T>) {
    this.#provider = provider;
    this.#options = options;
    this.#local = provider instanceof LocalCache ? (provider as LocalCache<T>) : undefined;
  }

  /** What is in this process's memory; `undefined` for a miss and for every other kind of cache. */
  readSync(key: string): T | undefined {
    return this.#local?.getSync(key);
  }

  /** Age of an entry in ms where the cache can tell. */
  ageOf(key: string): number | undefined {
    return this.#local?.ageOf(key);
  }

  get isLocal(): boolean {
    return this.#local !== undefined;
  }

  /** The value or a miss; never rejects, and never later than `waitMs`. */
  read(key: string): T | undefined | Promise<T | undefined> {
    if (this.#local !== undefined) return this.#local.getSync(key);
    if (this.#resting()) return undefined;
    try {
      const value = this.#provider.get(key);
      return isPromise(value) ? this.#settle(value) : this.#take(value);
    } catch (error) {
      this.#failed("read", error);
      return undefined;
    }
  }

  /** Stores without being waited for. */
  write(key: string, value: T): void {
    if (this.#local !== undefined) {
      this.#local.setSync(key, value);
      return;
    }
    if (this.#resting() || this.#writes >= MAX_WRITES) return;
    try {
      const done: unknown = this.#provider.set(key, value);
      if (!isPromise(done)) return;
      this.#writes++;
      done.then(
        () => {
          this.#writes--;
        },
        (error: unknown) => {
          this.#writes--;
          this.#failed("write", error);
        },
      );
    } catch (error) {
      this.#failed("write", error);
    }
  }

  #resting(): boolean {
    return this.#failures >= FAILURES && this.#options.clock.monotonic() < this.#restUntil;
  }

  #take(value: unknown): T | undefined {
    this.#failures = 0;
    if (value === undefined || value === null) return undefined;
    if (this.#options.accepts(value)) return value;
    const { logger, name } = this.#options;
    logger.warn(`${name} returned a value that is not an answer; it counts as a miss`);
    return undefined;
  }

  #settle(reading: PromiseLike<unknown>): Promise<T | undefined> {
    return new Promise((resolve) => {
      const { clock, waitMs } = this.#options;
      // The caller waits for this answer, so the process stays for it; it is a short wait.
      const cancel = clock.setTimer(
        () => {
          this.#failed("read", new Error(`no answer within ${waitMs} ms`));
          resolve(undefined);
        },
        waitMs,
        true,
      );
      reading.then(
        (value) => {
          cancel();
          resolve(this.#take(value));
        },
        (error: unknown) => {
          cancel();
          this.#failed("read", error);
          resolve(undefined);
        },
      );
    });
  }

  #failed(action: "read" | "write", error: unknown): void {
    const { clock, logger, name } = this.#options;
    this.#failures++;
    this.#restUntil = clock.monotonic() + REST_MS;
    logger.warn(`${name} could not ${action}; it counts as a miss`, describeError(error));
  }
}
