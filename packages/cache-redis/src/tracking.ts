import type { CacheWatcher } from "@schematic/core";
import { messageOf } from "@schematic-internal/kit";
import type { RedisDriver, TrackedNode, TrackingSocket } from "./driver/driver";

const firstRetryMs = 100;
const longestRetryMs = 5_000;
const heartbeatMs = 1_000;
/** How often a cluster is asked for its nodes. */
const nodesMs = 250;

const trackers: WeakMap<object, Map<string, Tracker>> = /* @__PURE__ */ new WeakMap();

/** All caches of one client with one prefix hear of changes through the same connections. */
export function trackerFor(client: object, driver: RedisDriver, prefix: string): Tracker | undefined {
  if (!driver.tracking) return undefined;
  const ofClient = trackers.get(client) ?? new Map<string, Tracker>();
  trackers.set(client, ofClient);
  const tracker = ofClient.get(prefix) ?? new Tracker(driver, driver.tracking, driver.clientPrefix + prefix);
  ofClient.set(prefix, tracker);
  return tracker;
}

/** One node's connection, opened again and again while it is wanted. */
interface Line {
  node: TrackedNode;
  socket: TrackingSocket | undefined;
  up: boolean;
  retry: ReturnType<typeof setTimeout> | undefined;
  retryMs: number;
}

/**
 * Hears from Redis which keys under a prefix change (`CLIENT TRACKING … BCAST`, redirected to the
 * connection itself), on a cluster from every node. It is trusted while every master is heard.
 */
export class Tracker {
  readonly #driver: Pick<RedisDriver, "clustered" | "refresh">;
  readonly #nodes: () => TrackedNode[];
  readonly #prefix: string;
  readonly #watchers = new Set<CacheWatcher>();
  readonly #lines = new Map<string, Line>();
  #trusted = false;
  #masters = "";
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    driver: Pick<RedisDriver, "clustered" | "refresh">,
    nodes: () => TrackedNode[],
    prefix: string,
  ) {
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
    const line: Line = { node, socket: undefined, up: false, retry: undefined, retryMs: firstRetryMs };
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
        if (current()) this.#changed(keys);
      });
    } catch (error) {
      lost(messageOf(error));
      return;
    }
    if (!current()) return;
    line.up = true;
    line.retryMs = firstRetryMs;
    this.#judge("");
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
    line.up = false;
    line.socket = undefined;
    socket?.close();
  }

  #changed(keys: string[] | undefined): void {
    if (!this.#trusted) return;
    const own = keys?.map((key) => key.slice(this.#prefix.length));
    for (const watcher of this.#watchers) watcher.changed(own);
  }

  /** A line that is silent may be dead without anyone having noticed. */
  #beat(): void {
    for (const line of this.#lines.values()) {
      const { socket } = line;
      if (!line.up || !socket) continue;
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
    if (masters.length === 0 || !masters.every((line) => line.up)) {
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
