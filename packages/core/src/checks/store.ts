import { GuardedCache } from "../cache/guard";
import type { CacheProvider } from "../contracts/cache";
import type { Clock } from "../contracts/clock";
import type { FlagResolution } from "../contracts/evaluation";
import type { SafeLogger } from "../log/safe";
import { type CachedAnswer, type CheckAnswer, fromCache, isCachedAnswer } from "./answer";

export interface AnswerStoreOptions {
  providers: readonly CacheProvider<CachedAnswer>[];
  clock: Clock;
  logger: SafeLogger;
  waitMs: number;
  /** Answers older than this (ms) are not used. */
  maxAgeMs?: number | undefined;
}

/** The flag-check cache: providers asked in order, each behind a guard. */
export class AnswerStore {
  readonly #caches: readonly GuardedCache<CachedAnswer>[];
  readonly #clock: Clock;
  readonly #maxAgeMs: number;

  constructor(options: AnswerStoreOptions) {
    const { clock, logger, waitMs } = options;
    this.#clock = clock;
    this.#maxAgeMs = options.maxAgeMs ?? Infinity;
    this.#caches = options.providers.map(
      (provider, index) =>
        new GuardedCache(provider, {
          clock,
          logger,
          waitMs,
          accepts: isCachedAnswer,
          name: `cacheProviders.flagChecks[${index}]`,
        }),
    );
  }

  get enabled(): boolean {
    return this.#caches.length > 0;
  }

  /** The answer's value from this process's memory, as far as memory comes first; without any copy. */
  peek(key: string): boolean | undefined {
    for (const cache of this.#caches) {
      if (!cache.isLocal) return undefined;
      const hit = cache.readSync(key);
      if (hit === undefined) continue;
      if (this.#maxAgeMs === Infinity || this.#fresh(hit, cache.ageOf(key))) return hit.value;
    }
    return undefined;
  }

  /** The answer from this process's memory; `skipOthers` also from behind caches that are not in it. */
  readSync(key: string, skipOthers: boolean): CheckAnswer | undefined {
    for (const cache of this.#caches) {
      if (!cache.isLocal && !skipOthers) return undefined;
      const hit = cache.readSync(key);
      if (hit === undefined) continue;
      const age = cache.ageOf(key);
      if (this.#fresh(hit, age)) return fromCache(hit, age);
    }
    return undefined;
  }

  /**
   * The first provider's answer. Those before it that lacked it get it too, but not where an age is
   * promised: their own clock would count from now.
   */
  async read(key: string): Promise<CheckAnswer | undefined> {
    for (const [index, cache] of this.#caches.entries()) {
      const reading = cache.read(key);
      const hit = reading instanceof Promise ? await reading : reading;
      if (hit === undefined) continue;
      const age = cache.ageOf(key) ?? this.#wallAge(hit);
      if (!this.#fresh(hit, age)) continue;
      if (this.#maxAgeMs === Infinity)
        for (const earlier of this.#caches.slice(0, index)) earlier.write(key, hit);
      return fromCache(hit, age);
    }
    return undefined;
  }

  write(key: string, answer: FlagResolution): void {
    const entry: CachedAnswer = { ...answer, storedAt: this.#clock.now() };
    for (const cache of this.#caches) cache.write(key, entry);
  }

  #wallAge(hit: CachedAnswer): number | undefined {
    return typeof hit.storedAt === "number" ? Math.max(this.#clock.now() - hit.storedAt, 0) : undefined;
  }

  #fresh(hit: CachedAnswer, age: number | undefined): boolean {
    if (this.#maxAgeMs === Infinity) return true;
    return (age ?? this.#wallAge(hit) ?? Infinity) <= this.#maxAgeMs;
  }
}
