import {
  DEFAULTS,
  type EvaluationContext,
  type FlagSource,
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
  #running: Running | undefined;
  #engine: RulesEngine | undefined;
  #engineFailed = false;
  #version: string | undefined;
  /** Whether the replicator ever gave an answer. */
  #heard = false;
  /** Since when it is not ready (monotonic, ms); `undefined` while it is. */
  #downSince: number | undefined = 0;
  /** Resolves with the first word about the replicator's health, and the engine. */
  #begun: Promise<void> | undefined;
  #state: FlagSourceState = "idle";

  constructor(settings: ReplicatorSettings) {
    this.#settings = settings;
  }

  start(host: FlagSourceHost): void {
    if (this.#running !== undefined || this.#state === "closed") return;
    this.#state = "connecting";
    this.#downSince = host.clock.monotonic();
    const { caches, healthUrl, healthIntervalMs, healthTimeoutMs } = this.#settings;
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
    const { clock, logger } = host;
    this.#running = {
      host,
      poll,
      caches: new SharedCaches({ caches, clock, logger, readMs: DEFAULTS.cacheWaitMs }),
      maxStaleness: this.#settings.maxStaleness ?? host.maxStaleness ?? DEFAULTS.replicatorMaxStalenessMs,
    };
    this.#begun = Promise.all([first, this.#loadEngine(host)]).then(() => {
      if (this.#state !== "closed" && this.#usable()) this.#events.emit("ready");
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
  #closing: (() => void)[] = [];

  status(): FlagSourceStatus {
    const now = this.#running?.host.clock.monotonic() ?? 0;
    const down = this.#downSince;
    return {
      state: this.#state,
      ageMs: this.#heard ? (down === undefined ? 0 : now - down) : undefined,
      flags: 0,
      companies: 0,
      users: 0,
      reconnects: 0,
    };
  }

  /** The shared cache is never in this process's memory. */
  resolveSync(): LocalAnswer {
    return undefined;
  }

  resolve(context: EvaluationContext, flagKey: string, preflight?: Preflight): Promise<LocalAnswer> {
    return this.resolveAll(context, [flagKey], preflight).then((answers) => answers?.[0]);
  }

  async resolveAll(
    context: EvaluationContext,
    flagKeys?: readonly string[],
    preflight?: Preflight,
  ): Promise<LocalAnswer[] | undefined> {
    // Which flags there are, a cache that is read by key cannot tell.
    if (flagKeys === undefined) return undefined;
    await this.#begun;
    const running = this.#running;
    const engine = this.#engine;
    const version = this.#version ?? engine?.versionKey;
    if (running === undefined || engine === undefined || version === undefined || !this.#usable())
      return undefined;
    const { caches } = running;
    const [company, user, ...flags] = await Promise.all([
      readSubject(caches, "company", version, context.company),
      readSubject(caches, "user", version, context.user),
      ...flagKeys.map((key) => caches.readFlag(version, key)),
    ]);
    return this.#evaluate(engine, flags, company, user, preflight);
  }

  /** The replicator learns of usage from Schematic; nothing is counted here. */
  track(): void {}

  on<E extends keyof FlagSourceEvents>(event: E, listener: FlagSourceEvents[E]): () => void {
    return this.#events.on(event, listener);
  }

  async close(): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#running?.poll.stop();
    this.#running?.caches.close();
    this.#engine = undefined;
    for (const reject of this.#closing.splice(0)) reject();
    this.#events.clear();
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
    if (health?.cacheVersion !== undefined) this.#version = health.cacheVersion;
    if (health?.ready) {
      const wasDown = this.#downSince !== undefined;
      this.#downSince = undefined;
      this.#state = "ready";
      if (wasDown) this.#events.emit("connected");
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
    const running = this.#running;
    if (running === undefined) return false;
    if (this.#downSince === undefined) return true;
    // Nobody was ever at an address that nobody gave: there may be no replicator to ask for its health.
    if (!this.#heard && !this.#settings.healthUrlGiven) return true;
    return running.host.clock.monotonic() - this.#downSince <= running.maxStaleness;
  }

  #evaluate(
    engine: RulesEngine,
    flags: readonly (WireFlag | undefined)[],
    company: Subject,
    user: Subject,
    preflight: Preflight | undefined,
  ): LocalAnswer[] {
    if (company === "conflict" || user === "conflict") return flags.map((flag) => flag && conflict(flag));
    const loaded: { free(): void }[] = [];
    const load = (kind: "company" | "user" | "flag", entity: object) => {
      const handle = engine.load(kind, entity);
      loaded.push(handle);
      return handle;
    };
    const failed = (error: unknown): undefined => {
      this.#running?.host.logger.warn("The shared cache holds data that the rules engine cannot use", error);
    };
    try {
      const who = company && load("company", company);
      const person = user && load("user", user);
      return flags.map((flag) => {
        try {
          return flag && engine.evaluate(load("flag", flag), who, person, preflight);
        } catch (error) {
          return failed(error);
        }
      });
    } catch (error) {
      failed(error);
      return flags.map(() => undefined);
    } finally {
      for (const handle of loaded) handle.free();
    }
  }
}

async function readSubject(
  caches: SharedCaches,
  kind: "company" | "user",
  version: string,
  keys: Record<string, string> | null | undefined,
): Promise<Subject> {
  if (!keys) return undefined;
  const found = await caches.readEntities(kind, version, keys);
  return found.length > 1 ? "conflict" : found[0];
}

function conflict(flag: WireFlag): LocalAnswer {
  return {
    value: flag.default_value,
    reason: "key conflict",
    flagKey: flag.key,
    ...(flag.id && { flagId: flag.id }),
  };
}

function closedError(): SchematicError {
  return new SchematicError({ code: "closed", message: "the replicator source was closed" });
}
