import type { CacheWatcher } from "@schematic/core";
import { messageOf, randomId } from "@schematic-internal/kit";
import type { RedisDriver, TrackedNode, TrackingSocket } from "./driver/driver";
import { isDenied } from "./guard";

const firstRetryMs = 100;
const longestRetryMs = 5_000;
const heartbeatMs = 1_000;
/** How often a cluster is asked for its nodes. */
const nodesMs = 250;
/** How often a connection that is trusted has to show that it still receives changes, ms. */
const probeMs = 60_000;
/** How long the change of the probe key may take to arrive, and how long until an unheard one is repeated, ms. */
const probeWaitMs = 5_000;
/** How long until a connection is tried again that the Redis user may not use, ms. */
const deniedRetryMs = 300_000;
/** Beginning of the keys that are written to see whether their change arrives, after the prefix. */
const PROBE = "tracking-probe:";

const trackers: WeakMap<object, Map<string, Tracker>> = /* @__PURE__ */ new WeakMap();

/** All caches of one client with one prefix receive changes through the same connections. */
export function trackerFor(client: object, driver: RedisDriver, prefix: string): Tracker | undefined {
  if (!driver.tracking) return undefined;
  const ofClient = trackers.get(client) ?? new Map<string, Tracker>();
  trackers.set(client, ofClient);
  const tracker = ofClient.get(prefix) ?? new Tracker(driver, driver.tracking, driver.clientPrefix + prefix);
  ofClient.set(prefix, tracker);
  return tracker;
}

type TrackerDriver = Pick<RedisDriver, "clustered" | "refresh" | "ready" | "shard" | "send" | "clientPrefix">;

/** One node's connection, opened again and again while it is wanted. */
interface Line {
  node: TrackedNode;
  socket: TrackingSocket | undefined;
  /** The server accepted to report changes. */
  up: boolean;
  /** A change of a key of our own was reported: a proxy between may swallow reports. */
  heard: boolean;
  probe: { key: string; sentAt: number } | undefined;
  /** When the last probe was heard (`performance.now()`). */
  heardAt: number;
  retry: ReturnType<typeof setTimeout> | undefined;
  retryMs: number;
}

/**
 * Hears from Redis which keys under a prefix change (`CLIENT TRACKING … BCAST`, redirected to the
 * connection itself), on a cluster from every node. It is trusted while the change of a probe key, written every minute,
 * arrives from every master.
 */
export class Tracker {
  readonly #driver: TrackerDriver;
  readonly #nodes: () => TrackedNode[];
  readonly #prefix: string;
  readonly #watchers = new Set<CacheWatcher>();
  readonly #lines = new Map<string, Line>();
  #trusted = false;
  #masters = "";
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(driver: TrackerDriver, nodes: () => TrackedNode[], prefix: string) {
    this.#driver = driver;
    this.#nodes = nodes;
    this.#prefix = prefix;
  }

