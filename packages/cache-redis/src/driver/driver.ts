/**
 * The commands that this package needs, over whichever client the application has. A driver holds no
 * state of its own and never retries: time limits, the circuit and readiness are the guard's.
 */
export interface RedisDriver {
  readonly kind: string;
  /** A prefix that the client itself puts before every key (ioredis' `keyPrefix`). */
  readonly clientPrefix: string;
  /** Keys may live on different nodes: no command may name two of them. */
  readonly clustered: boolean;
  /** False while a command for `key` would wait in the client's offline queue. */
  ready(key: string): boolean;
  /** Names the node that serves `key`, so that one lost node does not close the way to the others. */
  shard(key: string): string;
  /** Asks the cluster anew who serves what, at most once in a while: a library may not notice a failover. */
  refresh?(): void;
  /** One command; the keys in it are without `clientPrefix`. */
  send(key: string, command: readonly string[]): Promise<unknown>;
  /**
   * The nodes that tell of changes, or `undefined` where this client cannot: a pool, a Sentinel client of
   * node-redis, or a client that reads from replicas, which may be behind what was told.
   */
  readonly tracking: (() => TrackedNode[]) | undefined;
  /** Runs `visit` for each page of keys that match the glob, on every node; keys are without `clientPrefix`. */
  scan(match: string, visit: (keys: string[]) => Promise<void>): Promise<void>;
}

/** One server to hear of changes from. */
export interface TrackedNode {
  readonly id: string;
  /** Changes of replicas are heard too, since one of them may become the master; they are not waited for. */
  readonly master: boolean;
  /** Opens a connection of its own that does not reconnect. */
  open(): TrackingSocket;
}

/** A connection that tells of changed keys. */
export interface TrackingSocket {
  /**
   * Asks for all changes of keys that begin with `prefix`; resolves once they are told. `changed` gets
   * the keys in full, or `undefined` after a flush.
   */
  begin(prefix: string, changed: (keys: string[] | undefined) => void): Promise<void>;
  /** Called once when the connection is gone. */
  onClose(closed: (reason: string) => void): void;
  ping(): Promise<unknown>;
  close(): void;
}

/** Lets `fn` through once in 500 ms. */
export function seldom(fn: () => void): () => void {
  let nextAt = 0;
  return () => {
    const now = performance.now();
    if (now < nextAt) return;
    nextAt = now + 500;
    fn();
  };
}

export const invalidations = "__redis__:invalidate";

/** Redis sends what it has to say of this connection's keys to the connection itself, as a message. */
export function trackingCommand(id: unknown, prefix: string): [string, ...string[]] {
  return ["CLIENT", "TRACKING", "ON", "REDIRECT", String(id), "BCAST", "PREFIX", prefix];
}

/** The keys of a message: a list, or nothing after a flush. */
export function changedKeys(message: unknown): string[] | undefined {
  return Array.isArray(message) && message.length > 0 ? message.map(String) : undefined;
}

/** Keys asked for in one SCAN step, and deleted in one go. */
export const scanCount = 500;

/** Walks one node's keys. A key may be seen twice, as SCAN warns. */
export async function scanNode(
  step: (command: string[]) => Promise<unknown>,
  match: string,
  visit: (keys: string[]) => Promise<void>,
): Promise<void> {
  let cursor = "0";
  do {
    const command = ["SCAN", cursor, "MATCH", match, "COUNT", String(scanCount)];
    const [next, keys] = (await step(command)) as [unknown, unknown[]];
    cursor = String(next);
    if (keys.length > 0) await visit(keys.map(String));
  } while (cursor !== "0");
}

/** Makes a text match itself in a glob. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}
