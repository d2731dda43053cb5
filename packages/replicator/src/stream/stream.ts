import type { Clock, Logger, SocketFactory, SocketLike } from "@schematic/core";
import { Connection, socketFactory, streamUrl } from "@schematic/datastream/protocol";
import type { Metrics } from "../health/metrics";
import type { ReplicatorSettings } from "../settings/settings";
import type { Change, EntityKind, WireFlag } from "../store/shared-store";
import { type Message, readMessage } from "./messages";

/** What a stream tells its owner. */
export interface StreamListener {
  /** Where to replay from, or `undefined` for none. Asked at every connection. */
  replayFrom(): string | undefined;
  changes(changes: Change[], streamId: string | undefined): void;
  /** Changes after this id are told. */
  subscribed(streamId: string | undefined): void;
  /** The server cannot replay: what is in Redis may have gaps. */
  reload(): void;
  /** Subscribed to everything, and the full list of flags has come. */
  connected(): void;
  disconnected(reason: string): void;
}

export interface StreamOptions {
  settings: ReplicatorSettings;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  listener: StreamListener;
}

/** `ws` can stop reading; the server's data then waits in the socket. */
interface PausableSocket extends SocketLike {
  pause?(): void;
  resume?(): void;
}

const everything: readonly EntityKind[] = ["company", "user"];

/** The bulk subscriptions of one environment: all flags, companies and users. */
export class Stream {
  private readonly connection: Connection;
  private socket: PausableSocket | undefined;
  private paused = false;
  private flagPages: WireFlag[] = [];
  private flagsLoaded = false;
  private confirmed = new Set<EntityKind>();
  private ready = false;

  constructor(private readonly options: StreamOptions) {
    const { settings, clock } = options;
    this.connection = new Connection({
      url: streamUrl(settings.datastreamUrl ?? settings.apiUrl),
      headers: {
        "X-Schematic-Api-Key": settings.apiKey,
        "X-Schematic-Client": "schematic-replicator",
        "X-Schematic-Client-Version": VERSION,
        "X-Schematic-Datastream-Mode": "replicator",
      },
      clock,
      // One replicator serves many processes: its first try after a loss need not be spread far.
      reconnect: {
        spread: 1_000,
        min: 500,
        max: 30_000,
        minUptime: 10_000,
        refusedMin: 30_000,
        refusedMax: 600_000,
      },
      handshakeTimeout: 10_000,
      primeTimeout: 60_000,
      pingInterval: settings.pingIntervalMs,
      pongTimeout: settings.pongWaitMs,
      writeTimeout: 10_000,
      open: this.open(),
      listener: {
        prime: () => this.subscribe(),
        message: (data) => this.take(readMessage(data)),
        ready: () => {},
        lost: (reason) => this.lost(reason),
        failed: (reason, status, retryMs) =>
          options.logger.warn(
            `datastream: ${reason}${status ? ` (${status})` : ""}; next try in ${Math.round(retryMs)} ms`,
          ),
        probe: () => {},
      },
    });
  }

  start(): void {
    this.connection.start();
  }

  get connected(): boolean {
    return this.ready;
  }

  /** Stops reading the socket, so that the server is slowed instead of anything being dropped. */
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.options.metrics.counts.stream_pauses++;
    this.socket?.pause?.();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.socket?.resume?.();
  }

  /** Begins anew: another connection, everything subscribed again. */
  restart(reason: string): void {
    this.connection.fail(reason);
  }

  close(): Promise<void> {
    this.resume();
    return this.connection.close();
  }

  private open(): SocketFactory {
    const open = socketFactory({ fetch: globalThis.fetch });
    if (!open) throw new TypeError("no WebSocket in this runtime: the replicator needs Node");
    return async (url, how) => {
      const socket: PausableSocket = await open(url, how);
      this.socket = socket;
      this.paused = false;
      return socket;
    };
  }

  private subscribe(): void {
    this.flagPages = [];
    this.flagsLoaded = false;
    this.confirmed = new Set();
    const replay_from = this.options.listener.replayFrom();
    const subscribe = (entity_type: string, more: object = {}) =>
      this.connection.send(JSON.stringify({ data: { action: "start", entity_type, ...more } }));
    subscribe("rulesengine.Companies", replay_from === undefined ? {} : { replay_from });
    subscribe("rulesengine.Users", replay_from === undefined ? {} : { replay_from });
    subscribe("rulesengine.Flags");
  }

  private take(message: Message): void {
    const { metrics, logger, listener } = this.options;
    metrics.counts.messages_received++;
    switch (message.type) {
      case "changes":
        listener.changes(message.changes, message.streamId);
        break;
      case "flag-page":
        for (const flag of message.flags) this.flagPages.push(flag);
        if (message.more) return;
        listener.changes([{ kind: "flags", type: "all", flags: this.flagPages }], undefined);
        this.flagPages = [];
        this.flagsLoaded = true;
        this.check();
        break;
      case "subscribed":
        listener.subscribed(message.streamId);
        this.confirmed.add(message.kind);
        this.check();
        break;
      case "reload":
        listener.reload();
        listener.subscribed(message.streamId);
        if (message.kind) this.confirmed.add(message.kind);
        this.check();
        break;
      case "error":
        logger.error(`datastream: the server says: ${message.message}`);
        break;
      case "unreadable":
        metrics.counts.messages_skipped++;
        logger.warn("datastream: a message was not understood and is skipped");
        break;
    }
  }

  /** Loading may begin only when no change can be missed any more. */
  private check(): void {
    if (this.ready || !this.flagsLoaded || everything.some((kind) => !this.confirmed.has(kind))) return;
    this.ready = true;
    this.options.metrics.counts.stream_connects++;
    this.connection.primed();
    this.options.listener.connected();
  }

  private lost(reason: string): void {
    this.socket = undefined;
    if (!this.ready) return;
    this.ready = false;
    this.options.listener.disconnected(reason);
  }
}

declare const __REPLICATOR_VERSION__: string;
/** The package's version; "dev" where the source runs without a build. */
const VERSION: string = typeof __REPLICATOR_VERSION__ === "string" ? __REPLICATOR_VERSION__ : "dev";
