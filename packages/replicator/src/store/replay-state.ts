import { setTimeout as delay } from "node:timers/promises";
import type { RedisConnection } from "../redis/connection";
import { isEntryError } from "../redis/errors";
import type { Layout } from "./layout";
import type { EntityKind, SharedStore } from "./shared-store";

/** How often the cursor is written while messages come, ms. */
const keepEveryMs = 500;

interface Loaded {
  version: string;
  company: number;
  user: number;
}

/**
 * What Redis remembers across a restart: the cursor, under the published replicator's key, and beside it
 * for which data it holds. A cursor whose data is gone would leave gaps, so it is believed only with them.
 */
export class ReplayState {
  private kept: string | undefined;
  private keptAt = Number.NEGATIVE_INFINITY;
  private doubted = false;
  private writing = false;
  /**
   * The connection broke with a cursor on its way: it is sent again to whatever Redis answers next, which may
   * hold older data than the cursor says.
   */
  private astray = false;

  constructor(
    private readonly redis: RedisConnection,
    private readonly layout: Layout,
    private readonly cursorKey: string,
  ) {}

  /** Resolves once Redis answers. */
  async reachable(signal: AbortSignal): Promise<void> {
    while (
      !(await this.redis.get(this.cursorKey).then(
        () => true,
        (error: unknown) => isEntryError(error),
      ))
    ) {
      await delay(100, undefined, { signal });
    }
  }

  /** The cursor, if everything that was loaded with it is still in Redis. */
  async believable(store: SharedStore): Promise<string | undefined> {
    const [cursor, loaded] = await Promise.all([this.text(this.cursorKey), this.read()]);
    if (this.astray || !cursor || loaded?.version !== this.layout.version) return undefined;
    const [companies, users] = await Promise.all([store.count("company"), store.count("user")]);
    if (companies < loaded.company || users < loaded.user) return undefined;
    this.kept = cursor;
    return cursor;
  }

  /** Whether Redis still knows that it was loaded. */
  async intact(): Promise<boolean> {
    return (await this.read())?.version === this.layout.version;
  }

  /** Redis was away: the cursor in it belongs to the data in it, and stays until both were looked at. */
  doubt(): void {
    this.doubted = true;
    this.astray ||= this.writing;
  }

  trust(): void {
    this.doubted = false;
    this.astray = false;
  }

  /** Keeps a cursor, not at every batch unless `now`. */
  async keep(cursor: string | undefined, now: boolean): Promise<void> {
    if (cursor === undefined || cursor === this.kept || this.doubted) return;
    const time = performance.now();
    if (!now && time - this.keptAt < keepEveryMs) return;
    this.keptAt = time;
    this.kept = cursor;
    this.writing = true;
    try {
      await this.redis.set(this.cursorKey, cursor);
    } finally {
      this.writing = false;
    }
  }

  /** Before a load: neither the cursor nor the counts hold any more. */
  async forget(): Promise<void> {
    this.kept = undefined;
    await Promise.all([this.redis.del(this.cursorKey), this.redis.del(this.layout.state)]);
  }

  async loaded(counts: Record<EntityKind, number>): Promise<void> {
    const loaded: Loaded = { version: this.layout.version, ...counts };
    await this.redis.set(this.layout.state, JSON.stringify(loaded));
  }

  /** Resolves to the text of a key; null if there is none or the key has another type. */
  private async text(key: string): Promise<string | null> {
    try {
      return await this.redis.get(key);
    } catch (error) {
      if (isEntryError(error)) return null;
      throw error;
    }
  }

  private async read(): Promise<Loaded | undefined> {
    try {
      return JSON.parse((await this.text(this.layout.state)) ?? "null") ?? undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}
