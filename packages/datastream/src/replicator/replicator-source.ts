import {
  DEFAULTS,
  type EvaluationContext,
  type FlagSource,
  type FlagSourceCaches,
  type FlagSourceEvents,
  type FlagSourceHost,
  type FlagSourceState,
  type FlagSourceStatus,
  type LocalAnswer,
  type Preflight,
  type RulesEngine,
  SchematicError,
} from "@schematic/core";
import { loadRulesEngine } from "@schematic/rules-wasm";
import { Emitter } from "../source/emitter";
import { HealthPoll, type ReplicatorHealth } from "./health";
import type { ReplicatorSettings } from "./options";
import { SharedCopy } from "./shared-copy";
import { SharedUsage } from "./usage";
import { watchAll } from "./watch-all";

/**
 * For how long a synchronous check may answer from what has just changed, ms, while the new entry is being
 * read: the alternative is a default that nobody set.
 */
const graceMs = 50;
/** Reads for synchronous checks under way at most. */
const maxBackground = 64;

interface Running {
  readonly host: FlagSourceHost;
  readonly poll: HealthPoll;
  readonly maxStaleness: number;
}

/**
 * Answers from a shared cache that a replicator keeps; opens no WebSocket. What it read it keeps in
 * memory while the cache tells of changes; where the cache cannot, each check asks it.
 */
export class ReplicatorSource implements FlagSource {
  readonly name = "replicator" as const;
  readonly #settings: ReplicatorSettings;
  readonly #events = new Emitter<FlagSourceEvents>();
  readonly #caches: Required<FlagSourceCaches>;
  #running: Running | undefined;
  #engine: RulesEngine | undefined;
  #engineFailed = false;
  #version: string | undefined;
  /** There once the first word about the replicator's health has come, and the engine. */
  #copy: SharedCopy | undefined;
  #usage: SharedUsage | undefined;
  #trusted = false;
  #endWatch: (() => void) | undefined;
  /** Whether the replicator ever gave an answer. */
  #heard = false;
  /** Since when it is not ready (monotonic, ms); `undefined` while it is. */
  #downSince: number | undefined = 0;
  #begun: Promise<void> | undefined;
  #state: FlagSourceState = "idle";
  #closing: (() => void)[] = [];
  #background = 0;

  constructor(settings: ReplicatorSettings) {
    this.#settings = settings;
    this.#caches = settings.caches as Required<FlagSourceCaches>;
  }

