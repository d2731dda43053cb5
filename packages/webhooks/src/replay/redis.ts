import { WebhookSignatureError } from "../core/errors";
import { CLAIM_MS, DEFAULT_TTL_MS, type ReplayClaim, type ReplayStore } from "./store";

/** The part that is used of an ioredis `Redis` or `Cluster`. */
export interface IoredisLike {
  defineCommand: unknown;
  set(key: string, value: string, px: "PX", ms: number, nx: "NX"): Promise<string | null>;
  set(key: string, value: string, px: "PX", ms: number): Promise<string | null>;
  get(key: string): Promise<string | null>;
  eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

/** The part that is used of a node-redis client or cluster. */
export interface NodeRedisLike {
  sendCommand: unknown;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<string | null>;
  get(key: string): Promise<string | null>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export interface RedisReplayStoreOptions {
  /** Prefix of each key, verbatim. Webhooks that share a Redis need different prefixes. Default `schematic:webhook:`. */
  prefix?: string;
  /** Time for which a handled delivery is remembered, in ms. Default 86,400,000 (a day). */
  ttl?: number;
}

const DONE = "done";
const RELEASE = "if redis.call('GET',KEYS[1])==ARGV[1] then return redis.call('DEL',KEYS[1]) end return 0";
const RENEW =
  "if redis.call('GET',KEYS[1])==ARGV[1] then return redis.call('PEXPIRE',KEYS[1],ARGV[2]) end return 0";

interface Commands {
  setIfAbsent(key: string, value: string, ms: number): Promise<string | null>;
  set(key: string, value: string, ms: number): Promise<unknown>;
  get(key: string): Promise<string | null>;
  script(script: string, key: string, args: string[]): Promise<unknown>;
}

function commandsOf(redis: IoredisLike | NodeRedisLike): Commands {
  if ("defineCommand" in redis && typeof redis.defineCommand === "function") {
    return {
      setIfAbsent: (key, value, ms) => redis.set(key, value, "PX", ms, "NX"),
      set: (key, value, ms) => redis.set(key, value, "PX", ms),
      get: (key) => redis.get(key),
      script: (script, key, args) => redis.eval(script, 1, key, ...args),
    };
  }
  const client = redis as NodeRedisLike;
  if (typeof client?.sendCommand !== "function" || typeof client.eval !== "function") {
    throw new WebhookSignatureError(
      "redisReplayStore needs an ioredis Redis or Cluster, or a connected node-redis client",
      "bad_option",
    );
  }
  return {
    setIfAbsent: (key, value, ms) => client.set(key, value, { PX: ms, NX: true }),
    set: (key, value, ms) => client.set(key, value, { PX: ms }),
    get: (key) => client.get(key),
    script: (script, key, args) => client.eval(script, { keys: [key], arguments: args }),
  };
}

/**
 * Returns a replay store that processes share. Each step is one atomic command on one key, so it works on a cluster as
 * well. Accepts an ioredis or node-redis client and recognises it by its shape.
 *
 * @throws {WebhookSignatureError} `bad_option` when the client is neither.
 */
export function redisReplayStore(
  redis: IoredisLike | NodeRedisLike,
  options: RedisReplayStoreOptions = {},
): ReplayStore {
  const { prefix = "schematic:webhook:", ttl = DEFAULT_TTL_MS } = options;
  const commands = commandsOf(redis);

  async function claim(key: string, token: string): Promise<ReplayClaim> {
    const name = prefix + key;
    for (let attempt = 0; attempt < 3; attempt++) {
      if ((await commands.setIfAbsent(name, token, CLAIM_MS)) !== null) return "claimed";
      const holder = await commands.get(name);
      if (holder !== null) return holder === DONE ? "done" : "in_progress";
      // The claim that was in the way has just expired or been released.
    }
    return "in_progress";
  }

  return {
    claim,
    async renew(key, token) {
      await commands.script(RENEW, prefix + key, [token, String(CLAIM_MS)]);
    },
    async commit(key) {
      await commands.set(prefix + key, DONE, ttl);
    },
    async release(key, token) {
      await commands.script(RELEASE, prefix + key, [token]);
    },
  };
}
