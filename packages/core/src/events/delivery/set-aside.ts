import type { PendingEvent } from "../buffer/pending-event";
import type { DropReporter } from "../drop-reporter";
import { EventError } from "../errors";
import type { EventQueueOptions } from "../options";
import type { Batch } from "./batcher";
import { RetryList } from "./retry-list";
import type { BatchState } from "./retry-schedule";

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
  /** Events that were set aside before any other request succeeded: the server may just have been down. */
  readonly #tentative: Set<PendingEvent> = new Set();
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

  /** Sets an event aside. Returns another event that has to be given up if there are too many. */
  put(
    event: PendingEvent,
    state: BatchState,
    { isTentative, message }: { isTentative: boolean; message: string | undefined },
  ): PendingEvent | undefined {
    this.add({ events: [event], groups: new Set(), state });
    if (isTentative) this.#tentative.add(event);
    else this.#log(message);
    if (this.#list.size <= this.#maxSize) return undefined;
    const [expelled] = this.#list.takeIf(() => true)?.events ?? [];
    return expelled;
  }

  /** Adds an event that failed again. */
  add(batch: Batch): void {
    for (const event of batch.events) this.#tentative.delete(event);
    this.#list.add(batch);
  }

  takeDue(now: number): Batch | undefined {
    return this.#list.takeDue(now);
  }

  /** Makes all events due. */
  tryNow(now: number): void {
    this.#list.update((state) => ({ ...state, notBefore: Math.min(state.notBefore, now) }));
  }

  /** Makes those due that may have failed because the server was down. */
  tryTentativeNow(now: number): void {
    for (const event of this.#tentative) {
      const batch = this.#list.takeIf(({ events }) => events[0] === event);
      if (batch !== undefined) this.#list.add({ ...batch, state: { ...batch.state, notBefore: now } });
    }
    this.#tentative.clear();
  }

  /** True if every event failed once more after `since`. */
  hasTried(since: number): boolean {
    return this.#list.every(({ state }) => state.lastFailure >= since);
  }

  /** Logs the first event at once, and those of the next minute together. */
  #log(message: string | undefined): void {
    this.#unlogged++;
    const now = this.#options.clock.monotonic();
    if (now < this.#logAt) return;
    this.#logAt = now + LOG_MS;
    const text = `${this.#unlogged} events keep failing by themselves (${message}). They are sent again rarely, and reported as unresolved after 23 h; other events are not affected`;
    this.#unlogged = 0;
    this.#drops.log(new EventError("event_capture_unavailable", text));
  }
}
