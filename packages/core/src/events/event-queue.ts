import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type {
  EventDrop,
  EventJournal,
  EventMetadata,
  EventSink,
  EventSinkStatus,
  EventType,
  SentEventType,
} from "../contracts/events";
import { journalScope } from "../journal/scope";
import { type ExitFlush, unwatchExit, watchExit } from "../platform/exit-flush";
import { findWaitUntil, type WaitUntil } from "../platform/wait-until";
import { EventBuffer } from "./buffer/event-buffer";
import type { PendingEvent } from "./buffer/pending-event";
import { Delivery } from "./delivery/delivery";
import { Drainers } from "./drainers";
import { DropReporter } from "./drop-reporter";
import { EventError } from "./errors";
import { FlushTimer } from "./flush-timer";
import { ChecksSeen } from "./input/dedupe-checks";
import { CopyReport } from "./input/json-copy";
import { normalizeFlagCheck } from "./input/normalize-flag-check";
import { normalizeIdentify } from "./input/normalize-identify";
import { normalizeInference } from "./input/normalize-inference";
import { normalizeTrack } from "./input/normalize-track";
import type { EventQueueOptions } from "./options";

/** Default limit of `flush` and `close`, in ms. */
const DRAIN_MS = 10_000;
/** How long the end of a process is delayed for its events, in ms. */
const EXIT_MS = 5_000;
/** How long a serverless invocation is kept alive for its events, in ms. Platforms end it after 30 s. */
const INVOCATION_MS = 25_000;
/** Estimated size of the parts of an event that every event has, in bytes. */
const ENVELOPE_BYTES = 160;
/** The same for a flag check, whose texts are shared with the flag, in bytes. */
const CHECK_BYTES = 240;

const NORMALIZERS = { identify: normalizeIdentify, track: normalizeTrack, inference: normalizeInference };

/** The event sink of a client: a bounded queue in memory, delivered in batches over HTTP. */
export class EventQueue implements EventSink, ExitFlush {
  readonly #options: EventQueueOptions;
  readonly #drops: DropReporter;
  readonly #buffer: EventBuffer;
  readonly #delivery: Delivery;
  readonly #checksSeen: ChecksSeen | undefined;
  readonly #drainers: Drainers;
  readonly #flushTimer: FlushTimer;
  #phase: "open" | "closing" | "closed" = "open";
  #closing: Promise<number> | undefined;
  /** Events up to this number were flushed before the process ends. */
  #exitSeq = -2;
  #isWatched = false;
  /** A platform's `waitUntil` has received a flush that has not started. */
  #isInvocationHeld = false;

