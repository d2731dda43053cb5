import { Cluster } from "ioredis";
import type { ReplayState } from "../store/replay-state";
import type { SharedStore } from "../store/shared-store";
import { identityOf, type RedisConnection } from "./connection";

export interface RedisWatchListener {
  /** Whether Redis should hold everything. */
  loaded(): boolean;
  /** It does not. */
  emptied(): void;
  /** It does, as of `cursor`: what was written after that may be lost. */
  replaced(cursor: string): void;
}

/**
 * Notices that a Redis, or a master of a cluster, was restarted, replaced or emptied: when a connection is
 * made again, and now and then, since a cluster's client tells of no single node.
 */
export class RedisWatch {
  private identity: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(
    private readonly parts: { redis: RedisConnection; store: SharedStore; state: ReplayState },
    private readonly listener: RedisWatchListener,
  ) {}

  /** Resolves once it knows whom to watch. */
  async start(intervalMs: number): Promise<void> {
    const { redis, state } = this.parts;
    await this.look();
    redis.on("close", () => state.doubt());
    redis.on("ready", () => void this.look());
    if (redis instanceof Cluster) {
      redis.on("-node", () => state.doubt());
      redis.on("+node", () => void this.look());
    }
    this.timer = setInterval(() => void this.look(), intervalMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never rejects: what cannot be found out now is looked at again. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.compare();
    } catch {
      this.parts.state.doubt();
    } finally {
      this.looking = false;
    }
  }

  private async compare(): Promise<void> {
    const { redis, store, state } = this.parts;
    const identity = await identityOf(redis);
    const same = this.identity === undefined || this.identity === identity;
    if (!this.listener.loaded()) {
      // Whatever is there, everything is about to be written.
      state.trust();
    } else if (!same) {
      state.doubt();
      const cursor = await state.believable(store);
      state.trust();
      if (cursor === undefined) this.listener.emptied();
      else this.listener.replaced(cursor);
    } else if (await state.intact()) {
      state.trust();
    } else {
      this.listener.emptied();
    }
    this.identity = identity;
  }
}
