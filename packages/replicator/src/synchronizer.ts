import { type Logger, systemClock } from "@schematic/core";
import { Applier } from "./apply/applier";
import type { Metrics } from "./health/metrics";
import { Audit } from "./load/audit";
import { type LoadParts, loadEverything } from "./load/full-load";
import { Loads } from "./load/loads";
import { Repair } from "./load/repair";
import { RestLists } from "./load/rest-lists";
import { Touched } from "./load/touched";
import type { RedisConnection } from "./redis/connection";
import { describeRedisError } from "./redis/errors";
import { RedisWatch } from "./redis/redis-watch";
import type { ReplicatorSettings } from "./settings/types";
import { Layout } from "./store/layout";
import { ReplayState } from "./store/replay-state";
import { SharedStore } from "./store/shared-store";
import { Stream } from "./stream/stream";

/** Time in which received changes are written when the replicator is closed, ms. */
const FINISH_MS = 5_000;
const MAX_WATCH_INTERVAL_MS = 5_000;

export interface SynchronizerParts {
  readonly settings: ReplicatorSettings;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly redis: RedisConnection;
  /** Version of the schema of the entries. */
  readonly version: string;
  readonly stopping: AbortSignal;
  /** Returns true if this process may write now. */
  mayWrite(): boolean;
}

/** Keeps Redis up to date: loads everything, applies the changes of the datastream, and repairs what is missing. */
export class Synchronizer {
  readonly #parts: SynchronizerParts;
  readonly #touched = new Touched();
  readonly #store: SharedStore;
  readonly #state: ReplayState;
  readonly #applier: Applier;
  readonly #stream: Stream;
  readonly #loads: Loads;
  readonly #repair: Repair;
  readonly #audit: Audit;
  readonly #redisWatch: RedisWatch;
  #isLoaded = false;

  constructor(parts: SynchronizerParts) {
    const { redis, settings, version } = parts;
    const layout = new Layout(version);
    this.#parts = parts;
    this.#store = this.#makeStore(layout);
    this.#state = new ReplayState(redis, layout, settings.replay.cursorKey);
    this.#applier = this.#makeApplier();
    this.#stream = this.#makeStream();
    const loadParts = this.#loadParts();
    this.#loads = this.#makeLoads(loadParts);
    this.#repair = this.#makeRepair(loadParts);
    this.#audit = this.#makeAudit();
    this.#redisWatch = this.#makeRedisWatch();
  }

  get layout(): Layout {
    return this.#store.layout;
  }

  /** True once everything of this environment is in Redis. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  get isConnected(): boolean {
    return this.#stream.connected;
  }

  /** The oldest change that is not in Redis yet, and why; undefined if there is none. */
  get waiting(): Applier["waiting"] {
    return this.#applier.waiting;
  }

  /** True if a lost connection is continued by a replay, and `cursor` is where it would start. */
  get replay(): { enabled: boolean; cursor: string } {
    return { enabled: this.#replays, cursor: this.#applier.applied ?? "" };
  }

  /** Resolves once Redis responds. */
  reachable(): Promise<void> {
    return this.#state.reachable(this.#parts.stopping);
  }

  /**
   * Continues from the cursor in Redis or loads everything. From then on it follows the datastream. Rejects if Redis
   * cannot be read, and can then be called again.
   */
  async start(): Promise<void> {
    const { writerLock, auditIntervalMs, cacheTtlMs } = this.#parts.settings;
    await this.#redisWatch.start(Math.min(writerLock.ttlMs / 3, MAX_WATCH_INTERVAL_MS));
    await this.#resume();
    // Entries with a TTL are expected to vanish.
    if (auditIntervalMs > 0 && cacheTtlMs === 0) this.#audit.start(auditIntervalMs);
    this.#parts.logger.info("connects to the datastream");
    this.#stream.start();
  }

  /** Subscribes and loads as at the start, because the data in Redis cannot be relied on. */
  mistrust(reason: string): void {
    this.#parts.logger.warn(`${reason}: everything is loaded again`);
    this.#unload();
    this.#stream.restart(reason);
  }

  /** Ends everything. Received changes are written first, unless `mayWrite` is false because the lock was lost. */
  async stop(mayWrite: boolean): Promise<void> {
    this.#audit.stop();
    this.#redisWatch.stop();
    await this.#stream.close();
    if (mayWrite) await this.#applier.finish(FINISH_MS);
    else this.#applier.stop();
  }

  /** Continues from the cursor in Redis, if its data exists. */
  async #resume(): Promise<void> {
    if (!this.#replays) return;
    const cursor = await this.#state.believable(this.#store);
    this.#applier.begin(cursor);
    this.#isLoaded = cursor !== undefined;
    this.#parts.logger.info(
      cursor === undefined
        ? "there is no cursor to replay from: everything is loaded"
        : `replay from ${cursor}`,
    );
  }