  constructor(options: EventQueueOptions) {
    const { logger, clock, flagChecks, flushIntervalMs, journal } = options;
    this.#options = options;
    this.#drops = new DropReporter(logger, clock);
    this.#buffer = new EventBuffer(options, this.#drops, () => this.#progressed());
    this.#drainers = new Drainers(clock, () => this.#delivery.pump());
    this.#delivery = new Delivery(options, this.#buffer, this.#drops, {
      isHurried: () => this.#drainers.isActive,
      isEnding: () => this.#drainers.isLast,
      onProgress: () => this.#progressed(),
    });
    this.#checksSeen = flagChecks === "unique" ? new ChecksSeen(clock) : undefined;
    this.#flushTimer = new FlushTimer(clock, flushIntervalMs, () => this.#delivery.send());
    if (journal) this.#attach(journal);
  }

  accept(type: SentEventType, body: object, metadata?: EventMetadata): void | Promise<void> {
    const event = this.#normalize(type, body, metadata);
    if (event === undefined) return;
    const space = this.#phase !== "closed" && this.#buffer.reserve(event);
    if (space === false) {
      const reason = this.#phase === "closed" ? "closed" : "queue_full";
      this.#drops.report({ reason, count: 1, type });
      return;
    }
    event.at = this.#options.clock.now();
    const { journal } = this.#options;
    if (journal === undefined) this.#push(event);
    // The timer of the next attempt keeps the process running from now on.
    if (space !== true) this.#delivery.pump();
    const wait = space === true ? undefined : space;
    return journal === undefined ? wait : this.#keep(event, journal).then(() => wait);
  }

  acceptFlagCheck(resolution: FlagResolution, context: EvaluationContext, preflight?: Preflight): void {
    const { flagChecks, clock } = this.#options;
    if (flagChecks === "off" || this.#checksSeen?.isNew(resolution, context) === false) return;
    if (this.#phase === "closed") {
      this.#drops.report({ reason: "closed", count: 1, type: "flag_check" });
      return;
    }
    const report = new CopyReport("flag_check", CHECK_BYTES);
    const now = clock.now();
    try {
      const event = normalizeFlagCheck(report, resolution, context, preflight !== undefined);
      event.at = now;
      this.#buffer.pushCheck(event);
    } catch (cause) {
      this.#reportInvalid("flag_check", cause);
    }
    if (report.problems !== undefined) this.#reportOmissions(report);
    this.#wake(now);
  }

  flush(timeoutMs: number = DRAIN_MS): Promise<number> {
    return this.#drain(timeoutMs, { isLast: false });
  }

  close(timeoutMs: number = DRAIN_MS): Promise<number> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  status(): EventSinkStatus {
    const { inFlight, delivered } = this.#delivery;
    const { dropped, unresolved } = this.#drops;
    return { queued: this.#buffer.held - inFlight, inFlight, delivered, dropped, unresolved };
  }

  onDrop(listener: (drop: EventDrop) => void): () => void {
    const { listeners } = this.#drops;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  get waitingMs(): number {
    return this.#delivery.waitingMs;
  }

  /** Delivers what is held before the process ends, once for every event, and then lets the process end. */
  beforeExit(): void {
    if (this.#phase !== "open" || this.#exitSeq === this.#buffer.newest) return;
    this.#exitSeq = this.#buffer.newest;
    void this.#drain(EXIT_MS, { isLast: true }).then((left) => {
      this.#exitSeq = this.#buffer.newest;
      if (left === 0 || this.#phase !== "open") return;
      // A request that hangs would keep the process running until its own time limit.
      this.#delivery.halt();
      this.#logUnavailable(
        `${left} events were not delivered before the process ended; await \`client.close()\``,
      );
    });
  }

  #attach(journal: EventJournal): void {
    const { clock } = this.#options;
    journal.attach({
      ...journalScope(this.#options),
      clock,
      room: () => this.#buffer.halfFree,
      add: (event) => {
        this.#buffer.pushEncoded(event);
        this.#wake(clock.now());
      },
      idle: () => this.#progressed(),
      onError: (error) => this.#drops.report({ reason: "invalid", count: 0, error }),
    });
  }

  /** Returns undefined for an event that cannot be sent; the reason is reported. */
  #normalize(
    type: SentEventType,
    body: object,
    metadata: EventMetadata | undefined,
  ): PendingEvent | undefined {
    const report = new CopyReport(type, ENVELOPE_BYTES);
    try {
      if (typeof body !== "object" || body === null) {
        throw new EventError("invalid_event", `${type}: the body of the event must be an object`);
      }
      const event = NORMALIZERS[type](report, body, metadata ?? undefined);
      if (report.problems !== undefined) this.#reportOmissions(report);
      return event;
    } catch (cause) {
      this.#reportInvalid(type, cause);
      return undefined;
    }
  }

  #reportInvalid(type: EventType, cause: unknown): void {
    const message = `${type}: reading the event failed`;
    const error = cause instanceof EventError ? cause : new EventError("invalid_event", message, { cause });
    this.#drops.report({ reason: "invalid", count: 1, type, error });
  }

  #reportOmissions({ type, problems = [] }: CopyReport): void {
    const message = `${type}: the event is sent without values that it cannot hold: ${problems.join(", ")}`;
    const error = new EventError("invalid_event_value", message);
    this.#drops.report({ reason: "invalid", count: 0, type, error });
  }

  /** Sends an event once it is durable. */
  async #keep(event: PendingEvent, journal: EventJournal): Promise<void> {
    event.encoded = this.#delivery.encoder.encode(event);
    if (await journal.append(event.encoded)) {
      this.#push(event);
    } else {
      this.#drops.report({ reason: "queue_full", count: 1, type: event.type });
      this.#buffer.release([event]);
    }
  }

  #push(event: PendingEvent): void {
    this.#buffer.push(event);
    this.#wake(event.at);
  }

  /** Sees to the delivery of an event that was added at `at`, ms since the epoch. */
  #wake(at: number): void {
    if (!this.#isWatched) {
      this.#isWatched = true;
      watchExit(this);
    }
    this.#delivery.wake();
    const { waitUntil = findWaitUntil() } = this.#options;
    if (waitUntil === undefined) this.#flushTimer.start(at);
    else this.#holdInvocation(waitUntil);
  }

  /** Starts one flush for everything that is accepted before the caller's turn ends. */
  #holdInvocation(waitUntil: WaitUntil): void {
    if (this.#isInvocationHeld) return;
    this.#isInvocationHeld = true;
    const flushed = Promise.resolve().then(() => {
      this.#isInvocationHeld = false;
      return this.#drain(INVOCATION_MS, { isLast: false });
    });
    try {
      waitUntil(flushed);
    } catch (cause) {
      this.#logUnavailable("`waitUntil` threw; events may not arrive when the request ends", cause);
    }
  }

  #logUnavailable(message: string, cause?: unknown): void {
    this.#drops.log(new EventError("event_capture_unavailable", message, { cause }));
  }

  /** Called whenever fewer events wait for delivery. */
  #progressed(): void {
    if (this.#buffer.held === 0 && this.#isWatched) {
      this.#isWatched = false;
      unwatchExit(this);
    }
    this.#drainers.check();
  }

  /**
   * Sends everything, including what is added in the meantime. Resolves with the number of events that are left at the
   * deadline. Events that are set aside are not waited for; before the end of a process or client (`isLast`) each is
   * sent a few times more.
   */
  async #drain(timeoutMs: number, { isLast }: { isLast: boolean }): Promise<number> {
    const { journal } = this.#options;
    journal?.open();
    const isDone = (): boolean => {
      const waiting = this.#buffer.held - this.#delivery.asideCount;
      return waiting === 0 && !journal?.reading && (!isLast || this.#delivery.hasTriedAside);
    };
    if (this.#buffer.held === 0 && isDone()) return 0;
    const waited = this.#drainers.wait({ isDone, timeoutMs, isLast });
    this.#delivery.hurry({ isLast });
    this.#drainers.check();
    await waited;
    return this.#buffer.held;
  }

  async #close(timeoutMs: number): Promise<number> {
    const { journal } = this.#options;
    this.#phase = "closing";
    const left = await this.#drain(timeoutMs, { isLast: true });
    this.#phase = "closed";
    this.#flushTimer.stop();
    unwatchExit(this);
    this.#delivery.stop();
    await journal?.close();
    const lost = left - (journal?.kept ?? 0);
    if (lost > 0) {
      const message = "close() ended before they were delivered; see the earlier errors of event capture";
      const error = new EventError("event_queue_closed", message);
      this.#drops.report({ reason: "closed", count: lost, error });
    }
    this.#drops.close();
    this.#buffer.releaseWaiting();
    return left;
  }
}
