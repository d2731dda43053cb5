import {
  DEFAULTS,
  type EvaluationContext,
  type FlagSourceEvents,
  type FlagSourceHost,
  type RulesEngine,
  SchematicError,
} from "@schematic/core";
import { loadRulesEngine } from "@schematic/rules-wasm";
import { SharedCaches } from "../cache/shared";
import { Connection } from "../connection/connection";
import { socketFactory } from "../connection/sockets";
import { streamUrl } from "../connection/url";
import { type EntityRecord, FRESH } from "../data/entity-store";
import { LocalCopy } from "../data/local-copy";
import { EntityRequests } from "../data/requests";
import type { Settings } from "../options";
import { entityRequest, FLAGS_REQUEST } from "../wire/messages";
import { ColdStart } from "./cold-start";
import type { Emitter } from "./emitter";
import { FrameHandler } from "./frames";
import { Intake } from "./intake";
import { CacheMirror } from "./mirror";
import { Resubscriber } from "./resubscribe";
import { Sweeper } from "./sweeper";

/** How long an outage lasts before `stale` is told where no `maxStaleness` is set, ms. */
const STALE_NOTICE_MS = 60_000;
/** How long closing waits for caches that are slow to take the last changes, ms. */
const DRAIN_MS = 1_000;

type Kind = "company" | "user";

/** What a stream tells the source beyond its events. */
export interface StreamOwner {
  readonly events: Emitter<FlagSourceEvents>;
  /** Flags and engine are there. */
  becameReady(): void;
}

/** A local copy and the connection that keeps it true. */
export class Stream {
  readonly copy: LocalCopy;
  readonly #host: FlagSourceHost;
  readonly #settings: Settings;
  readonly #owner: StreamOwner;
  readonly #maxStaleness: number | undefined;
  readonly #connection: Connection | undefined;
  readonly #requests: EntityRequests;
  readonly #resubscriber: Resubscriber;
  readonly #sweeper: Sweeper | undefined;
  readonly #caches: SharedCaches | undefined;
  readonly #mirror: CacheMirror | undefined;
  readonly #coldStart: ColdStart | undefined;
  #intake: Intake | undefined;
  #engineLoaded: Promise<void> | undefined;
  #connects = 0;
  #closed = false;
  #cancelStale: (() => void) | undefined;

