import { messageOf } from "@schematic-internal/kit";

/**
 * The commands that this package needs, over whichever client the application has. A driver holds no
 * state of its own and never retries: time limits, the circuit and readiness are the guard's.
 */
export interface RedisDriver {
  /** A prefix that the client itself puts before every key (ioredis' `keyPrefix`). */
  readonly clientPrefix: string;
  /** Keys may live on different nodes: no command may name two of them. */
  readonly clustered: boolean;
  /** False while a command for `key` would wait in the client's offline queue. */
  ready(key: string): boolean;
  /** Names the node that serves `key`, so that one lost node does not close the way to the others. */
  shard(key: string): string;
  /** Asks the cluster again which node serves which slot, at most once in a while: a library may not notice a failover. */
  refresh?(): void;
  /** One command; the keys in it are without `clientPrefix`. */
  send(key: string, command: readonly string[]): Promise<unknown>;
  /**
   * The nodes that tell of changes, or `undefined` where this client cannot: a pool, a Sentinel client of
   * node-redis, or a client that reads from replicas, which may be behind the messages about changes.
   */
  readonly tracking?: (() => TrackedNode[]) | undefined;
  /** Runs `visit` for each page of keys that match the glob, on every node; keys are without `clientPrefix`. */
  scan(match: string, visit: (keys: string[]) => Promise<void>): Promise<void>;
}

/** Parts of the driver of one server, unless it has something else. */
export const single: Pick<RedisDriver, "clientPrefix" | "clustered" | "ready" | "shard"> = {
  clientPrefix: "",
  clustered: false,
  ready: () => true,
  shard: () => "",
};

/** One server that sends messages about changed keys. */
export interface TrackedNode {
  readonly id: string;
  /** Changes of replicas are heard too, since one of them may become the master; they are not waited for. */
  readonly master: boolean;
  /** Opens a connection of its own that does not reconnect. */
  open(): TrackingSocket;
}

/** A connection that receives messages about changed keys. */
export interface TrackingSocket {
  /**
   * Asks for all changes of keys that begin with `prefix`; resolves once they are being received. `changed` gets
   * the keys in full, or `undefined` after a flush.
   */
  begin(prefix: string, changed: (keys: string[] | undefined) => void): Promise<void>;
  /** Called once or more when the connection is gone. */
  onClose(closed: (reason: string) => void): void;
  ping(): Promise<unknown>;
  close(): void;
}

/** A connection as both libraries have it. */
interface Connection {
  connect(): Promise<unknown>;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** Calls that each library names in its own way. */
export interface TrackingCalls {
  call(command: string[]): Promise<unknown>;
  subscribe(channel: string, told: (message: unknown) => void): Promise<unknown>;
  ping(): Promise<unknown>;
  close(): void;
}

/** Redis sends what it has to say of this connection's keys to the connection itself, as a message. */
export function trackingSocket(connection: Connection, calls: TrackingCalls): TrackingSocket {
  let reason = "closed";
  connection.on("error", (error) => {
    reason = messageOf(error);
  });
  return {
    async begin(prefix, changed) {
      await connection.connect();
      const id = String(await calls.call(["CLIENT", "ID"]));
      await calls.call(["CLIENT", "TRACKING", "ON", "REDIRECT", id, "BCAST", "PREFIX", prefix]);
      // A list of keys, or nothing after a flush.
      await calls.subscribe("__redis__:invalidate", (message) =>
        changed(Array.isArray(message) && message.length > 0 ? message.map(String) : undefined),
      );
    },
    onClose(closed) {
      for (const event of ["end", "error"]) connection.on(event, () => closed(reason));
    },
    ping: calls.ping,
    close: calls.close,
  };
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

/** Walks one node's keys, a page at a time. A key may be seen twice, as SCAN warns. */
export async function scanNode(
  step: (command: string[]) => Promise<unknown>,
  match: string,
  visit: (keys: string[]) => Promise<void>,
): Promise<void> {
  let cursor = "0";
  do {
    const [next, keys] = (await step(["SCAN", cursor, "MATCH", match, "COUNT", "500"])) as [
      unknown,
      unknown[],
    ];
    cursor = String(next);
    if (keys.length > 0) await visit(keys.map(String));
  } while (cursor !== "0");
}

/** Makes a text match itself in a glob. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]]/g, "\\$&");
}
