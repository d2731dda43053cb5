import type { Clock, Logger } from "@schematic/core";
import { Connection, type EntityKind, socketFactory, streamUrl } from "@schematic/datastream/protocol";
import type { Metrics } from "../health/metrics";
import type { ReplicatorSettings } from "../settings/types";
import { type Change, ENTITY_KINDS } from "../store/change";
import { type Message, MessageReader } from "./messages";

/** Called for what a stream receives. None of these may throw. */
export interface StreamListener {
  /** Returns the id from which to replay, or undefined for none. Called at every connection. */
  replayFrom(): string | undefined;
  changes(changes: readonly Change[], streamId: string | undefined): void;
  /** All changes after this id follow. */
  subscribed(streamId: string | undefined): void;
  /** The server cannot replay: the data in Redis may have gaps. */
  reload(): void;
  /** Everything is subscribed, and the full list of flags has arrived. */
  connected(): void;
  disconnected(reason: string): void;
}

export interface StreamOptions {
  readonly settings: ReplicatorSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly listener: StreamListener;
}

/** One replicator serves many processes, so its first attempt after a loss need not be spread far. */
const RECONNECT = {
  spread: 1_000,
  min: 500,
  max: 30_000,
  minUptime: 10_000,
  refusedMin: 30_000,
  refusedMax: 600_000,
};
const HANDSHAKE_TIMEOUT_MS = 10_000;
const PRIME_TIMEOUT_MS = 60_000;
const WRITE_TIMEOUT_MS = 10_000;

/** The subscriptions of one environment: all flags, companies and users. */
export class Stream {
  readonly #options: StreamOptions;
  readonly #connection: Connection;
  readonly #confirmed: Set<EntityKind> = new Set();
  #reader = new MessageReader();
  #hasFlags = false;
  #isReady = false;
  #isPaused = false;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#connection = this.#connect();
  }

  get connected(): boolean {
    return this.#isReady;
  }

  start(): void {
    this.#connection.start();
  }

  /** Stops reading the socket. The server then sends more slowly, and nothing is lost. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#options.metrics.counts.stream_pauses++;
    this.#connection.pause(true);
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#connection.pause(false);
  }

  /** Replaces the connection by another, and subscribes to everything again. */
  restart(reason: string): void {
    this.#connection.fail(reason);
  }

  /** Requests the full list of flags again. */
  requestFlags(): void {
    this.#connection.send(startRequest("rulesengine.Flags"));
  }

  close(): Promise<void> {
    this.resume();
    return this.#connection.close();
  }

  #connect(): Connection {
    const { settings, clock, logger } = this.#options;
    const open = socketFactory({ fetch: globalThis.fetch });
    if (!open) throw new TypeError("this runtime has no WebSocket: the replicator needs Node");
    return new Connection({
      url: streamUrl(settings.datastreamUrl ?? settings.apiUrl),
      headers: {
        "X-Schematic-Api-Key": settings.apiKey,
        "X-Schematic-Client": "schematic-replicator",
        "X-Schematic-Client-Version": VERSION,
        "X-Schematic-Datastream-Mode": "replicator",
      },
      clock,
      reconnect: RECONNECT,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      primeTimeout: PRIME_TIMEOUT_MS,
      pingInterval: settings.pingIntervalMs,
      pongTimeout: settings.pongWaitMs,
      writeTimeout: WRITE_TIMEOUT_MS,
      open,
      listener: {
        prime: () => this.#subscribe(),
        message: (data) => this.#take(this.#reader.read(data)),
        ready: () => {},
        lost: (reason) => this.#lost(reason),
        failed: (reason, status, retryMs) => {
          const code = status ? ` (${status})` : "";
          logger.warn(`datastream: ${reason}${code}; next attempt in ${Math.round(retryMs)} ms`);
        },
        probe: () => {},
      },
    });
  }

  #subscribe(): void {
    this.#reader = new MessageReader();
    this.#hasFlags = false;
    this.#isPaused = false;
    this.#confirmed.clear();
    const replayFrom = this.#options.listener.replayFrom();
    this.#connection.send(startRequest("rulesengine.Companies", replayFrom));
    this.#connection.send(startRequest("rulesengine.Users", replayFrom));
    this.requestFlags();
  }

  #take(message: Message): void {
    const { metrics, logger, listener } = this.#options;
    metrics.counts.messages_received++;
    switch (message.type) {
      case "changes":
        listener.changes(message.changes, message.streamId);
        break;
      case "flags":
        listener.changes([{ kind: "flags", type: "all", flags: message.flags }], undefined);
        this.#hasFlags = true;
        this.#check();
        break;
      case "subscribed":
        this.#confirm(message.kind, message.streamId);
        break;
      case "reload":
        listener.reload();
        this.#confirm(message.kind, message.streamId);
        break;
      case "error":
        logger.error(`datastream: the server reports an error: ${message.message}`);
        break;
      case "unreadable":
        metrics.counts.messages_skipped++;
        logger.warn("datastream: a message was not understood and is skipped");
    }
  }

  #confirm(kind: EntityKind | undefined, streamId: string | undefined): void {
    this.#options.listener.subscribed(streamId);
    if (kind) this.#confirmed.add(kind);
    this.#check();
  }

  /** Loading may begin only when no change can be missed any more. */
  #check(): void {
    if (this.#isReady || !this.#hasFlags) return;
    if (ENTITY_KINDS.some((kind) => !this.#confirmed.has(kind))) return;
    this.#isReady = true;
    this.#options.metrics.counts.stream_connects++;
    this.#connection.primed();
    this.#options.listener.connected();
  }

  #lost(reason: string): void {
    if (!this.#isReady) return;
    this.#isReady = false;
    this.#options.listener.disconnected(reason);
  }
}

function startRequest(entity_type: string, replay_from?: string): string {
  return JSON.stringify({ data: { action: "start", entity_type, replay_from } });
}

declare const __REPLICATOR_VERSION__: string;
/** The version of the package; "dev" where the source runs without a build. */
const VERSION: string = typeof __REPLICATOR_VERSION__ === "string" ? __REPLICATOR_VERSION__ : "dev";
