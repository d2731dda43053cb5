import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { WriterLockError } from "../errors";
import type { RedisConnection } from "../redis/connection";
import { describeRedisError } from "../redis/errors";

const renew = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 2 end
return 0`;

const release = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

export interface WriterLockListener {
  /** Another writer holds it. */
  lost(): void;
  /** It had vanished and was taken again: Redis may have lost more than that. */
  vanished(): void;
  /** A renewal failed; it is tried again. */
  failed(reason: string): void;
}

/**
 * Makes this process the only writer of a Redis: a key with an expiry that is renewed at a third of it.
 * Times in ms.
 */
export class WriterLock {
  private readonly token = `${hostname()}-${process.pid}-${randomBytes(16).toString("hex")}`;
  private timer: NodeJS.Timeout | undefined;
  private confirmedAt = 0;
  /** Why the last renewal failed; undefined if it succeeded. */
  trouble: string | undefined;

  constructor(
    private readonly redis: RedisConnection,
    private readonly options: { disabled: boolean; key: string; ttlMs: number; acquireTimeoutMs: number },
  ) {}

  /** Waits for another writer to end; throws `WriterLockError` when it does not in time. */
  async acquire(signal: AbortSignal, onWait: (reason: string) => void = () => {}): Promise<void> {
    const { key, ttlMs, acquireTimeoutMs } = this.options;
    const deadline = performance.now() + acquireTimeoutMs;
    for (;;) {
      signal.throwIfAborted();
      // No connection is no answer: it is tried until there is one.
      const answer = await this.redis.set(key, this.token, "PX", ttlMs, "NX").catch((error: unknown) => {
        onWait(describeRedisError(error));
        return undefined;
      });
      if (answer === "OK") break;
      if (answer === null) onWait(`another replicator holds the writer lock ${key}`);
      if (answer === null && performance.now() >= deadline) throw new WriterLockError(key);
      await delay(Math.min(ttlMs / 3, 250), undefined, { signal });
    }
    this.confirmedAt = performance.now();
  }

  keep(listener: WriterLockListener): void {
    this.timer = setTimeout(async () => {
      const { key, ttlMs } = this.options;
      const asked = performance.now();
      const answer = await this.redis.eval(renew, 1, key, this.token, ttlMs).catch((error: unknown) => {
        this.trouble = describeRedisError(error);
        return undefined;
      });
      if (this.timer === undefined) return;
      if (answer !== undefined) this.trouble = undefined;
      else if (this.trouble !== undefined) listener.failed(this.trouble);
      if (answer === 1 || answer === 2) this.confirmedAt = asked;
      if (answer === 2) listener.vanished();
      if (answer === 0) {
        this.timer = undefined;
        listener.lost();
        return;
      }
      this.keep(listener);
    }, this.options.ttlMs / 3);
  }

  /** False when Redis was away for so long that another writer may have taken the lock meanwhile. */
  get held(): boolean {
    return this.options.disabled || performance.now() - this.confirmedAt < this.options.ttlMs;
  }

  /** Lets a replacement start at once; a lock of another writer stays. */
  async release(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.redis.eval(release, 1, this.options.key, this.token).catch(() => {});
  }
}
