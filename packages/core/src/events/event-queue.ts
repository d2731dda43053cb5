import type { CancelTimer } from "../contracts/clock";
import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type { EventDrop, EventJournal, EventMetadata, EventSink, EventSinkStatus } from "../contracts/events";
import { journalScope } from "../journal/scope";
import { type ExitFlush, unwatchExit, watchExit } from "../platform/exit-flush";
import { findWaitUntil, type WaitUntil } from "../platform/wait-until";
import { Store } from "./buffer/event-buffer";
import { Sender } from "./delivery/delivery";
import { EventError } from "./errors";
import { UniqueChecks } from "./input/dedupe-checks";
import type { Draft } from "./input/json-copy";
import { draftOf } from "./input/normalize";
import type { EventQueueOptions } from "./options";

/** How long `flush` and `close` take at most when nothing else is said, ms. */
const DRAIN_MS = 10_000;
/** How long the end of a process is put off for its events, ms. */
const EXIT_MS = 5_000;
/** How long a serverless invocation is kept alive for its events, ms: platforms end it after 30 s. */
const INVOCATION_MS = 25_000;

/** The event sink of a client: a bounded queue in memory, delivered in batches over HTTP. */
export class EventQueue implements EventSink, ExitFlush {
  readonly #options: EventQueueOptions;
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #unique: UniqueChecks | undefined;
  readonly #drainers: Set<() => void> = new Set();
  #cancelTimer: CancelTimer | undefined;
  #closing: Promise<number> | undefined;
  #closed = false;
  /** Events up to this number have had their flush before the process ends. */
  #exitSeq = -2;
  #watched = false;
  /** A platform's `waitUntil` was given a flush that has not begun. */
  #invocationHeld = false;

  constructor(options: EventQueueOptions) {
    this.#options = options;
    this.#store = new Store(options, () => this.#relieved());
    this.#sender = new Sender(options, this.#store);
    this.#unique = options.flagChecks === "unique" ? new UniqueChecks(options.clock) : undefined;
    if (options.journal) this.#attach(options.journal);
  }

