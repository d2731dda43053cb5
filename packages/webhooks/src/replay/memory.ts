import { CLAIM_MS, DEFAULT_TTL_MS, type ReplayStore } from "./store";

export interface MemoryReplayStoreOptions {
  /** Number of handled deliveries that are remembered; the oldest are evicted first. Default 10,000. */
  maxEntries?: number;
  /** Time for which a handled delivery is remembered, in ms. Default 86,400,000 (a day). */
  ttl?: number;
  /** The time, ms since the epoch. Default: the clock. */
  now?: () => number;
}

interface Claim {
  token: string;
  expiresAt: number;
}

/** Returns a replay store for one process. It sets no timer. */
export function memoryReplayStore(options: MemoryReplayStoreOptions = {}): ReplayStore {
  const { maxEntries = 10_000, ttl = DEFAULT_TTL_MS, now = Date.now } = options;
  const claims = new Map<string, Claim>();
  // In the order of their expiry, as each is inserted with the same time to live.
  const done = new Map<string, number>();

  function dropExpired(time: number): void {
    for (const [key, claim] of claims) if (claim.expiresAt <= time) claims.delete(key);
    for (const [key, expiresAt] of done) {
      if (expiresAt > time && done.size <= maxEntries) break;
      done.delete(key);
    }
  }

  function held(key: string, token: string): Claim | undefined {
    const claim = claims.get(key);
    return claim?.token === token ? claim : undefined;
  }

  return {
    async claim(key, token) {
      const time = now();
      dropExpired(time);
      if (done.has(key)) return "done";
      if (claims.has(key)) return "in_progress";
      claims.set(key, { token, expiresAt: time + CLAIM_MS });
      return "claimed";
    },
    async renew(key, token) {
      const claim = held(key, token);
      if (claim) claim.expiresAt = now() + CLAIM_MS;
    },
    async commit(key, token) {
      if (held(key, token)) claims.delete(key);
      done.delete(key);
      done.set(key, now() + ttl);
      dropExpired(now());
    },
    async release(key, token) {
      if (held(key, token)) claims.delete(key);
    },
  };
}