  get #replays(): boolean {
    return this.#parts.settings.loader.async && !this.#parts.settings.replay.disabled;
  }

  #makeStore(layout: Layout): SharedStore {
    const { cacheTtlMs: ttlMs } = this.#parts.settings;
    return new SharedStore(this.#parts.redis, layout, {
      ttlMs,
      listener: {
        mayWrite: () => this.#parts.mayWrite(),
        written: (keys) => this.#touched.wrote(keys),
        incomplete: (kind, id) => this.#repair.request(kind, [id]),
        failed: (name, error) => {
          this.#parts.metrics.counts.changes_failed++;
          this.#parts.logger.error(`${name} cannot be written and is skipped: ${describeRedisError(error)}`);
        },
      },
    });
  }

  #makeApplier(): Applier {
    return new Applier({
      store: this.#store,
      state: this.#state,
      settings: this.#parts.settings,
      metrics: this.#parts.metrics,
      logger: this.#parts.logger,
      writing: (change) => this.#touched.note(change),
      mayWrite: () => this.#parts.mayWrite(),
      pressure: (isHigh) => (isHigh ? this.#stream.pause() : this.#stream.resume()),
    });
  }

  #makeStream(): Stream {
    return new Stream({
      settings: this.#parts.settings,
      logger: this.#parts.logger,
      metrics: this.#parts.metrics,
      clock: systemClock,
      listener: {
        replayFrom: () => (this.#replays && this.#isLoaded ? this.#applier.received : undefined),
        changes: (changes, streamId) => this.#applier.take(changes, streamId),
        subscribed: (streamId) => this.#applier.position(streamId),
        reload: () => {
          this.#parts.logger.warn("the server cannot replay that far back: everything is loaded again");
          this.#unload();
          this.#loads.request();
        },
        connected: () => {
          if (!this.#replays) this.#unload();
          if (this.#isLoaded) this.#parts.logger.info("ready");
          else this.#loads.request();
        },
        disconnected: (reason) => {
          const isWanted = !this.#parts.stopping.aborted;
          if (isWanted) this.#parts.logger.warn(`datastream: the connection was lost: ${reason}`);
          // Changes are missed from now on, and no replay covers them: what was read is worthless.
          this.#loads.abort();
        },
      },
    });
  }

  #loadParts(): LoadParts {
    return {
      lists: new RestLists({
        settings: this.#parts.settings,
        logger: this.#parts.logger,
        metrics: this.#parts.metrics,
      }),
      store: this.#store,
      state: this.#state,
      applier: this.#applier,
      touched: this.#touched,
      metrics: this.#parts.metrics,
      logger: this.#parts.logger,
    };
  }

  #makeLoads(parts: LoadParts): Loads {
    return new Loads({
      logger: this.#parts.logger,
      stopping: this.#parts.stopping,
      mayLoad: () => this.#stream.connected,
      load: (signal) => {
        this.#repair.clear();
        return loadEverything(parts, signal);
      },
      loaded: () => {
        this.#isLoaded = true;
        this.#parts.logger.info("ready");
      },
    });
  }

  #makeRepair(parts: LoadParts): Repair {
    return new Repair({
      ...parts,
      stopping: this.#parts.stopping,
      mayRepair: () => this.#isLoaded && !this.#loads.isLoading,
      tooMany: () => {
        this.#parts.logger.warn("too many entries are missing in Redis: everything is loaded again");
        this.#loads.request();
      },
    });
  }

  #makeAudit(): Audit {
    return new Audit({
      store: this.#store,
      logger: this.#parts.logger,
      mayAudit: () => this.#isLoaded && !this.#loads.isLoading && this.#stream.connected,
      missing: (kind, ids) => this.#repair.request(kind, ids),
      missingFlags: () => {
        this.#parts.logger.warn("a flag is missing in Redis: all flags are requested again");
        this.#stream.requestFlags();
      },
    });
  }

  #makeRedisWatch(): RedisWatch {
    const parts = { redis: this.#parts.redis, store: this.#store, state: this.#state };
    return new RedisWatch(parts, {
      loaded: () => this.#isLoaded,
      emptied: () => this.mistrust("Redis came back without its data"),
      replaced: (cursor) => this.#replay(cursor),
    });
  }

  /** Requests everything after `cursor` again, because Redis may lack later writes. */
  #replay(cursor: string): void {
    if (!this.#replays) {
      this.mistrust("Redis was restarted");
      return;
    }
    const reason = `Redis was restarted or replaced: replay from ${cursor}`;
    this.#parts.logger.warn(reason);
    this.#stream.restart(reason);
    this.#applier.rewind(cursor);
  }

  #unload(): void {
    this.#isLoaded = false;
    this.#repair.clear();
    this.#applier.begin(undefined);
  }
}
