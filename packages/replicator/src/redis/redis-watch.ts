import { Cluster } from "ioredis";
import type { ReplayState } from "../store/replay-state";
import type { SharedStore } from "../store/shared-store";
import type { RedisConnection } from "./connection";
import { identityOf } from "./nodes";

export interface RedisWatchListener {
  /** Returns true if Redis should hold everything. */
  loaded(): boolean;
  /** Called if Redis no longer holds everything. */
  emptied(): void;
  /** Called if Redis holds everything as of `cursor`. Later writes may be lost. */
  replaced(cursor: string): void;
}

/**
 * Notices that a Redis, or a master of a cluster, was restarted, replaced or emptied. It looks whenever a connection
 * is made, and at an interval, because the client of a cluster reports nothing about single nodes.
 */
export class RedisWatch {
  readonly #parts: { redis: RedisConnection; store: SharedStore; state: ReplayState };
  readonly #listener: RedisWatchListener;
  #identity: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

  constructor(
    parts: { redis: RedisConnection; store: SharedStore; state: ReplayState },
    listener: RedisWatchListener,
  ) {
    this.#parts = parts;
    this.#listener = listener;
  }

  /** Resolves after the first look. Has no effect if it was started before. */
  async start(intervalMs: number): Promise<void> {
    if (this.#timer !== undefined) return;
    const { redis, state } = this.#parts;
    await this.#look();
    redis.on("close", () => state.doubt());
    redis.on("ready", () => void this.#look());
    if (redis instanceof Cluster) {
      redis.on("-node", () => state.doubt());
      redis.on("+node", () => void this.#look());
    }
    this.#timer = setInterval(() => void this.#look(), intervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Never rejects: the next look follows. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.#compare();
    } catch {
      this.#parts.state.doubt();
    } finally {
      this.#isLooking = false;
    }
  }

  async #compare(): Promise<void> {
    const { redis, store, state } = this.#parts;
    const identity = await identityOf(redis);
    const isSame = this.#identity === undefined || this.#identity === identity;
    if (!this.#listener.loaded()) {
      // Everything is about to be written, whatever Redis holds.
      state.trust();
    } else if (!isSame) {
      state.doubt();
      const cursor = await state.believable(store);
      state.trust();
      if (cursor === undefined) this.#listener.emptied();
      else this.#listener.replaced(cursor);
    } else if (await state.intact()) {
      state.trust();
    } else {
      this.#listener.emptied();
    }
    this.#identity = identity;
  }
}