  start(host: FlagSourceHost): void {
    if (this.#running !== undefined || this.#state === "closed") return;
    this.#state = "connecting";
    this.#downSince = host.clock.monotonic();
    const { healthUrl, healthIntervalMs, healthTimeoutMs } = this.#settings;
    let firstWord = (): void => {};
    const first = new Promise<void>((resolve) => {
      firstWord = resolve;
    });
    const poll = new HealthPoll({
      url: healthUrl,
      intervalMs: healthIntervalMs,
      timeoutMs: healthTimeoutMs,
      headers: host.headers,
      fetch: host.fetch,
      clock: host.clock,
      heard: (health, reason) => {
        this.#hear(health, reason);
        firstWord();
      },
    });
    const maxStaleness =
      this.#settings.maxStaleness ?? host.maxStaleness ?? DEFAULTS.replicatorMaxStalenessMs;
    this.#running = { host, poll, maxStaleness };
    this.#watch();
    this.#begun = Promise.all([first, this.#loadEngine(host)]).then(() => {
      if (this.#state === "closed") return;
      this.#useVersion();
      if (this.#usable()) this.#events.emit("ready");
    });
    poll.start();
  }

  async ready(): Promise<void> {
    await this.#begun;
    if (this.#begun !== undefined && this.#state !== "closed" && !this.#engineFailed && this.#usable())
      return;
    if (this.#state === "closed") throw closedError();
    await new Promise<void>((resolve, reject) => {
      this.#events.on("ready", resolve);
      this.#closing.push(() => reject(closedError()));
    });
  }

  status(): FlagSourceStatus {
    const now = this.#running?.host.clock.monotonic() ?? 0;
    const down = this.#downSince;
    const sizes = this.#copy?.sizes ?? { flags: 0, companies: 0, users: 0 };
    const ageMs = this.#heard ? (down === undefined ? 0 : now - down) : undefined;
    return { state: this.#state, ageMs, ...sizes, reconnects: 0 };
  }

  resolveSync(context: EvaluationContext, flagKey: string, preflight?: Preflight): LocalAnswer {
    if (this.#copy === undefined || !this.#usable()) return undefined;
    const known = this.#known(this.#copy, context, flagKey, preflight);
    if (known !== undefined) return known;
    // Read in the background, so that a caller who only ever asks this way gets an answer later.
    this.#readAhead(context, flagKey);
    return this.#trusted
      ? this.#copy.evaluateAged(context, flagKey, { ageMs: graceMs, preflight })
      : undefined;
  }

  resolve(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): LocalAnswer | Promise<LocalAnswer> {
    if (this.#copy !== undefined && this.#usable()) {
      const known = this.#known(this.#copy, context, flagKey, preflight);
      if (known !== undefined) return known;
    }
    return this.#read(context, [flagKey], preflight, false).then((answers) => answers?.[0]);
  }

  resolveAll(
    context: EvaluationContext,
    flagKeys?: readonly string[],
    preflight?: Preflight,
  ): LocalAnswer[] | undefined | Promise<LocalAnswer[] | undefined> {
    // Which flags there are, a cache that is read by key cannot tell.
    if (flagKeys === undefined) return undefined;
    const known: LocalAnswer[] = [];
    const copy = this.#usable() ? this.#copy : undefined;
    for (const key of flagKeys) {
      const answer = copy && this.#known(copy, context, key, preflight);
      if (answer === undefined) return this.#read(context, flagKeys, preflight, false);
      known.push(answer);
    }
    return known;
  }

  /** The cached answer although the replicator is not ready for too long; it carries its age. */
  async resolveStale(
    context: EvaluationContext,
    flagKey: string,
    preflight?: Preflight,
  ): Promise<LocalAnswer> {
    const answer = (await this.#read(context, [flagKey], preflight, true))?.[0];
    const { ageMs } = this.status();
    return answer && { ...answer, ...(ageMs !== undefined && { ageMs }) };
  }

  track(event: { event: string; company?: Record<string, string>; quantity: number }): void {
    const { company, event: subtype, quantity } = event;
    if (company) void this.#begun?.then(() => this.#usage?.count(company, subtype, quantity));
  }

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    return this.#events.on(event, listener);
  }

  async close(): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#running?.poll.stop();
    this.#endWatch?.();
    this.#usage?.close();
    this.#copy?.clear();
    this.#copy = undefined;
    this.#engine = undefined;
    for (const reject of this.#closing.splice(0)) reject();
    this.#events.clear();
  }

  /** From memory, where that is as good as asking. */
  #known(
    copy: SharedCopy,
    context: EvaluationContext,
    flagKey: string,
    preflight: Preflight | undefined,
  ): LocalAnswer {
    const { untrackedTtlMs } = this.#settings;
    if (this.#trusted || untrackedTtlMs === 0) return copy.evaluate(context, flagKey, preflight);
    return copy.evaluateAged(context, flagKey, { ageMs: untrackedTtlMs, preflight });
  }

  /** What cannot be kept is not read ahead: the answer would be gone at the next check. */
  #readAhead(context: EvaluationContext, flagKey: string): void {
    if (!this.#trusted && this.#settings.untrackedTtlMs === 0) return;
    if (this.#background >= maxBackground) return;
    this.#background++;
    void this.#read(context, [flagKey], undefined, false).then(() => {
      this.#background--;
    });
  }

  /** Asks the cache, for no longer than a check may wait for it. Never rejects. */
  async #read(
    context: EvaluationContext,
    flagKeys: readonly string[],
    preflight: Preflight | undefined,
    stale: boolean,
  ): Promise<LocalAnswer[] | undefined> {
    await this.#begun;
    const running = this.#running;
    const copy = this.#copy;
    if (running === undefined || copy === undefined || !(stale || this.#usable())) return undefined;
    return new Promise((resolve) => {
      const { clock } = running.host;
      // After a stall of this process the answer may be there and only not read yet: one more turn.
      let cancel = clock.setTimer(
        () => {
          cancel = clock.setTimer(() => resolve(undefined), 0, true);
        },
        this.#settings.cacheWaitMs,
        true,
      );
      copy.read(context, flagKeys, preflight).then(
        (answers) => {
          cancel();
          resolve(answers);
        },
        (error: unknown) => {
          cancel();
          this.#cacheFailed(error);
          resolve(undefined);
        },
      );
    });
  }

  #watch(): void {
    this.#endWatch = watchAll(this.#caches, {
      trusted: () => {
        this.#trusted = true;
        this.#copy?.trust(true);
      },
      changed: (keys) => this.#copy?.changed(keys),
      lost: (reason) => {
        this.#trusted = false;
        this.#copy?.trust(false);
        this.#running?.host.logger.info(
          "The shared cache tells of no changes now: each check asks it",
          reason,
        );
      },
    });
  }

  /** Begins a copy for the version that the replicator writes; one of another version is of no use. */
  #useVersion(): void {
    const engine = this.#engine;
    const version = this.#version ?? engine?.versionKey;
    const { logger, clock } = this.#running?.host ?? {};
    if (
      engine === undefined ||
      clock === undefined ||
      version === undefined ||
      this.#copy?.version === version
    )
      return;
    this.#usage?.close();
    this.#copy?.clear();
    const copy = new SharedCopy({
      caches: this.#caches,
      engine,
      version,
      now: () => clock.monotonic(),
      maxEntries: this.#settings.maxEntries,
      rejected: (what, error) =>
        logger?.warn(`The shared cache holds data that cannot be used: ${what}`, error),
      flagChanged: (key) => this.#events.emit("flagChanged", key),
      prepare: (key, text, company) => this.#usage?.apply(key, text, company),
    });
    copy.trust(this.#trusted);
    this.#copy = copy;
    const { shared } = this.#caches.companyCache;
    this.#usage =
      shared && new SharedUsage({ shared, copy, clock, failed: (error) => this.#cacheFailed(error) });
  }

  #cacheFailed(error: unknown): void {
    this.#running?.host.logger.warn("The shared cache failed; checks go to the REST API", error);
  }

  async #loadEngine(host: FlagSourceHost): Promise<void> {
    try {
      const engine = await (this.#settings.loadEngine ?? loadRulesEngine)();
      if (this.#state !== "closed") this.#engine = engine;
    } catch (error) {
      this.#engineFailed = true;
      host.logger.error("The rules engine could not be loaded: checks go to the REST API", error);
      this.#events.emit("error", error);
    }
  }

  #hear(health: ReplicatorHealth | undefined, reason: string): void {
    const running = this.#running;
    if (running === undefined || this.#state === "closed") return;
    if (health !== undefined) this.#heard = true;
    if (health?.cacheVersion !== undefined && health.cacheVersion !== this.#version) {
      this.#version = health.cacheVersion;
      if (this.#copy) this.#useVersion();
    }
    if (health?.ready) {
      const wasDown = this.#downSince !== undefined;
      this.#downSince = undefined;
      this.#state = "ready";
      if (wasDown) this.#events.emit("connected");
      if (wasDown && this.#copy) this.#events.emit("ready");
      return;
    }
    this.#state = "waiting";
    const why = health === undefined ? reason : "it is not ready";
    running.host.logger.warn("The replicator gives no good health", why);
    const now = running.host.clock.monotonic();
    if (this.#downSince === undefined) {
      this.#downSince = now;
      this.#events.emit("disconnected", why);
    } else if (now - this.#downSince > running.maxStaleness) {
      this.#events.emit("stale", now - this.#downSince);
    }
  }

  /** Whether the cache may be believed: kept, or not left alone for too long. */
  #usable(): boolean {
    if (this.#downSince === undefined) return true;
    const running = this.#running;
    if (running === undefined) return false;
    // Nobody was ever at an address that nobody gave: there may be no replicator to ask for its health.
    if (!this.#heard && !this.#settings.healthUrlGiven) return true;
    return running.host.clock.monotonic() - this.#downSince <= running.maxStaleness;
  }
}

function closedError(): SchematicError {
  return new SchematicError({ code: "closed", message: "the replicator source was closed" });
}
