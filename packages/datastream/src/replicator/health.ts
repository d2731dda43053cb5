import type { Clock } from "@schematic/core";
import * as v from "valibot";

/** What the replicator said. */
export interface ReplicatorHealth {
  readonly ready: boolean;
  readonly cacheVersion: string | undefined;
}

const answer = v.looseObject({
  ready: v.optional(v.boolean()),
  cache_version: v.nullish(v.string()),
  cacheVersion: v.nullish(v.string()),
});

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

/** Asks the replicator for its health, at once and then at intervals, until it is stopped. */
export class HealthPoll {
  readonly #options: HealthPollOptions;
  readonly #stop = new AbortController();
  #cancelTimer: (() => void) | undefined;

  constructor(options: HealthPollOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#ask();
  }

  stop(): void {
    this.#stop.abort();
    this.#cancelTimer?.();
  }

  async #ask(): Promise<void> {
    const { clock, heard, intervalMs } = this.#options;
    let health: ReplicatorHealth | undefined;
    let reason = "";
    try {
      health = await this.#fetch();
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (this.#stop.signal.aborted) return;
    heard(health, reason);
    this.#cancelTimer = clock.setTimer(() => void this.#ask(), intervalMs);
  }

  async #fetch(): Promise<ReplicatorHealth> {
    const { url, fetch, headers, timeoutMs, clock } = this.#options;
    const limit = new AbortController();
    const cancel = clock.setTimer(() => limit.abort(), timeoutMs);
    try {
      const signal = AbortSignal.any([limit.signal, this.#stop.signal]);
      const response = await fetch(url, { headers, signal });
      // The published replicator answers JSON without saying so, and with 503 as well.
      const body: unknown = JSON.parse(await response.text());
      if (!v.is(answer, body)) throw new Error("the answer is not a health report");
      return {
        ready: response.ok && body.ready !== false,
        cacheVersion: body.cache_version || body.cacheVersion || undefined,
      };
    } finally {
      cancel();
    }
  }
}
