import type { CancelTimer } from "../contracts/clock";
import type { EventJournal, JournaledQueue, JournalStore, QueuedEvent } from "../contracts/events";
import { EventError } from "../events/errors";

/** Events that are read from the store at once. */
const REPLAY_BATCH = 500;

/** What a queue does with its journal: appends, replays under the queue's bounds, and settles. */
export class Journal implements EventJournal {
  readonly #store: JournalStore;
  /** Of the queue's events that the store keeps. */
  readonly #ids: Map<QueuedEvent, number> = new Map();
  #queue: JournaledQueue | undefined;
  #cancelStart: CancelTimer | undefined;
  #state: "new" | "open" | "closed" = "new";
  /** Events of earlier processes may be left in the store. */
  #more = true;
  #reading = false;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  get reading(): boolean {
    return this.#reading || this.#state === "new";
  }

  get kept(): number {
    return this.#ids.size;
  }

  attach(queue: JournaledQueue): void {
    this.#queue = queue;
    // Events of an earlier process go out even when this one tracks none.
    this.#cancelStart = queue.clock.setTimer(() => this.open(), 0);
  }

  open(): void {
    const queue = this.#queue;
    if (queue === undefined || this.#state !== "new") return;
    this.#state = "open";
    this.#cancelStart?.();
    const { scope, clock } = queue;
    const onError = (cause: unknown): void => {
      const message = `the event journal: ${cause instanceof Error ? cause.message : String(cause)}`;
      queue.onError(new EventError("event_journal_failed", message, { cause }));
    };
    const onReplay = (): void => {
      this.#more = true;
      this.#replay();
    };
    this.#store.open({ scope, clock, onError, onReplay });
    this.#replay();
  }

  append(event: QueuedEvent): Promise<boolean> {
    this.open();
    const { type, group, text } = event;
    return new Promise((resolve) => {
      this.#store.append({ type, group, text }, (id, refused = false) => {
        if (id !== undefined) this.#ids.set(event, id);
        resolve(!refused);
      });
    });
  }

  async attempting(events: readonly QueuedEvent[]): Promise<void> {
    const ids = this.#idsOf(events.filter(({ firstAttempt }) => firstAttempt === undefined));
    if (ids.length > 0) await this.#store.attempting(ids, (this.#queue as JournaledQueue).clock.now());
  }

  settled(events: readonly QueuedEvent[]): void {
    const ids = this.#idsOf(events);
    for (const event of events) this.#ids.delete(event);
    if (ids.length > 0) this.#store.settled(ids);
    this.#replay();
  }

  async close(): Promise<void> {
    const isOpen = this.#state === "open";
    this.#state = "closed";
    this.#cancelStart?.();
    if (isOpen) await this.#store.close();
  }

  #idsOf(events: readonly QueuedEvent[]): number[] {
    return events.flatMap((event) => this.#ids.get(event) ?? []);
  }

  /** Reads on as far as there is room. */
  #replay(): void {
    const queue = this.#queue;
    if (queue === undefined || this.#state !== "open" || this.#reading || !this.#more) return;
    if (queue.room() > 0) void this.#read(queue);
  }

  async #read(queue: JournaledQueue): Promise<void> {
    const { clock } = queue;
    this.#reading = true;
    for (let room = queue.room(); room > 0 && this.#state === "open"; room = queue.room()) {
      const events = await this.#store.replay(Math.min(room, REPLAY_BATCH));
      if (events.length === 0) {
        this.#more = false;
        break;
      }
      const sinceEpoch = clock.now() - clock.monotonic();
      for (const { id, firstAttempt, ...event } of events) {
        const unknown = firstAttempt !== undefined;
        const at = unknown ? firstAttempt - sinceEpoch : undefined;
        const queued = { ...event, bytes: event.text.length, firstAttempt: at, unknown };
        this.#ids.set(queued, id);
        queue.add(queued);
      }
    }
    this.#reading = false;
    queue.idle();
  }
}
