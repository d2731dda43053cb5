import type { CacheProvider, Clock, Logger } from "@schematic/core";
import { withDeadline } from "@schematic-internal/kit";

/** Failures in a row after which a cache is left alone. */
const FAILURES = 3;
/** How long it is left alone before one call tries again, ms. */
const REST_MS = 1_000;
/** After this a write that hangs counts as failed, ms. */
const WRITE_MS = 5_000;
/** Writes on their way at once. */
const BATCH = 32;
/** Keys that wait to be written at most; beyond it the oldest is dropped. */
const MAX_WAITING = 100_000;

export interface SlotOptions {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long a read may take, ms. */
  readonly readMs: number;
}

/**
 * One cache of a flag source, made harmless: reads miss when it fails or hangs, writes wait in line
 * behind the checks and never hold one up. Of several writes to one key only the last is carried out,
 * and never two at once, so that the cache cannot end up with an older version than the last.
 */
export class CacheSlot {
  readonly #provider: CacheProvider<unknown>;
  readonly #options: SlotOptions;
  readonly #waiting = new Map<string, { value: unknown; ttl: number | null | undefined }>();
  /** Settles once nothing waits to be written. */
  #writing: Promise<void> | undefined;
  #failures = 0;
  #restUntil = 0;
  #cancelRest: (() => void) | undefined;

  constructor(provider: CacheProvider<unknown>, options: SlotOptions) {
    this.#provider = provider;
    this.#options = options;
  }

  /** The values in the order of `keys`; `undefined` is a miss. Never rejects. */
  async read(keys: string[]): Promise<unknown[]> {
    const provider = this.#provider;
    const values = await this.#call(
      this.#options.readMs,
      () => provider.getMany?.(keys) ?? Promise.all(keys.map((key) => provider.get(key))),
    );
    return keys.map((_, i) => values?.[i] ?? undefined);
  }

  /** Stores a value in its turn, or deletes it when it is `undefined`. */
  write(key: string, value: unknown, ttl?: number | null): void {
    const waiting = this.#waiting;
    // A later write goes to the end: what changes often does not push out what changed once.
    waiting.delete(key);
    if (waiting.size >= MAX_WAITING) {
      waiting.delete(waiting.keys().next().value as string);
      this.#options.logger.warn(`The ${this.#options.name} is too slow: changes were not written to it`);
    }
    waiting.set(key, { value, ttl });
    this.#writing ??= this.#write();
  }

  /** Deletes what is not in `keep` among the keys that match `scanPattern`; nothing where it cannot. */
  deleteMissing(keep: string[], scanPattern: string): void {
    void this.#call(WRITE_MS, () => this.#provider.deleteMissing?.(keep, { scanPattern }));
  }

  /** Resolves once nothing waits to be written. */
  async drained(): Promise<void> {
    await this.#writing;
  }

  close(): void {
    this.#waiting.clear();
    this.#cancelRest?.();
  }

  async #write(): Promise<void> {
    const provider = this.#provider;
    // What is changed several times in one turn is written once.
    await undefined;
    while (this.#waiting.size > 0) {
      if (this.#resting()) {
        await new Promise<void>((resolve) => {
          this.#cancelRest = this.#options.clock.setTimer(resolve, REST_MS);
        });
      }
      const batch: Promise<unknown>[] = [];
      for (const [key, { value, ttl }] of this.#waiting) {
        if (batch.length >= BATCH) break;
        this.#waiting.delete(key);
        const write = () => (value === undefined ? provider.delete(key) : provider.set(key, value, ttl));
        batch.push(this.#call(WRITE_MS, write));
      }
      await Promise.all(batch);
    }
    this.#writing = undefined;
  }

  #resting(): boolean {
    return this.#failures >= FAILURES && this.#options.clock.monotonic() < this.#restUntil;
  }

  /** Returns the result of a call, or `undefined` if it throws, rejects or takes too long. */
  async #call<R>(limitMs: number, call: () => Promise<R> | R): Promise<R | undefined> {
    if (this.#resting()) return undefined;
    const { clock, logger, name } = this.#options;
    try {
      // Begun in a promise, so that what it throws is caught as well.
      const begun = new Promise<R>((resolve) => resolve(call()));
      const value = await withDeadline(begun, {
        timeoutMs: limitMs,
        onTimeout: () => {
          throw new Error(`no answer within ${limitMs} ms`);
        },
        timer: (fn, delayMs) => clock.setTimer(fn, delayMs),
      });
      this.#failures = 0;
      return value;
    } catch (error) {
      this.#failures++;
      this.#restUntil = clock.monotonic() + REST_MS;
      logger.warn(`The ${name} failed; checks go on without it`, error);
      return undefined;
    }
  }
}