  constructor(host: FlagSourceHost, settings: Settings, owner: StreamOwner) {
    const { clock } = host;
    this.#host = host;
    this.#settings = settings;
    this.#owner = owner;
    this.#maxStaleness = settings.maxStaleness ?? host.maxStaleness;
    this.copy = this.#makeCopy();
    this.#requests = new EntityRequests({
      clock,
      waitMs: settings.entityWaitMs,
      notFoundMs: settings.notFoundMs,
      send: (kind, keys) => this.#connection?.send(entityRequest("start", kind, keys)) ?? false,
    });
    this.#resubscriber = new Resubscriber(this.copy, this.#requests, (record) => notify(record));
    if (settings.cacheTtlMs !== null) this.#sweeper = new Sweeper(this.copy, clock, settings.cacheTtlMs);
    if (Object.keys(settings.caches).length > 0) {
      const { caches, cacheTtlMs } = settings;
      this.#caches = new SharedCaches({ caches, clock, logger: host.logger, readMs: DEFAULTS.cacheWaitMs });
      this.#mirror = new CacheMirror(this.#caches, this.copy, cacheTtlMs);
      this.#coldStart = new ColdStart(this.#caches, this.copy, this.#mirror);
    }
    this.#connection = this.#makeConnection();
  }

  start(): void {
    if (this.#connection === undefined) {
      this.#host.logger.warn(
        "The datastream needs WebSockets that carry headers, which this runtime lacks: checks go to the REST API. Give it a webSocket factory, or leave the datastream out here",
      );
      return;
    }
    this.#connection.start();
    this.#sweeper?.start();
    this.#engineLoaded = this.#loadEngine();
  }

  get state(): ReturnType<() => Connection["state"]> {
    return this.#connection?.state ?? "idle";
  }

  get reconnects(): number {
    return Math.max(0, this.#connects - 1);
  }

  /**
   * Gets what a check of this context needs and memory lacks: from the server, or without a connection
   * from the caches. `undefined` when there is nothing to wait for.
   */
  fetchMissing(context: EvaluationContext, flagKey: string | undefined): Promise<unknown> | undefined {
    if (this.state !== "ready") return this.#fetchCold(context, flagKey);
    const { company, user } = this.copy.subjects(context);
    const first = this.#fetch("company", company, context.company);
    const second = this.#fetch("user", user, context.user);
    return first !== undefined && second !== undefined ? Promise.all([first, second]) : (first ?? second);
  }

  #fetchCold(context: EvaluationContext, flagKey: string | undefined): Promise<unknown> | undefined {
    const coldStart = this.#coldStart;
    if (coldStart === undefined || this.copy.engine !== undefined) return coldStart?.load(context, flagKey);
    // Without the engine it is not known under which version the caches hold what they hold.
    return this.#engineLoaded?.then(() => coldStart.load(context, flagKey));
  }

  /** Asks for a company or user again although its copy counts as true. */
  refresh(kind: Kind, record: EntityRecord): Promise<unknown> {
    return this.state === "ready" ? this.#requests.ask(kind, record.rough.keys) : Promise.resolve();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelStale?.();
    this.#resubscriber.stop();
    this.#sweeper?.stop();
    this.#requests.abandon();
    await this.#connection?.close();
    if (this.#caches !== undefined) {
      await new Promise<void>((resolve) => {
        const cancel = this.#host.clock.setTimer(resolve, DRAIN_MS, true);
        void this.#caches?.drained().then(() => {
          cancel();
          resolve();
        });
      });
      this.#caches.close();
    }
    this.copy.clear();
  }

  #makeCopy(): LocalCopy {
    const { clock, logger } = this.#host;
    return new LocalCopy({
      maxEntities: this.#settings.maxEntities,
      maxStaleness: this.#maxStaleness,
      now: () => clock.monotonic(),
      listener: {
        flagChanged: (key) => {
          this.#mirror?.flagChanged(key);
          this.#owner.events.emit("flagChanged", key);
        },
        entityChanged: (record, kind, oldKeys) => {
          this.#mirror?.entityChanged(record, kind, oldKeys);
          notify(record);
        },
        entityDeleted: (record, kind) => {
          this.#mirror?.entityDeleted(record, kind);
          notify(record);
        },
        evicted: (record, kind) => {
          this.#connection?.send(entityRequest("stop", kind, record.rough.keys));
          notify(record);
        },
        rejected: (what, error) =>
          logger.warn(
            "The datastream left out data that cannot be used; the last good version stays",
            what,
            error,
          ),
      },
    });
  }

  #makeConnection(): Connection | undefined {
    const { webSocket, agent, policy, timing, url } = this.#settings;
    const { fetch, logger, clock, baseUrl } = this.#host;
    const open = webSocket ?? socketFactory({ agent, fetch });
    if (open === undefined) return undefined;
    const frames = new FrameHandler(this.copy, this.#requests, logger, () => {
      this.#mirror?.allFlags();
      this.#primed();
    });
    this.#intake = new Intake({
      clock,
      handle: (data) => frames.handle(data),
      pause: (paused) => this.#connection?.pause(paused) ?? false,
    });
    return new Connection({
      url: streamUrl(url ?? baseUrl),
      headers: handshakeHeaders(this.#host),
      clock,
      policy,
      timing,
      open,
      listener: {
        prime: () => {
          this.#connects++;
          frames.reset();
          this.#intake?.reset();
          this.#connection?.send(FLAGS_REQUEST);
          this.#owner.events.emit("connected");
        },
        message: (data) => this.#intake?.take(data),
        ready: () => this.#becameReady(),
        lost: (reason) => this.#becameLost(reason),
        failed: (reason, status, retryMs) => this.#failed(reason, status, retryMs),
        probe: () => this.#connection?.send(FLAGS_REQUEST),
      },
    });
  }

  async #loadEngine(): Promise<void> {
    let engine: RulesEngine;
    try {
      engine = await (this.#settings.loadEngine ?? loadRulesEngine)();
    } catch (error) {
      if (this.#closed) return;
      this.#host.logger.error("The rules engine could not be loaded: checks go to the REST API", error);
      this.#owner.events.emit("error", error);
      await this.#connection?.close();
      return;
    }
    if (this.#closed) return;
    this.copy.engine = engine;
    this.#mirror?.allFlags();
    this.#primed();
  }

  /** Flags and engine are needed: whichever comes last opens the way. */
  #primed(): void {
    if (this.copy.engine !== undefined && this.copy.flagsStaleSince === FRESH) this.#connection?.primed();
  }

  #becameReady(): void {
    this.#cancelStale?.();
    this.#cancelStale = undefined;
    this.#requests.forgive();
    this.copy.markLive();
    this.#resubscriber.start();
    this.#owner.becameReady();
    this.#owner.events.emit("ready");
  }

  #becameLost(reason: string): void {
    const { clock } = this.#host;
    this.#intake?.reset();
    this.copy.markStale();
    this.#resubscriber.stop();
    this.#requests.abandon();
    const since = clock.monotonic();
    if (!this.#closed && this.copy.flagsStaleSince !== undefined) {
      this.#cancelStale ??= clock.setTimer(() => {
        this.#owner.events.emit("stale", clock.monotonic() - since);
      }, this.#maxStaleness ?? STALE_NOTICE_MS);
    }
    this.#owner.events.emit("disconnected", reason);
  }

  #failed(reason: string, status: number | undefined, retryMs: number): void {
    const { logger } = this.#host;
    const next = `next try in ${Math.round(retryMs)} ms`;
    if (status !== 401 && status !== 403) {
      logger.warn("The datastream is not connected", reason, next);
      return;
    }
    logger.error("The datastream refused the API key: checks go to the REST API", `HTTP ${status}`, next);
    const message = `the datastream refused the API key (HTTP ${status}); check the key and its environment`;
    this.#owner.events.emit(
      "error",
      new SchematicError({ code: "datastream_refused", statusCode: status, message }),
    );
  }

  #fetch(kind: Kind, found: unknown, keys: EvaluationContext[Kind]): Promise<unknown> | undefined {
    if (!keys || typeof found === "symbol") return undefined;
    const record = found as EntityRecord | undefined;
    if (record === undefined) return this.#requests.ask(kind, keys);
    if (record.staleSince === FRESH) return undefined;
    const tooOld = this.copy.isTooOld(this.#host.clock.monotonic() - record.staleSince);
    return tooOld ? this.#requests.ask(kind, record.rough.keys) : undefined;
  }
}

/** Tells those who watch an entity; each may take itself off the list meanwhile. */
function notify(record: EntityRecord): void {
  if (record.watchers !== undefined) for (const watcher of [...record.watchers]) watcher();
}

function handshakeHeaders(host: FlagSourceHost): Record<string, string> {
  return {
    ...host.headers,
    "X-Schematic-Api-Key": host.apiKey,
    ...(host.environmentId !== undefined && { "X-Schematic-Environment-Id": host.environmentId }),
    "X-Schematic-Client": host.client.name,
    "X-Schematic-Client-Version": host.client.version,
    "X-Schematic-Datastream-Mode": "datastream",
  };
}