  accept(type: "identify" | "track", body: object, metadata?: EventMetadata): void | Promise<void> {
    const store = this.#store;
    let draft: Draft;
    try {
      draft = draftOf(type, body, metadata);
    } catch (cause) {
      return store.invalid(type, cause);
    }
    store.leftOut(draft);
    if (this.#closed) return store.drops.report("closed", 1, type);
    const room = store.add(draft);
    if (room === false) return store.drops.report("queue_full", 1, type);
    const { journal } = this.#options;
    if (journal === undefined) this.#push(draft);
    // The timers of another attempt hold the process from now on.
    if (room !== true) this.#sender.pump();
    const wait = room === true ? undefined : room;
    return journal === undefined ? wait : this.#keep(draft, journal).then(() => wait);
  }

  acceptFlagCheck(answer: FlagResolution, context: EvaluationContext, preflight?: Preflight): void {
    if (this.#options.flagChecks === "off" || this.#unique?.isNew(answer, context) === false) return;
    if (this.#closed) this.#store.drops.report("closed", 1, "flag_check");
    else {
      this.#store.addCheck(answer, context, preflight !== undefined);
      this.#wake();
    }
  }

  flush(timeoutMs: number = DRAIN_MS): Promise<number> {
    return this.#drain(timeoutMs);
  }

  close(timeoutMs: number = DRAIN_MS): Promise<number> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  status(): EventSinkStatus {
    const { inFlight, delivered } = this.#sender;
    const { dropped, unresolved } = this.#store.drops;
    return { queued: this.#store.held - inFlight, inFlight, delivered, dropped, unresolved };
  }

  onDrop(listener: (drop: EventDrop) => void): () => void {
    const { listeners } = this.#store.drops;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Delivers what is held before the process ends by itself, once for every event. */
  beforeExit(): void {
    const store = this.#store;
    if (this.#closing !== undefined || this.#exitSeq === store.newest) return;
    this.#exitSeq = store.newest;
    void this.#drain(EXIT_MS).then((left) => {
      this.#exitSeq = store.newest;
      if (left > 0)
        this.#unavailable(
          `${left} events were not delivered before the process ended; await \`client.close()\``,
        );
    });
  }

  #attach(journal: EventJournal): void {
    const store = this.#store;
    journal.attach({
      ...journalScope(this.#options),
      clock: this.#options.clock,
      room: () => store.half,
      add: (event) => {
        store.addText(event);
        this.#wake();
      },
      idle: () => this.#relieved(),
      onError: (error) => store.drops.report("invalid", 0, undefined, error),
    });
  }

  /** Lets an event go on when it is durable. */
  async #keep(draft: Draft, journal: EventJournal): Promise<void> {
    const store = this.#store;
    const event = store.encode(draft);
    if (await journal.append(event)) {
      draft.parts = [event];
      this.#push(draft);
    } else {
      store.drops.report("queue_full", 1, draft.type);
      store.settle([event]);
    }
  }

  #push(draft: Draft): void {
    this.#store.push(draft);
    this.#wake();
  }

  /** Something waits: sees to its delivery. */
  #wake(): void {
    if (!this.#watched) {
      this.#watched = true;
      watchExit(this);
    }
    this.#sender.wake();
    const { waitUntil = findWaitUntil(), clock, flushIntervalMs } = this.#options;
    if (waitUntil !== undefined) this.#holdInvocation(waitUntil);
    else {
      this.#cancelTimer ??= clock.setTimer(() => {
        this.#cancelTimer = undefined;
        this.#sender.send();
      }, flushIntervalMs);
    }
  }

  /** One flush for all that is accepted before the caller's turn ends. */
  #holdInvocation(waitUntil: WaitUntil): void {
    if (this.#invocationHeld) return;
    this.#invocationHeld = true;
    const flushed = Promise.resolve().then(() => {
      this.#invocationHeld = false;
      return this.#drain(INVOCATION_MS);
    });
    try {
      waitUntil(flushed);
    } catch (cause) {
      this.#unavailable("`waitUntil` threw; events may not arrive when the request ends", cause);
    }
  }

  #unavailable(message: string, cause?: unknown): void {
    this.#store.drops.log(new EventError("event_capture_unavailable", message, { cause }));
  }

  get #isIdle(): boolean {
    return this.#store.held === 0 && !this.#options.journal?.reading;
  }

  /** Less is held than before. */
  #relieved(): void {
    if (!this.#isIdle) return;
    this.#watched = false;
    unwatchExit(this);
    for (const done of this.#drainers) done();
  }

  /** Sends everything, also what comes in meanwhile; resolves with what is left at the deadline. */
  async #drain(timeoutMs: number): Promise<number> {
    this.#options.journal?.open();
    if (this.#isIdle) return 0;
    this.#sender.hurry();
    await new Promise<void>((resolve) => {
      const done = (): void => {
        cancel();
        this.#drainers.delete(done);
        resolve();
      };
      // This timer holds the process: whoever awaits a flush wants its answer.
      const cancel = this.#options.clock.setTimer(done, timeoutMs, true);
      this.#drainers.add(done);
    });
    this.#sender.relax();
    return this.#store.held;
  }

  async #close(timeoutMs: number): Promise<number> {
    const { journal } = this.#options;
    const store = this.#store;
    const left = await this.#drain(timeoutMs);
    this.#closed = true;
    this.#cancelTimer?.();
    unwatchExit(this);
    this.#sender.stop();
    await journal?.close();
    const lost = left - (journal?.kept ?? 0);
    if (lost > 0) {
      const message = `${lost} events were not delivered within ${Math.round(timeoutMs)} ms of close()`;
      store.drops.report("closed", lost, undefined, new EventError("event_queue_closed", message));
    }
    store.letGo();
    return left;
  }
}
