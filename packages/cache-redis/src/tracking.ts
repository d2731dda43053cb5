import type { CacheWatcher } from "@schematic/core";
import type { RedisDriver, TrackedNode, TrackingSocket } from "./driver/driver";

const firstRetryMs = 100;
const longestRetryMs = 5_000;
const heartbeatMs = 1_000;
/** How often a cluster is asked for its nodes. */
const nodesMs = 250;

const trackers: WeakMap<object, Map<string, Tracker>> = new WeakMap();

/** All caches of one client with one prefix hear of changes through the same connections. */
export function trackerFor(client: object, driver: RedisDriver, prefix: string): Tracker | undefined {
  if (!driver.tracking) return undefined;
  let ofClient = trackers.get(client);
  if (!ofClient) {
    ofClient = new Map();
    trackers.set(client, ofClient);
  }
  let tracker = ofClient.get(prefix);
  if (!tracker) {
    tracker = new Tracker(driver, driver.tracking, driver.clientPrefix + prefix);
    ofClient.set(prefix, tracker);
  }
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
  private readonly watchers: Set<CacheWatcher> = new Set();
  private readonly lines: Map<string, Line> = new Map();
  private trusted = false;
  private masters = "";
  private poll: ReturnType<typeof setInterval> | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly driver: Pick<RedisDriver, "clustered" | "refresh">,
    private readonly nodes: () => TrackedNode[],
    private readonly prefix: string,
  ) {}

  watch(watcher: CacheWatcher): () => void {
    this.watchers.add(watcher);
    if (this.watchers.size === 1) this.start();
    else if (this.trusted) watcher.trusted();
    return () => {
      if (this.watchers.delete(watcher) && this.watchers.size === 0) this.stop();
    };
  }

  private start(): void {
    this.look();
    if (this.driver.clustered) this.poll = unrefInterval(() => this.look(), nodesMs);
    this.heartbeat = unrefInterval(() => this.beat(), heartbeatMs);
  }

  private stop(): void {
    clearInterval(this.poll);
    clearInterval(this.heartbeat);
    for (const line of this.lines.values()) this.end(line);
    this.lines.clear();
    this.trusted = false;
  }

  /** Opens lines to nodes that are new and ends those to nodes that are gone. */
  private look(): void {
    const found = new Map(this.nodes().map((node) => [node.id, node]));
    for (const [id, line] of this.lines) {
      if (found.has(id)) continue;
      this.lines.delete(id);
      this.end(line);
    }
    for (const [id, node] of found) {
      const line = this.lines.get(id);
      if (line) line.node = node;
      else this.add(node);
    }
    const masters = [...found.values()]
      .flatMap(({ id, master }) => (master ? [id] : []))
      .sort()
      .join();
    // What was read from a new master before it was heard may have changed unnoticed.
    if (masters !== this.masters) this.distrust("the cluster's masters changed");
    this.masters = masters;
    this.judge("a node of the cluster is gone");
    if (!this.trusted) this.driver.refresh?.();
  }

  private add(node: TrackedNode): void {
    const line: Line = { node, socket: undefined, up: false, retry: undefined, retryMs: firstRetryMs };
    this.lines.set(node.id, line);
    void this.open(line);
  }

  private async open(line: Line): Promise<void> {
    const socket = line.node.open();
    line.socket = socket;
    const current = () => line.socket === socket;
    socket.onClose((reason) => {
      if (current()) this.lost(line, reason);
    });
    try {
      await socket.begin(this.prefix, (keys) => {
        if (current()) this.changed(keys);
      });
    } catch (error) {
      if (current()) this.lost(line, error instanceof Error ? error.message : String(error));
      return;
    }
    if (!current()) return;
    line.up = true;
    line.retryMs = firstRetryMs;
    this.judge("");
  }

  private lost(line: Line, reason: string): void {
    line.up = false;
    line.socket?.close();
    line.socket = undefined;
    this.judge(reason);
    if (this.lines.get(line.node.id) !== line) return;
    line.retry = setTimeout(() => void this.open(line), line.retryMs);
    unref(line.retry);
    line.retryMs = Math.min(line.retryMs * 2, longestRetryMs);
  }

  private end(line: Line): void {
    clearTimeout(line.retry);
    line.up = false;
    const { socket } = line;
    line.socket = undefined;
    socket?.close();
  }

  private changed(keys: string[] | undefined): void {
    if (!this.trusted) return;
    const own = keys?.map((key) => key.slice(this.prefix.length));
    for (const watcher of this.watchers) watcher.changed(own);
  }

  /** A line that is silent may be dead without anyone having noticed. */
  private beat(): void {
    for (const line of this.lines.values()) {
      const { socket } = line;
      if (!line.up || !socket) continue;
      const timer = setTimeout(() => {
        if (line.socket === socket) this.lost(line, "no answer to a ping");
      }, heartbeatMs);
      unref(timer);
      socket.ping().then(
        () => clearTimeout(timer),
        () => {},
      );
    }
  }

  private judge(reason: string): void {
    const masters = [...this.lines.values()].filter((line) => line.node.master);
    const trusted = masters.length > 0 && masters.every((line) => line.up);
    if (!trusted) this.distrust(reason);
    if (!trusted || this.trusted) return;
    this.trusted = true;
    for (const watcher of this.watchers) watcher.trusted();
  }

  private distrust(reason: string): void {
    if (!this.trusted) return;
    this.trusted = false;
    for (const watcher of this.watchers) watcher.lost(reason);
  }
}

function unrefInterval(fn: () => void, ms: number): ReturnType<typeof setInterval> {
  const timer = setInterval(fn, ms);
  unref(timer);
  return timer;
}

/** Deno and browsers hand out numbers. */
function unref(timer: unknown): void {
  (timer as { unref?(): void }).unref?.();
}