  watch(watcher: CacheWatcher): () => void {
    this.#watchers.add(watcher);
    if (this.#watchers.size === 1) this.#start();
    else if (this.#trusted) watcher.trusted();
    return () => {
      if (this.#watchers.delete(watcher) && this.#watchers.size === 0) this.#stop();
    };
  }

  #start(): void {
    this.#look();
    this.#timers = [unref(setInterval(() => this.#beat(), heartbeatMs))];
    if (this.#driver.clustered) this.#timers.push(unref(setInterval(() => this.#look(), nodesMs)));
  }

  #stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const line of this.#lines.values()) this.#end(line);
    this.#trusted = false;
  }

  /** Opens lines to nodes that are new and ends those to nodes that are gone. */
  #look(): void {
    const found = new Map(this.#nodes().map((node) => [node.id, node]));
    for (const [id, line] of this.#lines) if (!found.has(id)) this.#end(line);
    for (const [id, node] of found) {
      const line = this.#lines.get(id);
      if (line) line.node = node;
      else this.#add(node);
    }
    const masters = [...found.values()]
      .flatMap(({ id, master }) => (master ? [id] : []))
      .sort()
      .join();
    // What was read from a new master before it was heard may have changed unnoticed.
    if (masters !== this.#masters) this.#distrust("the cluster's masters changed");
    this.#masters = masters;
    this.#judge("a node of the cluster is gone");
    if (!this.#trusted) this.#driver.refresh?.();
  }

  #add(node: TrackedNode): void {
    const line: Line = {
      node,
      socket: undefined,
      up: false,
      heard: false,
      probe: undefined,
      heardAt: 0,
      retry: undefined,
      retryMs: firstRetryMs,
    };
    this.#lines.set(node.id, line);
    void this.#open(line);
  }

  async #open(line: Line): Promise<void> {
    let socket: TrackingSocket | undefined;
    const current = (): boolean => line.socket === socket && this.#lines.get(line.node.id) === line;
    const lost = (reason: string): void => {
      if (current()) this.#lost(line, reason);
    };
    try {
      socket = line.node.open();
      line.socket = socket;
      socket.onClose(lost);
      await socket.begin(this.#prefix, (keys) => {
        if (current()) this.#changed(line, keys);
      });
    } catch (error) {
      if (isDenied(error) && current()) this.#denied(line, messageOf(error));
      else lost(messageOf(error));
      return;
    }
    if (!current()) return;
    line.up = true;
    line.retryMs = firstRetryMs;
    this.#sendProbe(line);
  }

  /** The Redis user may not use tracking. Reconnecting every few seconds would not change that. */
  #denied(line: Line, message: string): void {
    line.retryMs = deniedRetryMs;
    const reason = `the Redis user may not watch changes, so every check reads Redis: grant +client|id +client|tracking and +subscribe on the channel __redis__:invalidate (${message})`;
    for (const watcher of this.#watchers) watcher.lost(reason);
    this.#lost(line, reason);
  }

  /** Writes a key that this node serves; its change has to come back over the line. */
  #sendProbe(line: Line): void {
    if (!line.node.master) return;
    const now = performance.now();
    const key = this.#probeKey(line);
    if (key === undefined) return;
    line.probe = { key: this.#driver.clientPrefix + key, sentAt: now };
    this.#driver.send(key, ["SET", key, "1", "PX", String(probeWaitMs)]).catch((error) => {
      if (!isDenied(error) || line.retryMs === deniedRetryMs) return;
      line.retryMs = deniedRetryMs;
      const reason = `the Redis user may not write below the prefix, so that it cannot be verified that changes are reported, and every check reads Redis: grant +set on ${this.#prefix}${PROBE}* (${messageOf(error)})`;
      for (const watcher of this.#watchers) watcher.lost(reason);
    });
  }

  /** Returns a key that the node of a line serves; undefined while the client cannot send to it. */
  #probeKey({ node }: Line): string | undefined {
    const own = this.#prefix.slice(this.#driver.clientPrefix.length);
    for (let i = 0; i < 1_000; i++) {
      const key = `${own}${PROBE}${randomId()}`;
      if (this.#driver.shard(key) === node.id) return this.#driver.ready(key) ? key : undefined;
    }
    return undefined;
  }

  #lost(line: Line, reason: string): void {
    this.#hangUp(line);
    this.#judge(reason);
    if (this.#lines.get(line.node.id) !== line) return;
    clearTimeout(line.retry);
    line.retry = unref(setTimeout(() => void this.#open(line), line.retryMs));
    line.retryMs = Math.min(line.retryMs * 2, longestRetryMs);
  }

  #end(line: Line): void {
    this.#lines.delete(line.node.id);
    clearTimeout(line.retry);
    this.#hangUp(line);
  }

  #hangUp(line: Line): void {
    const { socket } = line;
    line.up = line.heard = false;
    line.probe = undefined;
    line.socket = undefined;
    socket?.close();
  }

  #changed(line: Line, keys: string[] | undefined): void {
    if (line.probe !== undefined && keys?.includes(line.probe.key)) {
      line.probe = undefined;
      line.heard = true;
      line.heardAt = performance.now();
      this.#judge("");
    }
    if (!this.#trusted) return;
    const own = keys?.map((key) => key.slice(this.#prefix.length)).filter((key) => !key.startsWith(PROBE));
    if (own?.length === 0) return;
    for (const watcher of this.#watchers) watcher.changed(own);
  }

  /** Repeats the probe of a line in time, and stops trusting one whose probe was not heard. */
  #checkProbe(line: Line): void {
    const now = performance.now();
    if (line.probe !== undefined && now - line.probe.sentAt >= probeWaitMs) {
      line.heard = false;
      this.#judge("changes of a key of our own are not reported");
      this.#sendProbe(line);
    } else if (line.probe === undefined && (!line.heard || now - line.heardAt >= probeMs))
      this.#sendProbe(line);
  }

  /** A line that is silent may be dead without anyone having noticed. */
  #beat(): void {
    for (const line of this.#lines.values()) {
      const { socket } = line;
      if (!line.up || !socket) continue;
      this.#checkProbe(line);
      const dead = (): void => {
        if (line.socket === socket) this.#lost(line, "no answer to a ping");
      };
      const timer = unref(setTimeout(dead, heartbeatMs));
      socket.ping().then(
        () => clearTimeout(timer),
        () => {},
      );
    }
  }

  #judge(reason: string): void {
    const masters = [...this.#lines.values()].filter((line) => line.node.master);
    if (masters.length === 0 || !masters.every((line) => line.heard)) {
      this.#distrust(reason);
    } else if (!this.#trusted) {
      this.#trusted = true;
      for (const watcher of this.#watchers) watcher.trusted();
    }
  }

  #distrust(reason: string): void {
    if (!this.#trusted) return;
    this.#trusted = false;
    for (const watcher of this.#watchers) watcher.lost(reason);
  }
}

/** Deno and browsers hand out numbers. */
function unref<T>(timer: T): T {
  (timer as { unref?(): void }).unref?.();
  return timer;
}
