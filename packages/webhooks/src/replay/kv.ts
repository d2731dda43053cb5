import { DEFAULT_TTL_MS, type ReplayStore } from "./store";

/** The part of a Cloudflare `KVNamespace` that is used. */
export interface KvNamespaceLike {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options: { expirationTtl: number }): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface KvReplayStoreOptions {
  /** Written before each key, verbatim. Default `schematic:webhook:`. */
  prefix?: string;
  /** Time for which a handled delivery is remembered, in ms; at least 60,000. Default 86,400,000 (a day). */
  ttl?: number;
}

const DONE = "done";
/** `CLAIM_MS` in the unit of KV; a literal, as bundlers keep a division. */
const CLAIM_SECONDS = 60;

/**
 * Returns a replay store on Cloudflare KV. KV has no atomic operation and shows a write elsewhere up to a minute
 * later. A redelivery after a back-off is recognised, but two copies within seconds may both be handled. Use Redis or
 * a Durable Object where that matters.
 */
export function kvReplayStore(kv: KvNamespaceLike, options: KvReplayStoreOptions = {}): ReplayStore {
  const { prefix = "schematic:webhook:", ttl = DEFAULT_TTL_MS } = options;
  const expirationTtl = Math.max(CLAIM_SECONDS, Math.ceil(ttl / 1_000));

  async function ifHeld(key: string, token: string, act: (name: string) => Promise<void>): Promise<void> {
    if ((await kv.get(prefix + key)) === token) await act(prefix + key);
  }

  return {
    async claim(key, token) {
      const holder = await kv.get(prefix + key);
      if (holder !== null) return holder === DONE ? "done" : "in_progress";
      await kv.put(prefix + key, token, { expirationTtl: CLAIM_SECONDS });
      return "claimed";
    },
    renew: (key, token) =>
      ifHeld(key, token, (name) => kv.put(name, token, { expirationTtl: CLAIM_SECONDS })),
    commit: (key) => kv.put(prefix + key, DONE, { expirationTtl }),
    release: (key, token) => ifHeld(key, token, (name) => kv.delete(name)),
  };
}
