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

const DELETE: unique symbol = Symbol("delete");

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
export class CacheSlot<T> {
  readonly #provider: CacheProvider<T>;
  readonly #options: SlotOptions;
  readonly #waiting = new Map<string, { value: T | typeof DELETE; ttl: number | null | undefined }>();
  readonly #writing = new Set<string>();
  #failures = 0;
  #restUntil = 0;
  #retryTimer: (() => void) | undefined;
  #idle: (() => void)[] = [];

  constructor(provider: CacheProvider<T>, options: SlotOptions) {
    this.#provider = provider;
    this.#options = options;
  }

  /** The value, or `undefined` for a miss. Never rejects. */
  async read(key: string): Promise<T | undefined> {
    if (this.#resting()) return undefined;
    const value = await this.#within(() => this.#provider.get(key), this.#options.readMs);
    return value ?? undefined;
  }

  /** Several values in the order of `keys`. Never rejects. */
  async readMany(keys: string[]): Promise<(T | undefined)[]> {
    if (keys.length === 0 || this.#resting()) return keys.map(() => undefined);
    const { getMany } = this.#provider;
    if (getMany === undefined) return Promise.all(keys.map((key) => this.read(key)));
    const values = await this.#within(() => getMany.call(this.#provider, keys), this.#options.readMs);
    return keys.map((_, index) => values?.[index] ?? undefined);
  }

  write(key: string, value: T, ttl: number | null | undefined): void {
    this.#queue(key, value, ttl);
  }

  delete(key: string): void {
    this.#queue(key, DELETE, undefined);
  }

  /** Deletes what is not in `keep` among the keys that match `scanPattern`; nothing where it cannot. */
  deleteMissing(keep: string[], scanPattern: string): void {
    const { deleteMissing } = this.#provider;
    if (deleteMissing === undefined || this.#resting()) return;
    void this.#within(() => deleteMissing.call(this.#provider, keep, { scanPattern }), WRITE_MS);
  }

  /** Resolves once nothing waits to be written, or the cache is given up for now. */
  drained(): Promise<void> {
    if (this.#waiting.size === 0 && this.#writing.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  close(): void {
    this.#retryTimer?.();
    this.#waiting.clear();
    this.#settleIdle();
  }

  #queue(key: string, value: T | typeof DELETE, ttl: number | null | undefined): void {
    // A later write goes to the end: what changes often does not push out what changed once.
    this.#waiting.delete(key);
    if (this.#waiting.size >= MAX_WAITING) {
      for (const oldest of this.#waiting.keys()) {
        this.#waiting.delete(oldest);
        break;
      }
      this.#options.logger.warn(`The ${this.#options.name} is too slow: changes were not written to it`);
    }
    this.#waiting.set(key, { value, ttl });
    if (this.#writing.size < WRITERS) queueMicrotask(() => this.#pump());
  }

  #pump(): void {
    if (this.#resting()) {
      this.#retryTimer ??= this.#options.clock.setTimer(() => {
        this.#retryTimer = undefined;
        this.#pump();
      }, REST_MS);
      this.#settleIdle();
      return;
    }
    for (const [key, { value, ttl }] of this.#waiting) {
      if (this.#writing.size >= WRITERS) return;
      if (this.#writing.has(key)) continue;
      this.#waiting.delete(key);
      this.#writing.add(key);
      void this.#carryOut(key, value, ttl);
    }
    if (this.#waiting.size === 0 && this.#writing.size === 0) this.#settleIdle();
  }

  async #carryOut(key: string, value: T | typeof DELETE, ttl: number | null | undefined): Promise<void> {
    await this.#within(
      () => (value === DELETE ? this.#provider.delete(key) : this.#provider.set(key, value, ttl)),
      WRITE_MS,
    );
    this.#writing.delete(key);
    this.#pump();
  }

  #settleIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #resting(): boolean {
    return this.#failures >= FAILURES && this.#options.clock.monotonic() < this.#restUntil;
  }

  /** The answer of a call, or `undefined` when it throws, rejects or takes too long. */
  #within<R>(call: () => Promise<R> | R, limitMs: number): Promise<R | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.setTimer(() => {
        this.#failed(new Error(`no answer within ${limitMs} ms`));
        resolve(undefined);
      }, limitMs);
      const failed = (error: unknown): void => {
        cancel();
        this.#failed(error);
        resolve(undefined);
      };
      try {
        Promise.resolve(call()).then((value) => {
          cancel();
          this.#failures = 0;
          resolve(value);
        }, failed);
      } catch (error) {
        failed(error);
      }
    });
  }

  #failed(error: unknown): void {
    const { clock, logger, name } = this.#options;
    this.#failures++;
    this.#restUntil = clock.monotonic() + REST_MS;
    logger.warn(`The ${name} failed; checks go on without it`, error);
  }
}
