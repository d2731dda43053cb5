import { createTransport } from "@schematic/api";
import { type Logger, systemClock } from "@schematic/core";
import { schemaVersion, type WireEntity } from "@schematic/datastream/protocol";
import { Applier } from "./apply/applier";
import { HealthServer } from "./health/health-server";
import { Metrics } from "./health/metrics";
import { loadAll } from "./load/loader";
import { Touched } from "./load/touched";
import { WriterLock } from "./lock/writer-lock";
import { jsonLogger } from "./logger";
import { connectRedis, type RedisConnection } from "./redis/connection";
import { describeRedisError, Repeated } from "./redis/errors";
import { RedisWatch } from "./redis/redis-watch";
import type { ReplicatorSettings } from "./settings/settings";
import { type Cleanup, startCleanup } from "./store/cleanup";
import { Layout } from "./store/layout";
import { ReplayState } from "./store/replay-state";
import { type EntityKind, SharedStore } from "./store/shared-store";
import { Stream } from "./stream/stream";

/** A phase of the start-up that lasts longer is logged, in ms. */
const PHASE_NOTICE_MS = 2_000;

const kinds: readonly EntityKind[] = ["company", "user"];

/** A running replicator. */
export interface Replicator {
  /** Where `/ready`, `/health`, `/debug` and `/metrics` are. */
  readonly healthUrl: string;
  /** Resolves once Redis holds everything; rejects when the replicator ends before. */
  ready(): Promise<void>;
  /** Resolves when it has ended: after `close`, or with the reason why it gave up. */
  readonly ended: Promise<Error | undefined>;
  /** Writes what was received, keeps the cursor, gives the writer lock back. Idempotent. */
  close(): Promise<void>;
}

export interface ReplicatorOptions {
  /** Default: JSON lines on standard output, from the level of the settings on. */
  logger?: Logger;
}

/**
 * Starts to keep a Redis true to an environment. Rejects when the health port is taken; everything else
 * that may be down at first is waited for, and shows at `/ready`.
 */
export async function startReplicator(
  settings: ReplicatorSettings,
  options: ReplicatorOptions = {},
): Promise<Replicator> {
  const running = new Running(
    settings,
    options.logger ?? jsonLogger(settings.logLevel),
    await schemaVersion(),
  );
  await running.start();
  return running;
}

class Running implements Replicator {
  healthUrl = "";
  readonly ended: Promise<Error | undefined>;
  private readonly metrics = new Metrics();
  private readonly redis: RedisConnection;
  private readonly store: SharedStore;
  private readonly state: ReplayState;
  private readonly lock: WriterLock;
  private readonly stream: Stream;
  private readonly applier: Applier;
  private readonly health: HealthServer;
  private readonly touched = new Touched();
  private readonly stopping = new AbortController();
  private readonly redisWatch: RedisWatch;
  private cleanup: Cleanup | undefined;
  /** Everything of this environment is in Redis. */
  private loaded = false;
  private loading: AbortController | undefined;
  /** Begin again when this load ends. */
  private loadAgain = false;
  /** What the start-up waits for; undefined once it is through. */
  private phase: string | undefined;
  private redisTrouble: string | undefined;
  private readonly lockTrouble = new Repeated();
  private closing: Promise<void> | undefined;
  private settleEnded: (reason: Error | undefined) => void = () => {};
  private waiting: { resolve(): void; reject(error: Error): void }[] = [];

  constructor(
    private readonly settings: ReplicatorSettings,
    private readonly logger: Logger,
    version: string,
  ) {
    const { metrics } = this;
    const layout = new Layout(version);
    this.ended = new Promise((resolve) => {
      this.settleEnded = resolve;
    });
    this.redis = connectRedis(settings.redis);
    const trouble = new Repeated();
    this.redis.on("error", (error) => {
      const reason = describeRedisError(error);
      this.redisTrouble = reason;
      if (trouble.isDue(reason)) logger.warn(`Redis cannot be used yet: ${reason}`);
    });
    this.redis.on("ready", () => {
      this.redisTrouble = undefined;
      trouble.end();
      logger.info("connected to Redis");
    });
    this.store = new SharedStore(this.redis, layout, settings.cacheTtlMs, (name, error) => {
      metrics.counts.changes_failed++;
      logger.error(`${name} cannot be written and is skipped: ${describeRedisError(error)}`);
    });
    this.state = new ReplayState(this.redis, layout, settings.replay.cursorKey);
    this.lock = new WriterLock(this.redis, settings.writerLock);
    this.applier = new Applier({
      store: this.store,
      state: this.state,
      settings,
      metrics,
      logger,
      touched: this.touched,
      mayWrite: () => this.lock.held,
      pressure: (high) => (high ? this.stream.pause() : this.stream.resume()),
    });
    this.stream = this.makeStream();
    this.redisWatch = new RedisWatch(
      { redis: this.redis, store: this.store, state: this.state },
      {
        loaded: () => this.loaded,
        emptied: () => this.mistrust("Redis came back without its data"),
        replaced: (cursor) => this.replay(cursor),
      },
    );
    this.health = new HealthServer(
      () => ({
        ready: this.isReady(),
        reason: this.unreadyReason(),
        connected: this.stream.connected,
        redis: this.redis.status === "ready",
        cacheVersion: version,
        replay: { enabled: this.replays, cursor: this.applier.applied ?? "" },
      }),
      metrics,
    );
  }

