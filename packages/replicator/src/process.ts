import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@schematic/core";
import { backoffMs } from "@schematic-internal/kit";
import { HealthServer } from "./health/health-server";
import { Metrics } from "./health/metrics";
import { unreadyReason } from "./health/readiness";
import { WriterLock } from "./lock/writer-lock";
import { connectRedis, type RedisConnection } from "./redis/connection";
import { describeRedisError, Repeated } from "./redis/errors";
import { evictionWarning } from "./redis/eviction";
import { evictionPoliciesOf } from "./redis/nodes";
import type { Replicator } from "./replicator";
import type { ReplicatorSettings } from "./settings/types";
import { StartUp } from "./start-up";
import { startCleanup } from "./store/cleanup";
import { Synchronizer } from "./synchronizer";

const START_BACKOFF = { minMs: 100, maxMs: 1_000 };
const READY_POLL_MS = 50;

/** The life of a replicator: Redis, writer lock, synchronisation, health server, end. */
export class ReplicatorProcess implements Replicator {
  readonly ended: Promise<Error | undefined>;
  readonly #settings: ReplicatorSettings;
  readonly #logger: Logger;
  readonly #metrics = new Metrics();
  readonly #stopping = new AbortController();
  readonly #startUp: StartUp;
  readonly #redis: RedisConnection;
  readonly #lock: WriterLock;
  readonly #synchronizer: Synchronizer;
  readonly #health: HealthServer;
  #healthUrl = "";
  #redisTrouble: string | undefined;
  #stopCleanup: () => void = () => {};
  #closing: Promise<void> | undefined;
  #settleEnded: (reason: Error | undefined) => void = () => {};

  constructor(settings: ReplicatorSettings, logger: Logger, version: string) {
    this.#settings = settings;
    this.#logger = logger;
    this.#startUp = new StartUp(logger);
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
    this.#redis = this.#connectRedis();
    this.#lock = new WriterLock(this.#redis, settings.writerLock);
    this.#synchronizer = new Synchronizer({
      settings,
      logger,
      metrics: this.#metrics,
      redis: this.#redis,
      version,
      stopping: this.#stopping.signal,
      mayWrite: () => this.#lock.held,
    });
    this.#health = this.#makeHealth(version);
  }

  get healthUrl(): string {
    return this.#healthUrl;
  }

  /** Rejects if the health port is taken. */
  async start(): Promise<void> {
    const { healthPort, healthHost } = this.#settings;
    const port = await this.#health.listen(healthPort, healthHost).catch((error: unknown) => {
      this.#redis.disconnect();
      throw error;
    });
    this.#healthUrl = `http://localhost:${port}`;
    this.#logger.info(`health server on port ${port}; schema version ${this.#synchronizer.layout.version}`);
    this.#run().catch((error: unknown) => this.#giveUp(error));
  }

  async ready(): Promise<void> {
    while (this.#unreadyReason() !== undefined) {
      const ended = this.#closing !== undefined;
      if (ended) throw (await this.ended) ?? new Error("the replicator was closed");
      await delay(READY_POLL_MS);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop(undefined);
    return this.#closing;
  }

  /** Runs from the lock to the first connection. What happens later comes from the datastream. */
  async #run(): Promise<void> {
    await this.#takeLock();
    await this.#warnOfEviction();
    await this.#untilDone(() => this.#synchronizer.start());
    this.#startUp.complete();
    const { cleanupIntervalMs } = this.#settings;
    if (cleanupIntervalMs === 0 || this.#stopping.signal.aborted) return;
    this.#stopCleanup = startCleanup(cleanupIntervalMs, {
      redis: this.#redis,
      layout: this.#synchronizer.layout,
      metrics: this.#metrics,
      logger: this.#logger,
    });
  }

  async #takeLock(): Promise<void> {
    const { writerLock } = this.#settings;
    const { signal } = this.#stopping;
    if (writerLock.disabled) {
      this.#startUp.waitsFor(this.#redisTrouble ?? "Redis does not respond");
      return this.#synchronizer.reachable();
    }
    this.#logger.info(`takes the writer lock ${writerLock.key} in Redis`);
    await this.#lock.acquire(signal, (reason) => this.#wait(reason));
    const repeated = new Repeated();
    this.#lock.keep({
      lost: () => this.#giveUp(new Error("the writer lock was lost: another replicator may write now")),
      vanished: () => this.#synchronizer.mistrust("the writer lock had vanished from Redis"),
      failed: (reason) => {
        if (repeated.isDue(reason)) this.#logger.warn(`the writer lock cannot be renewed: ${reason}`);
      },
    });
  }

  /** Resolves in any case: a server that hides its policy may still be used. */
  async #warnOfEviction(): Promise<void> {
    const policies = await evictionPoliciesOf(this.#redis).catch(() => []);
    const warning = evictionWarning(policies, this.#settings.cacheTtlMs > 0);
    if (warning !== undefined) this.#logger.warn(warning);
  }

  /** Repeats a step of the start-up until Redis accepts it. Rejects once the replicator is closed. */
  async #untilDone(step: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; ; failures++) {
      signal.throwIfAborted();
      try {
        return await step();
      } catch (error) {
        this.#wait(describeRedisError(error));
        await delay(backoffMs(failures, Math.random(), START_BACKOFF), undefined, { signal });
      }
    }
  }

  #wait(reason: string): void {
    this.#startUp.waitsFor(this.#redis.status === "ready" ? reason : (this.#redisTrouble ?? reason));
  }

  #unreadyReason(): string | undefined {
    const { isConnected, isLoaded, waiting } = this.#synchronizer;
    return unreadyReason({
      redisStatus: this.#redis.status,
      redisTrouble: this.#redisTrouble,
      phase: this.#startUp.phase,
      lockTrouble: this.#lock.trouble,
      isConnected,
      isLoaded,
      waiting,
      maxLagMs: this.#settings.readyMaxLagMs,
    });
  }

  #connectRedis(): RedisConnection {
    const redis = connectRedis(this.#settings.redis);
    const repeated = new Repeated();
    redis.on("error", (error) => {
      const reason = describeRedisError(error);
      this.#redisTrouble = reason;
      if (repeated.isDue(reason)) this.#logger.warn(`Redis cannot be used yet: ${reason}`);
    });
    redis.on("ready", () => {
      this.#redisTrouble = undefined;
      repeated.end();
      this.#logger.info("connected to Redis");
    });
    return redis;
  }

  #makeHealth(cacheVersion: string): HealthServer {
    const state = () => {
      const reason = this.#unreadyReason();
      this.#metrics.values.ready = reason === undefined ? 1 : 0;
      return {
        ready: reason === undefined,
        reason,
        connected: this.#synchronizer.isConnected,
        redis: this.#redis.status === "ready",
        cacheVersion,
        replay: this.#synchronizer.replay,
      };
    };
    return new HealthServer(state, this.#metrics);
  }

  #giveUp(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    const reason = error instanceof Error ? error : new Error(String(error));
    this.#logger.error(`the replicator ends: ${reason.message}`);
    this.#closing ??= this.#stop(reason);
  }

  async #stop(reason: Error | undefined): Promise<void> {
    this.#stopping.abort();
    this.#stopCleanup();
    // Without the lock nothing may be written any more.
    await this.#synchronizer.stop(reason === undefined);
    await this.#lock.release();
    this.#redis.disconnect();
    await this.#health.close();
    this.#settleEnded(reason);
  }
}
