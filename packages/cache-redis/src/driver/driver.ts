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
  /** One command; the keys in it are without `clientPrefix`. */
  send(key: string, command: readonly string[]): Promise<unknown>;
  /** Runs `visit` for each page of keys that match the glob, on every node; keys are without `clientPrefix`. */
  scan(match: string, visit: (keys: string[]) => Promise<void>): Promise<void>;
}

/** Keys asked for in one SCAN step, and deleted in one go. */
export const scanCount = 500;

export type ScanPage = [cursor: string, keys: string[]];

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
