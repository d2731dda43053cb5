import type { EventDrop } from "../../../src/contracts/events";
import { EventQueue, type EventQueueOptions } from "../../../src/events";
import { systemClock } from "../../../src/platform/clock";

export const API_KEY = "sch_dev_secret-of-the-tests";

/** A queue with the SDK's defaults, and what it logged and dropped. */
export function makeQueue(baseUrl: string, options: Partial<EventQueueOptions> = {}): Made {
  const logs: string[] = [];
  const drops: EventDrop[] = [];
  const log = (...args: unknown[]): void => void logs.push(args.join(" "));
  const queue = new EventQueue({
    apiKey: API_KEY,
    baseUrl,
    fetch,
    headers: {},
    clock: systemClock,
    logger: { error: log, warn: log, info: log, debug: log },
    flushIntervalMs: 1000,
    timeoutMs: 10_000,
    maxQueueSize: 100_000,
    maxQueueBytes: 32 * 1024 * 1024,
    maxBatchSize: 100,
    concurrency: 4,
    onFull: "drop",
    ...options,
  });
  queue.onDrop((drop) => drops.push(drop));
  return { queue, logs, drops };
}

interface Made {
  queue: EventQueue;
  logs: string[];
  drops: EventDrop[];
}

export function track(queue: EventQueue, n: number, company = "acme"): void | Promise<void> {
  return queue.accept("track", { event: "call", company: { id: company }, traits: { n }, quantity: 1 });
}
