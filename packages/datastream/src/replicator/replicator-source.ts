import {
  type EvaluationContext,
  type FlagKeys,
  type FlagResults,
  type FlagSource,
  type FlagSourceHost,
  type FlagSourceState,
  type FlagSourceStatus,
  type LoadOptions,
  type PeekOptions,
  type Preflight,
  type Resolution,
  type RulesEngine,
  SchematicError,
} from "@schematic/core";
import { withDeadline } from "@schematic-internal/kit";
import { DATASTREAM_DEFAULTS } from "../option-schemas";
import { BaseSource } from "../source/base";
import { pollHealth, type ReplicatorHealth } from "./health";
import type { ReplicatorSettings } from "./options";
import { SharedCopy } from "./shared-copy";
import { SharedUsage } from "./usage";
import { watchAll } from "./watch-all";

const REPLICATOR = DATASTREAM_DEFAULTS.replicator;

/**
 * For how long a synchronous check may answer from what has just changed, ms, while the new entry is being
 * read: the alternative is a default that nobody set.
 */
const graceMs = 50;
/** Reads for synchronous checks under way at most. */
const maxBackground = 64;

/**
 * Answers from a shared cache that a replicator keeps; opens no WebSocket. What it read it keeps in
 * memory while the cache tells of changes; where the cache cannot, each check asks it.
 */
export class ReplicatorSource extends BaseSource implements FlagSource {
  readonly name = "replicator" as const;
  readonly #settings: ReplicatorSettings;
  #host: FlagSourceHost | undefined;
  #maxStaleness = 0;
  #engine: RulesEngine | undefined;
  #version: string | undefined;
  /** There once the first word about the replicator's health has come, and the engine. */
  #copy: SharedCopy | undefined;
  #usage: SharedUsage | undefined;
  #trusted = false;
  #endPoll: (() => void) | undefined;
  #endWatch: (() => void) | undefined;
  /** Whether the replicator ever gave an answer. */
  #heard = false;
  /** Since when it is not ready (monotonic, ms); `undefined` while it is. */
  #downSince: number | undefined = 0;
  #begun: Promise<void> | undefined;
  #state: FlagSourceState = "idle";
  #background = 0;

  constructor(settings: ReplicatorSettings) {
    super();
    this.#settings = settings;
  }

