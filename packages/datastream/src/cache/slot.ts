import type { CacheProvider, Clock, Logger } from "@schematic/core";

/** Failures in a row after which a cache is left alone. */
const FAILURES = 3;
/** How long it is left alone before one call tries again, ms. */
const REST_MS = 1_000;
/** After this a write that hangs counts as failed, ms. */
const WRITE_MS = 5_000;
/** Writes on their way at once. */
const WRITERS = 8;
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
  readonly #writing = new Set<string>();
  #failures = 0;
  #restUntil = 0;
  #retryTimer: (() => void) | undefined;
  #idle: (() => void) | undefined;

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
    if (this.#writing.size < WRITERS) queueMicrotask(() => this.#pump());
  }

  /** Deletes what is not in `keep` among the keys that match `scanPattern`; nothing where it cannot. */
  deleteMissing(keep: string[], scanPattern: string): void {
    void this.#call(WRITE_MS, () => this.#provider.deleteMissing?.(keep, { scanPattern }));
  }

  /** Resolves once nothing waits to be written, or the cache is given up for now. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle = resolve;
      this.#pump();
    });
  }

  close(): void {
    this.#waiting.clear();
    this.#retryTimer?.();
  }

  #pump(): void {
    if (this.#resting()) {
      this.#retryTimer ??= this.#options.clock.setTimer(() => {
        this.#retryTimer = undefined;
        this.#pump();
      }, REST_MS);
    } else {
      for (const [key, { value, ttl }] of this.#waiting) {
        if (this.#writing.size >= WRITERS) return;
        if (this.#writing.has(key)) continue;
        this.#waiting.delete(key);
        this.#writing.add(key);
        const provider = this.#provider;
        void this.#call(WRITE_MS, () =>
          value === undefined ? provider.delete(key) : provider.set(key, value, ttl),
        ).then(() => {
          this.#writing.delete(key);
          this.#pump();
        });
      }
      if (this.#writing.size > 0) return;
    }
    this.#idle?.();
  }

  #resting(): boolean {
    return this.#failures >= FAILURES && this.#options.clock.monotonic() < this.#restUntil;
  }

  /** The answer of a call, or `undefined` when it throws, rejects or takes too long. */
  #call<R>(limitMs: number, call: () => Promise<R> | R): Promise<R | undefined> {
    if (this.#resting()) return Promise.resolve(undefined);
    const { clock, logger, name } = this.#options;
    return new Promise((resolve) => {
      const failed = (error: unknown): void => {
        cancel();
        this.#failures++;
        this.#restUntil = clock.monotonic() + REST_MS;
        logger.warn(`The ${name} failed; checks go on without it`, error);
        resolve(undefined);
      };
      const cancel = clock.setTimer(() => failed(new Error(`no answer within ${limitMs} ms`)), limitMs);
      // Begun in a promise, so that what it throws is caught as well.
      new Promise<R>((done) => done(call())).then((value) => {
        cancel();
        this.#failures = 0;
        resolve(value);
      }, failed);
    });
  }
}
