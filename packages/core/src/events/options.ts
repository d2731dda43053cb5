import type { Clock } from "../contracts/clock";
import type { EventJournal } from "../contracts/events";
import type { Logger } from "../contracts/logger";
import type { WaitUntil } from "../platform/wait-until";

export interface EventQueueOptions {
  apiKey: string;
  /** Event capture URL without a trailing slash; events go to `/batch` below it. */
  baseUrl: string;
  fetch: typeof fetch;
  /** Sent with every request, besides the API key. */
  headers: Record<string, string>;
  clock: Clock;
  logger: Logger;
  /** The longest that an event waits for others to share its request, ms. */
  flushIntervalMs: number;
  /** Per request, ms. */
  timeoutMs: number;
  /** Bounds on what is held, in events and bytes. */
  maxQueueSize: number;
  maxQueueBytes: number;
  /** Events in one request; the server takes at most 100. */
  maxBatchSize: number;
  /** Requests on their way at once. */
  concurrency: number;
  /**
   * Behaviour of a full queue. `drop` drops flag checks first, then the oldest other events. With `wait` the promise of
   * `accept` waits for room, and flag checks are dropped.
   */
  onFull: "drop" | "wait";
  /** Keeps `identify` and `track` events on disk until they are delivered. */
  journal?: EventJournal;
  /** Keeps a serverless invocation alive until a promise settles; on Vercel it is found. */
  waitUntil?: WaitUntil;
  /** `unique` reports equal results of equal checks once a minute; default `all`. */
  flagChecks?: "all" | "unique" | "off";
}
