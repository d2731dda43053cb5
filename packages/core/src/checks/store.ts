import { GuardedCache, type GuardOptions } from "../cache/guard";
import { LocalCache } from "../cache/local";
import type { CacheProvider } from "../contracts/cache";
import type { FlagResolution } from "../contracts/evaluation";
import { answerFrom, type CheckAnswer, type Want } from "./answer";

/** An entry of the flag-check cache: the answer, and the wall-clock time (ms) at which it was stored. */
export interface CachedAnswer extends FlagResolution {
  storedAt?: number;
}

/** Whether a cache gave back something that is an answer. */
function isAnswer(given: unknown): given is CachedAnswer {
  const { value, flagKey, reason } = given as Partial<CachedAnswer>;
  return typeof value === "boolean" && typeof flagKey === "string" && typeof reason === "string";
}

/** Dates come back from a JSON cache as text. */
function toDate(value: Date | string | undefined): Date | undefined {
  const date = value === undefined ? value : new Date(value);
  return date && !Number.isNaN(+date) ? date : undefined;
}

/** Makes the dates of an answer dates again. */
function revive(answer: CheckAnswer): CheckAnswer {
  const { entitlement } = answer;
  Object.assign(answer, { featureUsageResetAt: toDate(answer.featureUsageResetAt) });
  if (entitlement) Object.assign(entitlement, { metricResetAt: toDate(entitlement.metricResetAt) });
  return answer;
}

type Caches = readonly (LocalCache<CachedAnswer> | GuardedCache<CachedAnswer>)[];

/** The flag-check cache: providers asked in order, each behind a guard but our own. */
export class AnswerStore {
  readonly #caches: Caches;
  readonly #options: GuardOptions;
  readonly #maxAgeMs: number;

  /** Answers older than `maxAgeMs` are not used. */
  constructor(
    providers: readonly CacheProvider<unknown>[],
    options: GuardOptions,
    maxAgeMs: number = Infinity,
  ) {
    this.#options = options;
    this.#maxAgeMs = maxAgeMs;
    this.#caches = providers.map((provider, index) =>
      provider instanceof LocalCache
        ? (provider as LocalCache<CachedAnswer>)
        : new GuardedCache(provider, isAnswer, { ...options, name: `cacheProviders.flagChecks[${index}]` }),
    );
  }

  /** The answer in this process's memory; a synchronous check looks also behind caches that are elsewhere. */
  inMemory<T>(key: string, { take, aged, sync }: Want<T>): T | undefined {
    for (const cache of this.#caches) {
      if (cache instanceof LocalCache) {
        const hit = cache.getSync(key);
        if (hit === undefined) continue;
        const age = aged || this.#maxAgeMs !== Infinity ? cache.ageOf(key) : 0;
        if (age !== undefined && age <= this.#maxAgeMs) return take(hit, "cache", aged ? age : undefined);
      } else if (!sync) return undefined;
    }
    return undefined;
  }

  /**
   * The first provider's answer. Those before it that lacked it get it too, but not where an age is
   * promised: their own clock would count from now.
   */
  async read(key: string): Promise<CheckAnswer | undefined> {
    const { clock } = this.#options;
    for (const [index, cache] of this.#caches.entries()) {
      const hit = await cache.get(key);
      if (!hit) continue;
      const wallAge = typeof hit.storedAt === "number" ? Math.max(clock.now() - hit.storedAt, 0) : undefined;
      const age = cache instanceof LocalCache ? cache.ageOf(key) : wallAge;
      if (this.#maxAgeMs === Infinity) this.#fill(this.#caches.slice(0, index), key, hit);
      else if (age === undefined || age > this.#maxAgeMs) continue;
      return revive(answerFrom(hit, "cache", age));
    }
    return undefined;
  }

  write(key: string, answer: FlagResolution): void {
    this.#fill(this.#caches, key, { ...answer, storedAt: this.#options.clock.now() });
  }

  #fill(caches: Caches, key: string, entry: CachedAnswer): void {
    for (const cache of caches) void cache.set(key, entry);
  }
}
