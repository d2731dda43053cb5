import type { CancelTimer, Clock } from "../contracts/clock";
import type { EvaluationContext, FlagResolution, Preflight } from "../contracts/evaluation";
import type {
  EventDrop,
  EventJournal,
  EventMetadata,
  EventSink,
  EventSinkStatus,
  EventType,
} from "../contracts/events";
import type { Logger } from "../contracts/logger";
import { type Accepted, acceptEvent } from "./accept";
import { Batcher } from "./batcher";
import { Copier } from "./copy";
import { DropReporter } from "./drops";
import { Encoder } from "./encode";
import { EventError } from "./errors";
import { EventRecord, type RecordBody } from "./record";
import { Sender } from "./sender";

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
  /** What happens to an event for which there is no room. */
  onFull: "drop" | "wait";
  /** Keeps `identify` and `track` events on disk until they are delivered. */
  journal?: EventJournal;
  /** Keeps a serverless invocation alive until a promise settles. */
  waitUntil?: (promise: Promise<unknown>) => void;
}

/** A request body is kept below this, bytes, until the server asks for less. */
const MAX_BODY_BYTES = 1024 * 1024;
/** How long `flush` and `close` take at most when nothing else is said, ms. */
const DRAIN_MS = 10_000;

/** The event sink of a client: a bounded queue in memory, delivered in batches over HTTP. */
export class EventQueue implements EventSink {
  readonly #options: EventQueueOptions;
  readonly #batcher: Batcher;
  readonly #sender: Sender;
  readonly #drops: DropReporter;
  #encoder: Encoder | undefined;
  #seq = 0;
  /** Events and bytes held, wherever they are. */
  #held = 0;
  #bytes = 0;
  #delivered = 0;
  #cancelTimer: CancelTimer | undefined;
  #drainers: (() => void)[] = [];
  #closing: Promise<number> | undefined;
  #closed = false;

