import type {
  EvaluationContext,
  FlagKeys,
  FlagResults,
  FlagSource,
  FlagSourceHost,
  FlagSourceState,
  FlagSourceStatus,
  PeekOptions,
  Preflight,
  Resolution,
} from "@schematic/core";
import type { CreditEvaluation } from "@schematic/core/internal";
import type { GivenCaches, SharedCaches } from "../cache/shared";
import { Connection } from "../connection/connection";
import { socketFactory } from "../connection/sockets";
import { streamUrl } from "../connection/url";
import type { Item } from "../data/item";
import { LocalCopy } from "../data/local-copy";
import { EntityRequests } from "../data/requests";
import type { Settings } from "../options";
import { type EntityKind, type Kind, request } from "../wire/messages";
import { BaseSource } from "./base";
import { creditEvaluation } from "./credits";
import { forgetUnused } from "./forget";
import { FrameHandler } from "./frames";
import {
  connectError,
  handshakeHeaders,
  isRefusal,
  logFailure,
  NO_SOCKETS,
  noSocketError,
} from "./handshake";
import { Intake } from "./intake";
import { resubscribe } from "./resubscribe";
import { UnknownFlags } from "./unknown-flags";
import { Watch } from "./watch";

/** How long an outage lasts before `stale` is told where no `maxStaleness` is set, ms. */
const STALE_NOTICE_MS = 60_000;
const LEFT_OUT = "The datastream left out data that cannot be used; the last good version stays";

/** The live flag source: a local copy, and the connection that keeps it true. */
export class DataStreamSource extends BaseSource implements FlagSource {
  readonly name = "datastream" as const;
  readonly copy: LocalCopy;
  readonly credits: CreditEvaluation;
  /** There from the start on. */
  host: FlagSourceHost | undefined;
  readonly #settings: Settings;
  readonly #watches = new Set<Watch>();
  #connection: Connection | undefined;
  #requests: EntityRequests | undefined;
  #caches: SharedCaches | undefined;
  #engineLoaded: Promise<void> | undefined;
  #unknownFlags: UnknownFlags | undefined;
  #connects = 0;
  #ended: Promise<void> | undefined;
  #cancelStale: (() => void) | undefined;
  #stopForgetting: (() => void) | undefined;
  #stopResubscribing: (() => void) | undefined;

  constructor(settings: Settings) {
    super();
    this.#settings = settings;
    this.copy = new LocalCopy({
      maxEntities: settings.maxEntities,
      now: () => this.host?.clock.monotonic() ?? 0,
      changed: (kind, item, old) => {
        this.#caches?.update(kind, item.value, old);
        if (kind === "flag" && old !== undefined && old.key !== item.rough.key) this.#flagChanged(old.key);
        this.#tell(kind, item);
      },
      gone: (kind, item, evicted) => {
        if (evicted) this.#connection?.send(request("stop", kind, item.rough.keys));
        else this.#caches?.update(kind, undefined, item.value);
        this.#tell(kind, item);
      },
      rejected: (what, error) => this.host?.logger.warn(LEFT_OUT, what, error),
    });
    this.credits = creditEvaluation(this.copy, (context, flagKey) => this.fetchMissing(context, flagKey));
  }

