import type { Clock } from "@schematic/core";
import { isObject, isText } from "../wire/messages";

/** What the replicator said. */
export interface ReplicatorHealth {
  readonly ready: boolean;
  readonly cacheVersion: string | undefined;
}

export interface HealthPollOptions {
  readonly url: string;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly headers: Record<string, string>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Told of each answer; `undefined` when there was none. Must not throw. */
  readonly heard: (health: ReplicatorHealth | undefined, reason: string) => void;
}

/** Asks the replicator for its health, at once and then at intervals; returns the function that stops it. */
export function pollHealth(options: HealthPollOptions): () => void {
  const { url, intervalMs, timeoutMs, headers, fetch, clock, heard } = options;
  let stopped = false;
  let request = new AbortController();
  let cancelTimer: (() => void) | undefined;
  const ask = async (): Promise<void> => {
    request = new AbortController();
    const cancel = clock.setTimer(() => request.abort(), timeoutMs);
    const answered = fetch(url, { headers, signal: request.signal }).then(healthOf);
    const [health, reason] = await answered.then(
      (value) => [value, ""] as const,
      (error) => [undefined, error instanceof Error ? error.message : String(error)] as const,
    );
    cancel();
    if (stopped) return;
    heard(health, reason);
    cancelTimer = clock.setTimer(() => void ask(), intervalMs);
  };
  void ask();
  return () => {
    stopped = true;
    request.abort();
    cancelTimer?.();
  };
}

/** The published replicator answers JSON without saying so, and with 503 as well. */
async function healthOf(response: Response): Promise<ReplicatorHealth> {
  const body: unknown = JSON.parse(await response.text());
  const { ready = true, cache_version, cacheVersion } = (body ?? {}) as Record<string, unknown>;
  const version = cache_version || cacheVersion || undefined;
  if (!isObject(body) || typeof ready !== "boolean" || (version !== undefined && !isText(version)))
    throw new Error("the answer is not a health report");
  return { ready: response.ok && ready, cacheVersion: version };
}
