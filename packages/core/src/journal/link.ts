import type { CancelTimer } from "../contracts/clock";
import type {
  EventJournal,
  JournaledQueue,
  JournalStore,
  QueuedEvent,
  ReplayedEvent,
} from "../contracts/events";
import { EventError } from "../events/errors";
import { StoreGuard } from "./store-guard";

/** Events read from the store at once. */
const REPLAY_BATCH = 500;
/** Delay before a failed replay is tried again, in ms. */
const REPLAY_RETRY_MS = 30_000;

/** Result of `append`: the event's id, or whether the event is to be dropped. */
type Appended = { id: number } | { refused: boolean };

/**
 * Connects a queue with a journal store: appends events, replays those of earlier processes within the
 * queue's bounds, and settles them. A store that breaks its contract costs durability only: the events go on
 * in memory.
 */
export class Journal implements EventJournal {
  readonly #store: JournalStore;
  /** Ids of the queue's events that the store keeps. */
  readonly #ids: Map<QueuedEvent, number> = new Map();
  /** Events that the store has not answered for, also after the time limit. */
  readonly #appending: Set<QueuedEvent> = new Set();
  #queue: JournaledQueue | undefined;
  #guard: StoreGuard | undefined;
  #cancelStart: CancelTimer | undefined;
  #cancelRetry: CancelTimer | undefined;
  #state: "new" | "open" | "closed" = "new";
  /** The store may hold events of earlier processes. */
  #hasMore = true;
  #isReading = false;
  /** A call of `replay` has not returned, also after the time limit. */
  #isReplaying = false;

  constructor(store: JournalStore) {
    this.#store = store;
  }

  get reading(): boolean {
    return this.#isReading || this.#state === "new";
  }

  get kept(): number {
    return this.#ids.size;
  }

  attach(queue: JournaledQueue): void {
    this.#queue = queue;
    this.#guard = new StoreGuard(queue.clock, (message, cause) => this.#report(message, cause));
    // Events of an earlier process are sent even if this one tracks none.
    this.#cancelStart = queue.clock.setTimer(() => this.open(), 0);
  }

  open(): void {
    const queue = this.#queue;
    if (queue === undefined || this.#state !== "new") return;
    this.#state = "open";
    this.#cancelStart?.();
    const { scope, formerScope, clock } = queue;
    const onError = (cause: unknown): void =>
      this.#report(cause instanceof Error ? cause.message : String(cause), cause);
    const onReplay = (): void => {
      this.#hasMore = true;
      this.#replay();
    };
    const host = { scope, clock, onError, onReplay, ...(formerScope !== undefined && { formerScope }) };
    this.#guard?.notify("open", () => this.#store.open(host));
    this.#replay();
  }

  async append(event: QueuedEvent): Promise<boolean> {
    this.open();
    const guard = this.#guard;
    if (guard === undefined || this.#state !== "open") return true;
    const outcome = await guard.call("append", () => this.#append(event));
    if (!outcome.ok) return true;
    return "id" in outcome.value || !outcome.value.refused;
  }

  async attempting(events: readonly QueuedEvent[]): Promise<void> {
    const ids = this.#idsOf(events.filter(({ firstAttempt }) => firstAttempt === undefined));
    const now = this.#queue?.clock.now() ?? 0;
    if (ids.length > 0) await this.#guard?.call("attempting", () => this.#store.attempting(ids, now));
  }

  settled(events: readonly QueuedEvent[]): void {
    const ids = this.#idsOf(events);
    for (const event of events) {
      this.#ids.delete(event);
      this.#appending.delete(event);
    }
    this.#settle(ids);
    this.#replay();
  }

  async close(): Promise<void> {
    const wasOpen = this.#state === "open";
    this.#state = "closed";
    this.#cancelStart?.();
    this.#cancelRetry?.();
    if (wasOpen) await this.#guard?.call("close", () => this.#store.close(), "call");
  }

  #append(event: QueuedEvent): Promise<Appended> {
    const { type, group, text } = event;
    this.#appending.add(event);
    return new Promise((resolve, reject) => {
      const done = (id: number | undefined, refused = false): void => {
        const isWanted = this.#appending.delete(event);
        if (id === undefined) resolve({ refused });
        else if (isWanted) this.#ids.set(event, id);
        // Delivered or dropped while the store was late.
        else if (!this.#ids.has(event)) this.#settle([id]);
        if (id !== undefined) resolve({ id });
      };
      const returned: unknown = this.#store.append({ type, group, text }, done);
      // The method returns nothing; one that is `async` may reject.
      Promise.resolve(returned).catch(reject);
    });
  }

  #settle(ids: readonly number[]): void {
    if (ids.length > 0) this.#guard?.notify("settled", () => this.#store.settled(ids));
  }

  #idsOf(events: readonly QueuedEvent[]): number[] {
    return events.flatMap((event) => this.#ids.get(event) ?? []);
  }

  /** Continues reading as far as the queue has room. */
  #replay(): void {
    const queue = this.#queue;
    if (queue === undefined || this.#state !== "open" || this.#isReading || this.#isReplaying) return;
    if (this.#hasMore && queue.room() > 0) void this.#read(queue);
  }

  async #read(queue: JournaledQueue): Promise<void> {
    this.#isReading = true;
    for (let room = queue.room(); room > 0 && this.#hasMore && this.#state === "open"; room = queue.room()) {
      const max = Math.min(room, REPLAY_BATCH);
      const outcome = await this.#guard?.call("replay", () => this.#replayOnce(queue, max));
      if (outcome?.ok) continue;
      this.#retryLater(queue);
      break;
    }
    this.#isReading = false;
    queue.idle();
  }

  /** Adds the next events to the queue, also when they arrive after the time limit: a store returns each once. */
  async #replayOnce(queue: JournaledQueue, max: number): Promise<void> {
    this.#isReplaying = true;
    try {
      const events: unknown = await this.#store.replay(max);
      if (!Array.isArray(events)) throw new TypeError("the result is no array");
      if (events.length === 0) this.#hasMore = false;
      const sound = events.filter(isReplayedEvent);
      for (const event of sound) this.#add(queue, event);
      if (sound.length < events.length) throw new TypeError(`${events.length - sound.length} are no events`);
    } finally {
      this.#isReplaying = false;
    }
  }

  #add(queue: JournaledQueue, { id, type, group, text, firstAttempt }: ReplayedEvent): void {
    const { clock } = queue;
    const unknown = firstAttempt !== undefined;
    const at = unknown ? firstAttempt - (clock.now() - clock.monotonic()) : undefined;
    const queued: QueuedEvent = { type, group, text, bytes: text.length, firstAttempt: at, unknown };
    this.#ids.set(queued, id);
    queue.add(queued);
  }

  #retryLater(queue: JournaledQueue): void {
    this.#cancelRetry?.();
    this.#cancelRetry = queue.clock.setTimer(() => this.#replay(), REPLAY_RETRY_MS);
  }

  #report(message: string, cause?: unknown): void {
    this.#queue?.onError(new EventError("event_journal_failed", `The event journal: ${message}`, { cause }));
  }
}

const TYPES: readonly unknown[] = ["identify", "track", "flag_check", "inference"];

function isReplayedEvent(value: unknown): value is ReplayedEvent {
  if (typeof value !== "object" || value === null) return false;
  const { id, type, group, text, firstAttempt } = value as Partial<Record<keyof ReplayedEvent, unknown>>;
  return (
    typeof id === "number" &&
    TYPES.includes(type) &&
    typeof group === "string" &&
    typeof text === "string" &&
    (firstAttempt === undefined || typeof firstAttempt === "number")
  );
}