  async start(): Promise<void> {
    const port = await this.health
      .listen(this.settings.healthPort, this.settings.healthHost)
      .catch(async (error) => {
        this.redis.disconnect();
        throw error;
      });
    this.healthUrl = `http://localhost:${port}`;
    this.logger.info(`health server on port ${port}; schema version ${this.store.layout.version}`);
    this.run().catch((error: unknown) => this.giveUp(error));
  }

  ready(): Promise<void> {
    if (this.isReady()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      if (this.closing) reject(new Error("the replicator has ended"));
      else this.waiting.push({ resolve, reject });
    });
  }

  close(): Promise<void> {
    this.closing ??= this.stop(undefined);
    return this.closing;
  }

  private get replays(): boolean {
    return this.settings.loader.async && !this.settings.replay.disabled;
  }

  private isReady(): boolean {
    return this.unreadyReason() === undefined;
  }

  /** Returns why readers should not rely on Redis; undefined if they may. */
  private unreadyReason(): string | undefined {
    if (this.redis.status !== "ready")
      return `Redis is not connected: ${this.redisTrouble ?? this.redis.status}`;
    if (this.phase !== undefined) return this.phase;
    const { trouble } = this.lock;
    if (trouble !== undefined) return `the writer lock cannot be renewed: ${trouble}`;
    if (!this.stream.connected) return "the datastream is not connected";
    const { waiting } = this.applier;
    if (waiting !== undefined && waiting.ms > this.settings.readyMaxLagMs) {
      const seconds = Math.round(waiting.ms / 1_000);
      return `a change has waited ${seconds} s to be written${waiting.reason ? `: ${waiting.reason}` : ""}`;
    }
    return this.loaded ? undefined : "companies and users are being loaded";
  }

  /** From the lock to the first connection; what happens later comes from the stream. */
  private async run(): Promise<void> {
    const { settings, logger } = this;
    const { signal } = this.stopping;
    const wait = this.startPhase();
    if (!this.settings.writerLock.disabled) {
      logger.info(`takes the writer lock ${settings.writerLock.key} in Redis`);
      await this.lock.acquire(signal, wait);
      this.lock.keep({
        lost: () => this.giveUp(new Error("the writer lock was lost: another replicator may write now")),
        vanished: () => this.mistrust("the writer lock had vanished from Redis"),
        failed: (reason) => {
          if (this.lockTrouble.isDue(reason)) logger.warn(`the writer lock cannot be renewed: ${reason}`);
        },
      });
    } else {
      wait("Redis does not respond");
      await this.state.reachable(signal);
    }
    this.phase = undefined;
    await this.redisWatch.start(Math.min(settings.writerLock.ttlMs / 3, 5_000));
    if (this.replays) {
      const cursor = await this.state.believable(this.store);
      this.applier.begin(cursor);
      this.loaded = cursor !== undefined;
      this.logger.info(
        cursor === undefined ? "no cursor to replay from: everything is loaded" : `replay from ${cursor}`,
      );
    }
    if (this.settings.cleanupIntervalMs > 0) {
      const { redis, store, metrics, logger } = this;
      this.cleanup = startCleanup(this.settings.cleanupIntervalMs, {
        redis,
        layout: store.layout,
        metrics,
        logger,
      });
    }
    logger.info("connects to the datastream");
    this.stream.start();
  }

  /** Returns a function that records what the start-up waits for, and logs it after 2 s. */
  private startPhase(): (reason: string) => void {
    const repeated = new Repeated();
    const startedAt = performance.now();
    this.phase = "starting";
    return (reason) => {
      const cause = this.redis.status === "ready" ? reason : (this.redisTrouble ?? reason);
      this.phase = `waiting: ${cause}`;
      const isLate = performance.now() - startedAt > PHASE_NOTICE_MS;
      if (isLate && repeated.isDue(cause)) this.logger.warn(`the start-up waits: ${cause}`);
    };
  }

  private makeStream(): Stream {
    const { settings, logger, metrics } = this;
    return new Stream({
      settings,
      logger,
      metrics,
      clock: systemClock,
      listener: {
        replayFrom: () => (this.replays && this.loaded ? this.applier.received : undefined),
        changes: (changes, streamId) => this.applier.take(changes, streamId),
        subscribed: (streamId) => this.applier.position(streamId),
        reload: () => {
          logger.warn("the server cannot replay that far back: everything is loaded anew");
          this.unload();
          if (this.stream.connected) this.load();
        },
        connected: () => {
          if (!this.replays) this.unload();
          if (this.loaded) this.announceReady();
          else this.load();
        },
        disconnected: (reason) => {
          if (!this.stopping.signal.aborted) logger.warn(`datastream: connection lost: ${reason}`);
          // What the stream tells now is missed, and nothing replays it: what was read is worth nothing.
          this.loading?.abort();
          metrics.values.ready = 0;
        },
      },
    });
  }

  /** Redis lacks what was written last, if anything: what came after `cursor` is asked for again. */
  private replay(cursor: string): void {
    if (!this.replays) {
      this.mistrust("Redis was restarted");
      return;
    }
    const reason = `Redis was restarted or another one took its place: replay from ${cursor}`;
    this.logger.warn(reason);
    this.stream.restart(reason);
    this.applier.rewind(cursor);
  }

  /** What is in Redis is not to be relied on: subscribe and load as at the start. */
  private mistrust(reason: string): void {
    this.logger.warn(`${reason}: everything is loaded anew`);
    this.unload();
    this.stream.restart(reason);
  }

  private unload(): void {
    this.loaded = false;
    this.metrics.values.ready = 0;
    this.applier.forgetCursor();
  }

  private async load(): Promise<void> {
    if (this.loading) {
      this.loadAgain = true;
      return;
    }
    const controller = new AbortController();
    this.loading = controller;
    this.loadAgain = false;
    try {
      await this.loadOnce(AbortSignal.any([controller.signal, this.stopping.signal]));
    } catch (error) {
      if (!controller.signal.aborted && !this.stopping.signal.aborted) {
        this.logger.error("the load failed and is begun again", error);
        this.loadAgain = true;
      }
    } finally {
      this.touched.end();
      this.loading = undefined;
    }
    if (this.loadAgain && this.stream.connected) this.load();
  }

  private async loadOnce(signal: AbortSignal): Promise<void> {
    const began = performance.now();
    this.metrics.counts.full_loads++;
    this.touched.begin();
    await this.state.forget();
    const counts: Record<EntityKind, number> = { company: 0, user: 0 };
    for (const kind of kinds) counts[kind] = await this.loadKind(kind, signal);
    // The flags of this connection came before this and may still wait in line.
    await this.applier.idle();
    signal.throwIfAborted();
    if (this.loadAgain) return;
    await this.state.loaded(counts);
    await this.state.keep(this.applier.applied, true);
    this.loaded = true;
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    this.logger.info(`loaded ${counts.company} companies and ${counts.user} users in ${seconds} s`);
    this.announceReady();
  }

  private async loadKind(kind: EntityKind, signal: AbortSignal): Promise<number> {
    const keep = new Set<string>();
    const transport = this.makeTransport();
    const parts = { transport, settings: this.settings.loader, logger: this.logger, metrics: this.metrics };
    // A deletion moves the pages that follow: what slipped between two of them is found by another pass.
    for (let pass = 0; pass < 3; pass++) {
      const deletions = this.touched.deletions(kind);
      await loadAll(kind, parts, signal, (entities) => this.takePage(kind, entities, keep, signal));
      if (this.touched.deletions(kind) === deletions) break;
    }
    let count = 0;
    await this.applier.exclusive(async () => {
      for (const key of this.touched.keys(kind, this.store)) keep.add(key);
      const deleted = await this.store.retain(kind, keep);
      if (deleted > 0) this.logger.info(`deleted ${deleted} ${kind} keys that are no more`);
      count = await this.store.count(kind);
    }, signal);
    this.metrics.values[kind === "company" ? "companies" : "users"] = count;
    return count;
  }

  private takePage(
    kind: EntityKind,
    page: WireEntity[],
    keep: Set<string>,
    signal: AbortSignal,
  ): Promise<void> {
    return this.applier.exclusive(async () => {
      const entities = page.flatMap((entity) => this.touched.newest(kind, entity) ?? []);
      await this.store.put(kind, entities);
      for (const entity of entities) for (const key of this.store.keysOf(kind, entity)) keep.add(key);
    }, signal);
  }

  private makeTransport() {
    const { apiKey, apiUrl } = this.settings;
    return createTransport({ apiKey, baseUrl: apiUrl, clientName: "schematic-replicator" });
  }

  private announceReady(): void {
    if (!this.loaded || !this.stream.connected || this.redis.status !== "ready") return;
    this.metrics.values.ready = 1;
    this.logger.info("ready");
    for (const { resolve } of this.waiting.splice(0)) resolve();
  }

  private giveUp(error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error));
    if (this.stopping.signal.aborted) return;
    this.logger.error(`the replicator ends: ${reason.message}`);
    this.closing ??= this.stop(reason);
  }

  private async stop(reason: Error | undefined): Promise<void> {
    this.stopping.abort();
    this.cleanup?.stop();
    this.redisWatch.stop();
    await this.stream.close();
    // Without the lock nothing may be written any more.
    if (reason === undefined) await this.applier.finish(5_000);
    else this.applier.stop();
    await this.lock.release();
    this.redis.disconnect();
    await this.health.close();
    for (const { reject } of this.waiting.splice(0)) reject(reason ?? new Error("the replicator was closed"));
    this.settleEnded(reason);
  }
}
