import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import type { SocketLike } from "@schematic/core";
import { socketFactory } from "@schematic/datastream/protocol";
import { freePort, type RedisServer, startRedis } from "@schematic-internal/testing";
import { Child, endProcess, now, spawnReplicator } from "./support";

export interface Scale {
  companies: number;
  users: number;
  /** Companies that are asked for again and again. */
  hot: number;
  processes: number;
}

export interface Addresses {
  url: string;
  captureUrl: string;
  datastreamUrl: string;
  apiKey: string;
}

/** A Schematic, a Redis, a replicator and application processes, each a process of its own. */
export class Fleet {
  replicator: ChildProcess | undefined;
  sdks: Child[] = [];
  healthUrl = "";
  private listener: SocketLike | undefined;
  /** When a frame about an entity or flag last came, by id or key (ms since the epoch). */
  readonly pushedAt: Map<string, number> = new Map();
  private pushed: (() => void)[] = [];
  lastStreamId = "";

  private constructor(
    readonly scale: Scale,
    readonly schematic: Child,
    readonly redis: RedisServer,
    readonly at: Addresses,
  ) {}

  static async start(scale: Scale): Promise<Fleet> {
    const redis = await startRedis();
    const schematic = new Child("schematic", scale);
    const at = (await schematic.next("listening")) as unknown as Addresses;
    return new Fleet(scale, schematic, redis, at);
  }

  /** Starts the replicator and, at the same time, the processes that will read what it writes. */
  async run(): Promise<void> {
    const port = await freePort();
    this.healthUrl = `http://127.0.0.1:${port}`;
    this.replicator = spawnReplicator({
      SCHEMATIC_API_KEY: this.at.apiKey,
      SCHEMATIC_API_URL: this.at.url,
      REDIS_ADDR: `127.0.0.1:${this.redis.port}`,
      HEALTH_PORT: String(port),
      // The real API allows far less: 10 a second are the default.
      ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
    });
    const told = { ...this.scale, ...this.at, redisUrl: this.redis.url, healthUrl: this.healthUrl };
    this.sdks = Array.from({ length: this.scale.processes }, () => new Child("sdk-process", told));
    await Promise.all(this.sdks.map((sdk) => sdk.next("up")));
  }

  /** The replicator's own figures, or `undefined` while it does not listen yet. */
  async metrics(): Promise<Record<string, number> | undefined> {
    const text = await fetch(`${this.healthUrl}/metrics`).then(
      (answer) => answer.text(),
      () => undefined,
    );
    if (text === undefined) return undefined;
    const pairs = [...text.matchAll(/^([a-z_]+) (\S+)$/gm)];
    return Object.fromEntries(pairs.map(([, name = "", value]) => [name, Number(value)]));
  }

  async redisBytes(): Promise<number> {
    const info = String(await this.redis.command("INFO", "memory"));
    return Number(/^used_memory:(\d+)/m.exec(info)?.[1]);
  }

  /** Hears what the replicator hears, to know when Schematic sent a change. */
  async listen(): Promise<void> {
    const open = socketFactory({ fetch });
    if (!open) throw new Error("no WebSocket here");
    const headers = { "X-Schematic-Api-Key": this.at.apiKey };
    const socket = await open(this.at.datastreamUrl, { headers, handshakeTimeoutMs: 10_000 });
    this.listener = socket;
    await new Promise<void>((resolve) => {
      socket.onopen = () => resolve();
    });
    socket.onmessage = ({ data }) => this.heard(JSON.parse(String(data)));
    for (const kind of ["Flags", "Companies"]) {
      socket.send(JSON.stringify({ data: { action: "start", entity_type: `rulesengine.${kind}` } }));
    }
    await this.told("rulesengine.Companies");
  }

  /** Resolves with the time at which a frame about this came, once one has. */
  async told(what: string): Promise<number> {
    for (;;) {
      const at = this.pushedAt.get(what);
      if (at !== undefined) return at;
      await new Promise<void>((resolve) => this.pushed.push(resolve));
    }
  }

  /** Sends track events as an SDK would. */
  async track(events: { company: number; quantity: number }[]): Promise<void> {
    const response = await fetch(`${this.at.captureUrl}/batch`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-schematic-api-key": this.at.apiKey },
      body: JSON.stringify({
        events: events.map(({ company, quantity }) => ({
          api_key: this.at.apiKey,
          type: "track",
          body: { event: "call", company: { id: `company-${company}` }, quantity },
          sent_at: new Date().toISOString(),
        })),
      }),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the capture host answered ${response.status}`);
  }

  /** Resolves once the replicator has written everything that was sent so far. */
  async settled(): Promise<void> {
    for (;;) {
      const debug = await fetch(`${this.healthUrl}/debug`).then((answer) => answer.json());
      const { replay, values } = debug as { replay: { cursor: string }; values: Record<string, number> };
      if (values.messages_waiting === 0 && replay.cursor === this.lastStreamId) return;
      await delay(20);
    }
  }

  async stop(): Promise<void> {
    this.listener?.terminate?.();
    const { replicator } = this;
    const ending = [...this.sdks, this.schematic].map((child) => child.stop());
    if (replicator) ending.push(endProcess(replicator, () => void replicator.kill("SIGTERM")));
    await Promise.all(ending);
    await this.redis.stop();
  }

  private heard(frame: {
    entity_type: string;
    entity_id?: string;
    stream_id?: string;
    data?: { key?: string };
  }): void {
    const at = now();
    if (frame.stream_id) this.lastStreamId = frame.stream_id;
    for (const name of [frame.entity_type, frame.entity_id, frame.data?.key]) {
      if (name !== undefined) this.pushedAt.set(name, at);
    }
    for (const wake of this.pushed.splice(0)) wake();
  }
}
