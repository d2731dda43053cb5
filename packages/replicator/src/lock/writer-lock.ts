import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { WriterLockError } from "../errors";
import type { RedisConnection } from "../redis/connection";
import { describeRedisError } from "../redis/errors";

/** Returns 1 if the lock is ours and was renewed, 2 if it had vanished and was taken again, 0 if it is another's. */
const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 2 end
return 0`;
const RENEWED = 1;
const TAKEN_AGAIN = 2;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const MAX_ATTEMPT_INTERVAL_MS = 250;
/** Renewals per life of the lock. */
const RENEWALS = 3;

export interface WriterLockOptions {
  readonly disabled: boolean;
  readonly key: string;
  readonly ttlMs: number;
  readonly acquireTimeoutMs: number;
}

export interface WriterLockListener {
  /** Another writer holds the lock. Called once, and nothing is renewed afterwards. */
  lost(): void;
  /** The lock had vanished and was taken again: Redis may have lost more than the lock. */
  vanished(): void;
  /** A renewal failed and is tried again. */
  failed(reason: string): void;
}

/** Makes this process the only writer of a Redis: a key that expires, and is renewed three times in its life. */
export class WriterLock {
  readonly #redis: RedisConnection;
  readonly #options: WriterLockOptions;
  readonly #token = `${hostname()}-${process.pid}-${randomBytes(16).toString("hex")}`;
  #timer: NodeJS.Timeout | undefined;
  /** When the last command was sent that succeeded. The lock lives for its TTL from then on, or longer. */
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #trouble: string | undefined;

  constructor(redis: RedisConnection, options: WriterLockOptions) {
    this.#redis = redis;
    this.#options = options;
  }

  /** The reason for which the last renewal failed; undefined if it succeeded. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** False if Redis was away for so long that another writer may hold the lock by now. */
  get held(): boolean {
    const { disabled, ttlMs } = this.#options;
    return disabled || performance.now() - this.#confirmedAt < ttlMs;
  }

  /**
   * Waits until no other writer holds the lock. `onWait` is called with the reason at every attempt. Rejects with
   * `WriterLockError` if another writer still holds it after `acquireTimeoutMs`.
   */
  async acquire(signal: AbortSignal, onWait: (reason: string) => void = () => {}): Promise<void> {
    const { key, ttlMs, acquireTimeoutMs } = this.#options;
    const deadline = performance.now() + acquireTimeoutMs;
    for (;;) {
      signal.throwIfAborted();
      const askedAt = performance.now();
      try {
        if (await this.#take()) {
          this.#confirmedAt = askedAt;
          return;
        }
        onWait(`another replicator holds the writer lock ${key}`);
        if (performance.now() >= deadline) throw new WriterLockError(key);
      } catch (error) {
        // A Redis that cannot be reached says nothing about the lock. The next attempt follows.
        if (error instanceof WriterLockError) throw error;
        onWait(describeRedisError(error));
      }
      await delay(Math.min(ttlMs / RENEWALS, MAX_ATTEMPT_INTERVAL_MS), undefined, { signal });
    }
  }

  /** Renews the lock until `release` is called or another writer holds it. */
  keep(listener: WriterLockListener): void {
    this.#timer = setTimeout(async () => {
      const outcome = await this.#renew();
      if (this.#timer === undefined) return;
      if (outcome === "lost") {
        this.#timer = undefined;
        listener.lost();
        return;
      }
      if (outcome === "failed") listener.failed(this.#trouble ?? "");
      if (outcome === "taken again") listener.vanished();
      this.keep(listener);
    }, this.#options.ttlMs / RENEWALS);
  }

  /** Lets a replacement start at once. The lock of another writer stays. */
  async release(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#confirmedAt = Number.NEGATIVE_INFINITY;
    await this.#redis.eval(RELEASE, 1, this.#options.key, this.#token).catch(() => {});
  }

  async #take(): Promise<boolean> {
    const { key, ttlMs } = this.#options;
    if ((await this.#redis.set(key, this.#token, "PX", ttlMs, "NX")) === "OK") return true;
    // The reply to an earlier attempt may have been lost with its connection.
    return (await this.#redis.get(key)) === this.#token;
  }

  async #renew(): Promise<"renewed" | "taken again" | "lost" | "failed"> {
    const { key, ttlMs } = this.#options;
    const askedAt = performance.now();
    try {
      const reply = await this.#redis.eval(RENEW, 1, key, this.#token, ttlMs);
      this.#trouble = undefined;
      if (reply !== RENEWED && reply !== TAKEN_AGAIN) return "lost";
      this.#confirmedAt = askedAt;
      return reply === RENEWED ? "renewed" : "taken again";
    } catch (error) {
      this.#trouble = describeRedisError(error);
      return "failed";
    }
  }
}