  start(host: FlagSourceHost): void {
    if (this.#host !== undefined || this.closed) return;
    const { healthUrl, healthInterval, maxStaleness, loadEngine, caches } = this.#settings;
    const { clock, headers, fetch, logger } = host;
    this.#host = host;
    this.#state = "connecting";
    this.#downSince = clock.monotonic();
    this.#maxStaleness = maxStaleness ?? host.maxStaleness ?? REPLICATOR.maxStaleness;
    this.#endWatch = watchAll(caches, {
      trusted: () => this.#trust(true),
      changed: (keys) => this.#copy?.changed(keys),
      lost: (reason) => {
        this.#trust(false);
        logger.info("The shared cache tells of no changes now: each check asks it", reason);
      },
    });
    const url = healthUrl?.trim() || REPLICATOR.healthUrl;
    const firstWord = new Promise<void>((resolve) => {
      this.#endPoll = pollHealth({
        url,
        intervalMs: healthInterval,
        timeoutMs: REPLICATOR.healthTimeout,
        headers,
        fetch,
        clock,
        heard: (health, reason) => {
          const why = health === undefined ? reason : "it is not ready";
          this.#hear(host, health, why);
          this.lastError = health?.ready || this.isReady() ? undefined : healthError(url, why);
          resolve();
        },
      });
    });
    this.#begun = Promise.all([this.loadEngine(host, loadEngine), firstWord]).then(([engine]) => {
      if (this.closed) return;
      this.#engine = engine;
      this.#useVersion(host);
      if (this.isReady()) this.becameReady();
    });
  }

  status(): FlagSourceStatus {
    const down = this.#downSince;
    return {
      flags: 0,
      companies: 0,
      users: 0,
      ...this.#copy?.sizes,
      state: this.closed ? "closed" : this.#state,
      ageMs: this.#heard ? (down === undefined ? 0 : this.#now() - down) : undefined,
      reconnects: 0,
      ...this.failure(),
    };
  }

  peek(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: PeekOptions,
  ): FlagResults | undefined {
    // A cache that is read by key cannot list its flags.
    if (keys === undefined || !this.isReady()) return undefined;
    const known = keys.map((key) => this.#known(context, key, preflight));
    if (!options?.readAhead || !known.includes(undefined)) return known;
    this.#readAhead(context, keys);
    if (!this.#trusted) return known;
    return known.map(
      (result, i) => result ?? this.#copy?.evaluate(context, keys[i] ?? "", preflight, graceMs),
    );
  }

  async load(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: LoadOptions,
  ): Promise<FlagResults | undefined> {
    if (keys === undefined) return undefined;
    if (!options?.allowStale) return this.#read(context, keys, preflight);
    const results = await this.#read(context, keys, preflight, true);
    const { ageMs } = this.status();
    return results?.map((result) => result && { ...result, ...(ageMs !== undefined && { ageMs }) });
  }

  track({ event, company, quantity }: Parameters<FlagSource["track"]>[0]): void {
    if (company) void this.#begun?.then(() => this.#usage?.count(company, event, quantity));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.#endPoll?.();
    this.#endWatch?.();
    this.#usage?.close();
    this.#copy?.clear();
    this.#copy = this.#engine = undefined;
    this.end();
  }

  /** There is a copy, and the cache may be believed: it is kept, or was not left alone for too long. */
  protected isReady(): boolean {
    return this.#copy !== undefined && this.#usable();
  }

  #usable(): boolean {
    if (this.#downSince === undefined) return true;
    // Nobody was ever at an address that nobody gave: there may be no replicator to ask for its health.
    if (!this.#heard && !this.#settings.healthUrl?.trim()) return true;
    return this.#now() - this.#downSince <= this.#maxStaleness;
  }

  #now(): number {
    return this.#host?.clock.monotonic() ?? 0;
  }

  #trust(trusted: boolean): void {
    this.#trusted = trusted;
    this.#copy?.trust(trusted);
  }

  /** From memory, where that is as good as asking. */
  #known(
    context: EvaluationContext,
    flagKey: string,
    preflight: Preflight | undefined,
  ): Resolution | undefined {
    const ageMs = this.#trusted ? undefined : this.#settings.untrackedTtl || undefined;
    return this.#copy?.evaluate(context, flagKey, preflight, ageMs);
  }

  /** What cannot be kept is not read ahead: the answer would be gone at the next check. */
  #readAhead(context: EvaluationContext, keys: readonly string[]): void {
    if (!this.#trusted && this.#settings.untrackedTtl === 0) return;
    if (this.#background >= maxBackground) return;
    this.#background++;
    void this.#read(context, keys, undefined).then(() => {
      this.#background--;
    });
  }

  /** Asks the cache, for no longer than a check may wait for it. Never rejects. */
  async #read(
    context: EvaluationContext,
    flagKeys: readonly string[],
    preflight: Preflight | undefined,
    stale = false,
  ): Promise<FlagResults | undefined> {
    await this.#begun;
    const host = this.#host;
    const copy = this.#copy;
    if (host === undefined || copy === undefined || !(stale || this.#usable())) return undefined;
    // As the last resort, keys that the cache does not know count as keys that no company or user has.
    const read = copy.read(context, flagKeys, preflight, stale).catch((error) => this.#cacheFailed(error));
    return withDeadline(read, {
      timeoutMs: this.#settings.cacheWait,
      onTimeout: () => undefined,
      timer: (fn, delayMs, keepAlive) => host.clock.setTimer(fn, delayMs, keepAlive),
    });
  }

  /** Begins a copy for the version that the replicator writes; one of another version is of no use. */
  #useVersion({ logger, clock }: FlagSourceHost): void {
    const engine = this.#engine;
    const version = this.#version ?? engine?.versionKey;
    if (
      engine === undefined ||
      version === undefined ||
      (this.#copy?.version === version && this.#copy.readsOlder === (this.#version === undefined))
    )
      return;
    this.#usage?.close();
    this.#copy?.clear();
    const { caches, maxEntries } = this.#settings;
    const copy = new SharedCopy({
      caches,
      engine,
      version,
      readsOlder: this.#version === undefined,
      now: () => clock.monotonic(),
      maxEntries,
      rejected: (what, error) =>
        logger.warn(`The shared cache holds data that cannot be used: ${what}`, error),
      flagChanged: (key) => this.emit("flagChanged", key),
      prepare: (key, text, company) => this.#usage?.apply(key, text, company),
    });
    copy.trust(this.#trusted);
    this.#copy = copy;
    const { shared } = caches.companyCache;
    this.#usage =
      shared && new SharedUsage({ shared, copy, clock, failed: (error) => this.#cacheFailed(error) });
  }

  #cacheFailed(error: unknown): undefined {
    this.#host?.logger.warn("The shared cache failed; checks go to the REST API", error);
  }

  #hear(host: FlagSourceHost, health: ReplicatorHealth | undefined, why: string): void {
    if (this.closed) return;
    if (health !== undefined) this.#heard = true;
    this.#version = health?.cacheVersion ?? this.#version;
    if (this.#copy) this.#useVersion(host);
    const down = this.#downSince;
    if (health?.ready) {
      this.#downSince = undefined;
      this.#state = "ready";
      if (down === undefined) return;
      this.emit("connected");
      if (this.#copy) this.becameReady();
      return;
    }
    this.#state = "waiting";
    host.logger.warn("The replicator gives no good health", why);
    const now = this.#now();
    if (down === undefined) {
      this.#downSince = now;
      this.emit("disconnected", why);
    } else if (now - down > this.#maxStaleness) this.emit("stale", now - down);
  }
}

/** Returns the error for a replicator without good health; credentials and query of the URL are left out. */
function healthError(url: string, reason: string): SchematicError {
  const { origin, pathname } = new URL(url);
  const message = `no good health from the replicator at ${origin}${pathname}: ${reason}`;
  return new SchematicError({ code: "replicator_unavailable", message });
}