  constructor(options: EventQueueOptions) {
    this.#options = options;
    this.#drops = new DropReporter(options.logger);
    const textOf = (record: EventRecord): string => this.#text(record);
    this.#batcher = new Batcher(
      {
        maxEvents: Math.min(100, options.maxBatchSize),
        maxBytes: MAX_BODY_BYTES,
        maxParked: 10 * options.concurrency * options.maxBatchSize,
      },
      textOf,
    );
    this.#sender = new Sender({
      batcher: this.#batcher,
      textOf,
      request: {
        url: `${options.baseUrl}/batch`,
        headers: {
          ...options.headers,
          "content-type": "application/json",
          "x-schematic-api-key": options.apiKey,
        },
        fetch: options.fetch,
        clock: options.clock,
        timeoutMs: options.timeoutMs,
      },
      concurrency: options.concurrency,
      clock: options.clock,
      delivered: (records) => this.#settle(records, true),
      gaveUp: (records, reason, error) => this.#gaveUp(records, reason, error),
      warn: (error) => this.#drops.log("error", "", error),
      holds: () => false,
    });
  }

  accept(type: "identify" | "track", body: object, metadata?: EventMetadata): void {
    const accepted = acceptEvent(type, body, metadata);
    if (accepted instanceof EventError) {
      this.#drops.report("invalid", 1, type, accepted);
      return;
    }
    if (accepted.problem !== undefined) this.#drops.report("invalid", 0, type, accepted.problem);
    this.#add(type, accepted);
  }

  acceptFlagCheck(answer: FlagResolution, context: EvaluationContext, preflight?: Preflight): void {
    const copier = new Copier();
    let body: RecordBody;
    try {
      body = {
        answer,
        company: copier.keys(context.company, "company"),
        user: copier.keys(context.user, "user"),
        preflight: preflight !== undefined,
      };
    } catch (cause) {
      const error = new EventError("invalid_event", "flag_check: reading the context failed", { cause });
      this.#drops.report("invalid", 1, "flag_check", error);
      return;
    }
    this.#add("flag_check", { body, metadata: undefined, bytes: copier.bytes + 400 });
  }

  flush(timeoutMs: number = DRAIN_MS): Promise<number> {
    return this.#drain(timeoutMs);
  }

  close(timeoutMs: number = DRAIN_MS): Promise<number> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  status(): EventSinkStatus {
    const inFlight = this.#sender.inFlight;
    return {
      queued: this.#held - inFlight,
      inFlight,
      delivered: this.#delivered,
      dropped: this.#drops.dropped,
      unresolved: this.#drops.unresolved,
    };
  }

  onDrop(listener: (drop: EventDrop) => void): () => void {
    return this.#drops.add(listener);
  }

  #add(type: EventType, accepted: Omit<Accepted, "body" | "problem"> & { body: RecordBody }): void {
    const { body, metadata, bytes } = accepted;
    if (this.#closed || !this.#makeRoom(type, bytes)) {
      this.#drops.report(this.#closed ? "closed" : "queue_full", 1, type);
      return;
    }
    const head = { type, seq: this.#seq++, at: this.#options.clock.now(), bytes };
    this.#batcher.buffer.push(new EventRecord(head, body, metadata));
    this.#held++;
    this.#bytes += bytes;
    this.#schedule();
  }

  /** Gives up flag checks, then the oldest events, until there is room; false when there is none to make. */
  #makeRoom(type: EventType, bytes: number): boolean {
    const { maxQueueSize, maxQueueBytes } = this.#options;
    while (this.#held >= maxQueueSize || this.#bytes + bytes > maxQueueBytes) {
      const { buffer } = this.#batcher;
      const victim = buffer.evictCheck() ?? (type === "flag_check" ? undefined : buffer.evictEvent());
      if (victim === undefined) return false;
      this.#forget(victim);
      this.#drops.report("queue_full", 1, victim.type);
    }
    return true;
  }

  #schedule(): void {
    const { flushIntervalMs, clock } = this.#options;
    if (this.#sender.hungry && (this.#sender.hurried || this.#batcher.full)) {
      this.#sender.called();
      queueMicrotask(() => this.#sender.pump());
    }
    this.#cancelTimer ??= clock.setTimer(() => {
      this.#cancelTimer = undefined;
      this.#sender.send(this.#seq - 1);
    }, flushIntervalMs);
  }

  #text(record: EventRecord): string {
    this.#encoder ??= new Encoder(this.#options.apiKey, crypto.randomUUID());
    return this.#encoder.text(record);
  }

  #settle(records: readonly EventRecord[], delivered: boolean): void {
    if (delivered) this.#delivered += records.length;
    for (const record of records) this.#forget(record);
    if (this.#held === 0) for (const done of this.#drainers.splice(0)) done();
  }

  #gaveUp(records: readonly EventRecord[], reason: EventDrop["reason"], error: EventError): void {
    for (const record of records) this.#drops.report(reason, 1, record.type, error);
    this.#settle(records, false);
  }

  #forget(record: EventRecord): void {
    this.#held--;
    this.#bytes -= record.bytes;
  }

  /** Sends everything, also what comes in meanwhile; resolves with what is left at the deadline. */
  async #drain(timeoutMs: number): Promise<number> {
    if (this.#held === 0) return 0;
    this.#sender.hurry();
    await new Promise<void>((resolve) => {
      // This timer holds the process: whoever awaits a flush wants its answer.
      const cancel = this.#options.clock.setTimer(resolve, timeoutMs, true);
      this.#drainers.push(() => {
        cancel();
        resolve();
      });
    });
    this.#sender.relax();
    return this.#held;
  }

  async #close(timeoutMs: number): Promise<number> {
    const left = await this.#drain(timeoutMs);
    this.#closed = true;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#sender.stop();
    if (left > 0) this.#drops.report("closed", left, undefined, notDelivered(left, timeoutMs));
    return left;
  }
}

function notDelivered(left: number, timeoutMs: number): EventError {
  return new EventError(
    "event_queue_closed",
    `${left} events were not delivered within ${timeoutMs} ms of close()`,
  );
}
