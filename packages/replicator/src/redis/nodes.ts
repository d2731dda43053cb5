import { Cluster, type Redis } from "ioredis";
import type { RedisConnection } from "./connection";

const SCAN_COUNT = 1_000;

/** Returns the nodes that hold keys: the server itself, or each master. */
export function mastersOf(redis: RedisConnection): Redis[] {
  return redis instanceof Cluster ? redis.nodes("master") : [redis];
}

/** Visits all keys that match, in pages. SCAN may return a key twice. */
export async function scanKeys(
  redis: RedisConnection,
  match: string,
  visit: (keys: string[]) => Promise<void>,
): Promise<void> {
  const walk = async (node: Redis) => {
    let cursor = "0";
    do {
      const [next, keys] = await node.scan(cursor, "MATCH", match, "COUNT", SCAN_COUNT);
      cursor = next;
      if (keys.length > 0) await visit(keys);
    } while (cursor !== "0");
  };
  await Promise.all(mastersOf(redis).map(walk));
}

/**
 * Resolves to a text that names the processes that hold the keys. Another text means that one of them was restarted
 * or replaced, and may lack what the former one had. Rejects if one of them does not respond.
 */
export async function identityOf(redis: RedisConnection): Promise<string> {
  const infos = await Promise.all(mastersOf(redis).map((node) => node.info("server")));
  return infos
    .map((info) => fieldOf(info, "run_id"))
    .sort()
    .join();
}

/** Resolves to the eviction policy of each node. Rejects if one of them does not respond. */
export async function evictionPoliciesOf(redis: RedisConnection): Promise<string[]> {
  const infos = await Promise.all(mastersOf(redis).map((node) => node.info("memory")));
  return infos.map((info) => fieldOf(info, "maxmemory_policy"));
}

function fieldOf(info: string, name: string): string {
  return new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1] ?? "";
}
