import type { PendingEvent } from "../buffer/pending-event";
import type { DropReporter } from "../drop-reporter";
import { EventError } from "../errors";
import type { EventQueueOptions } from "../options";
import type { Batch } from "./batcher";
import { RetryList } from "./retry-list";
import { type BatchState, LAST_ATTEMPTS } from "./retry-schedule";

/** Time between two log lines about events that are set aside, in ms. */
const LOG_MS = 60_000;

/**
 * Events that keep failing by themselves. They are sent again rarely, one at a time, outside the limit on concurrent
 * requests, and they do not hold up later events of their company.
 */
export class SetAside {
  readonly #list: RetryList = new RetryList();
  readonly #options: EventQueueOptions;
  readonly #drops: DropReporter;
  readonly #maxSize: number;
  #unlogged = 0;
  #logAt = Number.NEGATIVE_INFINITY;

  constructor(options: EventQueueOptions, drops: DropReporter) {
    this.#options = options;
    this.#drops = drops;
    this.#maxSize = Math.max(1, options.maxQueueSize >> 2);
  }

  get size(): number {
    return this.#list.size;
  }

  get dueAt(): number {
    return this.#list.dueAt;
  }

  /** Sets an event aside. Returns another event that has to be given up if there are too many. `message` is logged. */
  put(event: PendingEvent, state: BatchState, message: string | undefined): PendingEvent | undefined {
    this.add({ events: [event], groups: new Set(), state });
    if (message !== undefined) this.#log(message);
    if (this.#list.size <= this.#maxSize) return undefined;
    const [expelled] = this.#list.takeIf(() => true)?.events ?? [];
    return expelled;
  }

  /** Adds an event that failed again. */
  add(batch: Batch): void {
    this.#list.add(batch);
  }

  takeDue(now: number): Batch | undefined {
    return this.#list.takeDue(now);
  }

  /** Makes events due that failed after `since`, and starts counting their attempts again. */
  tryNow(now: number, since: number = Number.NEGATIVE_INFINITY): void {
    this.#list.update((state) =>
      state.lastFailure > since
        ? { ...state, failures: 0, notBefore: Math.min(state.notBefore, now) }
        : state,
    );
  }

  /** True if every event failed as often as it is tried before the end of a process or client. */
  get hasTried(): boolean {
    return this.#list.every(({ state }) => state.failures >= LAST_ATTEMPTS);
  }

  /** Logs the first event at once, and those of the next minute together. */
  #log(message: string): void {
    this.#unlogged++;
    const now = this.#options.clock.monotonic();
    if (now < this.#logAt) return;
    this.#logAt = now + LOG_MS;
    const text = `${this.#unlogged} events keep failing by themselves (${message}). They are sent again rarely, and reported as unresolved after 23 h; other events are not affected`;
    this.#unlogged = 0;
    this.#drops.log(new EventError("event_capture_unavailable", text));
  }
}
