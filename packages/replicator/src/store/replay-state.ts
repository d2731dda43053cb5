import { setTimeout as delay } from "node:timers/promises";
import type { EntityKind } from "@schematic/datastream/protocol";
import type { RedisConnection } from "../redis/connection";
import { isEntryError } from "../redis/errors";
import type { Layout } from "./layout";
import type { SharedStore } from "./shared-store";

/** The shortest time between two writes of the cursor while messages arrive, ms. */
const KEEP_INTERVAL_MS = 500;
const PROBE_INTERVAL_MS = 100;

/** The data to which a cursor belongs. */
interface Loaded {
  readonly version: string;
  readonly company: number;
  readonly user: number;
}

/**
 * The state that Redis keeps across a restart: the cursor, and the data to which it belongs. A cursor whose data is
 * gone would leave gaps, so it is believed only together with its data.
 */
export class ReplayState {
  readonly #redis: RedisConnection;
  readonly #layout: Layout;
  readonly #cursorKey: string;
  #kept: string | undefined;
  #keptAt = Number.NEGATIVE_INFINITY;
  #isDoubted = false;
  #isWriting = false;
  /**
   * The connection was lost while a cursor was being written. The client may send it again to whatever Redis
   * responds next, which may hold older data than the cursor says.
   */
  #isAstray = false;

  constructor(redis: RedisConnection, layout: Layout, cursorKey: string) {
    this.#redis = redis;
    this.#layout = layout;
    this.#cursorKey = cursorKey;
  }

  /** Resolves once Redis responds. Rejects with the reason of `signal`. */
  async reachable(signal: AbortSignal): Promise<void> {
    const responds = () =>
      this.#redis.get(this.#cursorKey).then(
        () => true,
        (error: unknown) => isEntryError(error),
      );
    while (!(await responds())) await delay(PROBE_INTERVAL_MS, undefined, { signal });
  }

  /**
   * Resolves to the cursor if everything that was loaded with it is still in Redis, else to undefined. Fills the
   * roster of the store.
   */
  async believable(store: SharedStore): Promise<string | undefined> {
    const [cursor, loaded] = await Promise.all([this.#text(this.#cursorKey), this.#loaded()]);
    if (this.#isAstray || !cursor || loaded?.version !== this.#layout.version) return undefined;
    const [companies, users] = await Promise.all([store.ids("company"), store.ids("user")]);
    if (companies.size < loaded.company || users.size < loaded.user) return undefined;
    store.roster.replace("company", companies);
    store.roster.replace("user", users);
    this.#kept = cursor;
    return cursor;
  }

  /** Resolves to true if Redis still knows that it was loaded. */
  async intact(): Promise<boolean> {
    return (await this.#loaded())?.version === this.#layout.version;
  }

  /** Redis was away. Its cursor belongs to its data, and stays as it is until both were compared. */
  doubt(): void {
    this.#isDoubted = true;
    this.#isAstray ||= this.#isWriting;
  }

  trust(): void {
    this.#isDoubted = false;
    this.#isAstray = false;
  }

  /** Stores a cursor. Without `now` it does so at most every 500 ms. */
  async keep(cursor: string | undefined, now: boolean): Promise<void> {
    if (cursor === undefined || cursor === this.#kept || this.#isDoubted) return;
    const time = performance.now();
    if (!now && time - this.#keptAt < KEEP_INTERVAL_MS) return;
    this.#keptAt = time;
    this.#isWriting = true;
    try {
      await this.#redis.set(this.#cursorKey, cursor);
      this.#kept = cursor;
    } finally {
      this.#isWriting = false;
    }
  }

  /** Deletes cursor and counts. Called before a load, when neither holds any more. */
  async forget(): Promise<void> {
    this.#kept = undefined;
    await Promise.all([this.#redis.del(this.#cursorKey), this.#redis.del(this.#layout.state)]);
  }

  /** Records that everything was loaded. */
  async loaded(counts: Readonly<Record<EntityKind, number>>): Promise<void> {
    const loaded: Loaded = { version: this.#layout.version, ...counts };
    await this.#redis.set(this.#layout.state, JSON.stringify(loaded));
  }

  /** Resolves to the text of a key; null if it does not exist or has another type. */
  async #text(key: string): Promise<string | null> {
    try {
      return await this.#redis.get(key);
    } catch (error) {
      if (isEntryError(error)) return null;
      throw error;
    }
  }

  async #loaded(): Promise<Loaded | undefined> {
    return parseLoaded(await this.#text(this.#layout.state));
  }
}

function parseLoaded(text: string | null): Loaded | undefined {
  if (text === null) return undefined;
  try {
    const { version, company, user } = Object(JSON.parse(text)) as Record<string, unknown>;
    const isLoaded = typeof version === "string" && isCount(company) && isCount(user);
    return isLoaded ? { version, company, user } : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}