  start(host: FlagSourceHost): void {
    if (this.host !== undefined || this.closed) return;
    this.host = host;
    const { clock, logger } = host;
    const { copy } = this;
    this.#unknownFlags = new UnknownFlags(logger);
    const { caches, cacheTTL: ttl, webSocket, agent, entityWait, notFoundTTL, maxStaleness } = this.#settings;
    copy.maxStaleness = maxStaleness ?? host.maxStaleness;
    this.#caches = (caches as GivenCaches | undefined)?.open({ copy, clock, logger, ttl });
    const open = webSocket ?? socketFactory({ agent, fetch: host.fetch });
    if (open === undefined) {
      logger.warn(NO_SOCKETS);
      this.lastError = noSocketError();
      return;
    }
    this.#requests = new EntityRequests({
      clock,
      waitMs: entityWait,
      notFoundMs: notFoundTTL,
      send: (kind, keys) => this.#connection?.send(request("start", kind, keys)) ?? false,
    });
    this.#connection = this.#connect(host, open, this.#requests);
    if (ttl !== null) this.#stopForgetting = forgetUnused(copy, clock, ttl);
    this.#engineLoaded = this.#loadEngine(host);
    for (const watch of this.#watches) watch.lookSoon();
  }

  status(): FlagSourceStatus {
    const { flags, company, user, flagsComplete, flagsStaleSince } = this.copy;
    const ageMs = flagsStaleSince === undefined ? 0 : this.copy.ageOf(flagsStaleSince);
    return {
      state: this.#state,
      ageMs: flagsComplete ? ageMs : undefined,
      flags: flags.size,
      companies: company.size,
      users: user.size,
      reconnects: Math.max(0, this.#connects - 1),
      ...this.failure(),
    };
  }

  peek(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
    options?: PeekOptions,
  ): FlagResults | undefined {
    const results = this.#evaluate(context, keys, preflight);
    if (options?.readAhead && (results === undefined || results.includes(undefined)))
      void this.fetchMissing(context, keys?.[0]);
    return results;
  }

  async load(
    context: EvaluationContext,
    keys: FlagKeys,
    preflight?: Preflight,
  ): Promise<FlagResults | undefined> {
    if (keys?.length !== 1 && !this.copy.flagsComplete) return undefined;
    await this.fetchMissing(context, keys?.length === 1 ? keys[0] : undefined);
    for (const key of keys ?? []) this.#unknownFlags?.check(key, this.copy);
    return this.#evaluate(context, keys, preflight);
  }

  #evaluate(context: EvaluationContext, keys: FlagKeys, preflight?: Preflight): FlagResults | undefined {
    const { copy } = this;
    if (keys?.length !== 1)
      return copy.flagsComplete ? copy.evaluateAll(context, keys, preflight) : undefined;
    const [key = ""] = keys;
    const resolution = copy.evaluate(context, key, preflight);
    return resolution && [resolution];
  }

  track({ event, company, quantity }: Parameters<FlagSource["track"]>[0]): void {
    if (company !== undefined) this.copy.count(company, event, quantity);
  }

  watch(context: EvaluationContext, flagKey: string, listener: (resolution: Resolution) => void): () => void {
    const watch = new Watch(this, { context, flagKey, listener });
    this.#watches.add(watch);
    if (this.closed) watch.end();
    return () => {
      this.#watches.delete(watch);
      watch.end();
    };
  }

  close(): Promise<void> {
    this.#ended ??= this.#shutDown();
    return this.#ended;
  }

  /**
   * Gets what a check of this context needs and memory lacks: from the server, or without a connection
   * from the caches. `undefined` when there is nothing to wait for.
   */
  fetchMissing(context: EvaluationContext, flagKey?: string): Promise<unknown> | undefined {
    const { copy } = this;
    if (flagKey !== undefined && copy.flagsComplete && !copy.flags.get(flagKey)) return undefined;
    if (!this.isReady()) {
      const caches = this.#caches;
      if (caches === undefined || copy.engine !== undefined) return caches?.load(context, flagKey);
      // Without the engine it is not known under which version the caches hold what they hold.
      return this.#engineLoaded?.then(() => caches.load(context, flagKey));
    }
    const company = this.#fetch("company", context.company);
    const user = this.#fetch("user", context.user);
    return company && user ? Promise.all([company, user]) : (company ?? user);
  }

  /** Asks for an entity again although its copy counts as true. */
  async refresh(kind: EntityKind, item: Item): Promise<void> {
    if (this.isReady()) await this.#requests?.ask(kind, item.rough.keys ?? {}, true);
  }

  protected isReady(): boolean {
    return this.#state === "ready";
  }

  get #state(): FlagSourceState {
    return this.closed ? "closed" : (this.#connection?.state ?? "idle");
  }

  /** What is not there, or too old to be used, is asked for. */
  #fetch(kind: EntityKind, keys: EvaluationContext[EntityKind]): Promise<unknown> | undefined {
    const { copy } = this;
    const found = copy[kind].find(keys);
    if (found === undefined) return this.#requests?.ask(kind, keys ?? {});
    const { staleSince } = found;
    if (staleSince === undefined || !copy.isTooOld(copy.ageOf(staleSince))) return undefined;
    return this.#requests?.ask(kind, found.rough.keys);
  }

  #connect(
    host: FlagSourceHost,
    open: NonNullable<Settings["webSocket"]>,
    requests: EntityRequests,
  ): Connection {
    const { clock, logger, baseUrl } = host;
    const frames = new FrameHandler(this.copy, requests, logger, () => this.#primed());
    const intake = new Intake({
      clock,
      handle: (data) => frames.handle(data),
      pause: (paused) => connection.pause(paused),
    });
    const askForFlags = (): boolean => connection.send(request("start", "flag"));
    const url = streamUrl(this.#settings.url?.trim() || baseUrl);
    const connection = new Connection({
      ...this.#settings,
      url,
      headers: handshakeHeaders(host),
      clock,
      open,
      listener: {
        prime: () => {
          this.#connects++;
          frames.reset();
          intake.reset();
          askForFlags();
          this.emit("connected");
        },
        message: (data) => intake.take(data),
        ready: () => {
          this.#cancelStale?.();
          this.#cancelStale = undefined;
          this.copy.mark(true);
          this.#stopResubscribing = resubscribe(this.copy, requests);
          this.becameReady();
          for (const watch of this.#watches) watch.lookSoon();
        },
        lost: (reason) => {
          intake.reset();
          this.#lost(host, reason);
        },
        failed: (reason, status, retryMs) => {
          const failure = { reason, status, url };
          const error = connectError(failure);
          this.lastError = error;
          logFailure(logger, failure, { error, retryMs });
          if (isRefusal(failure)) this.emit("error", error);
        },
        probe: askForFlags,
      },
    });
    connection.start();
    return connection;
  }

  #lost({ clock }: FlagSourceHost, reason: string): void {
    const { copy } = this;
    copy.mark(false);
    this.#stopResubscribing?.();
    this.#requests?.abandon();
    const since = clock.monotonic();
    const notice = (): void => this.emit("stale", clock.monotonic() - since);
    const afterMs = copy.maxStaleness ?? STALE_NOTICE_MS;
    if (!this.closed && copy.flagsComplete) this.#cancelStale ??= clock.setTimer(notice, afterMs);
    this.emit("disconnected", reason);
  }

  async #loadEngine(host: FlagSourceHost): Promise<void> {
    const engine = await this.loadEngine(host, this.#settings.loadEngine);
    if (this.closed) return;
    this.copy.engine = engine;
    if (engine === undefined) await this.#connection?.close();
    else this.#primed();
  }

  /** Flags and engine are needed: whichever comes last opens the way. */
  #primed(): void {
    const { engine, flagsComplete, flagsStaleSince } = this.copy;
    this.#caches?.updateFlags();
    if (engine && flagsComplete && flagsStaleSince === undefined) this.#connection?.primed();
  }

  #tell(kind: Kind, item: Item): void {
    if (kind === "flag") this.#flagChanged(item.rough.key);
    else item.tell();
  }

  #flagChanged(key = ""): void {
    this.emit("flagChanged", key);
    for (const watch of this.#watches) if (watch.flagKey === key) watch.lookSoon();
  }

  async #shutDown(): Promise<void> {
    this.closed = true;
    for (const watch of this.#watches) watch.end();
    this.#cancelStale?.();
    this.#stopResubscribing?.();
    this.#stopForgetting?.();
    this.#requests?.abandon();
    await this.#connection?.close();
    await this.#caches?.close();
    this.copy.clear();
    this.end();
  }
}
