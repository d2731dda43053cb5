import type { EvaluationContext, FlagResolution } from "../../contracts/evaluation";
import type { EventType, QueuedEvent } from "../../contracts/events";
import { Encoder, PREFLIGHT, VALUE } from "../delivery/wire";
import { DropReporter } from "../drop-reporter";
import { EventError } from "../errors";
import { Draft, keyValue, onlyKey } from "../input/json-copy";
import type { EventQueueOptions } from "../options";
import { Lane } from "./lane";
import { Stamps } from "./stamps";

/** Name, names and values of the keys of company and user, and what else an event has. */
const EVENT_PARTS = 7;
/** Flag, keys as above, and six parts of the answer. */
const CHECK_PARTS = 11;
/** What a flag check weighs besides its keys: texts of the answer are shared. */
const CHECK_BYTES = 240;

/**
 * The events that wait, within the bounds of all that is held. Flag checks lie apart, to be given up first
 * at no cost; they are on the way of a check, so what is sent of an answer is kept by reference.
 */
export class Store {
  readonly drops: DropReporter;
  /** Events that wait, are on their way, or are being journaled. */
  held = 0;
  readonly #options: EventQueueOptions;
  readonly #relieved: () => void;
  readonly #stamps: Stamps;
  readonly #encoder: Encoder = new Encoder();
  readonly #events: Lane = new Lane(EVENT_PARTS);
  readonly #checks: Lane = new Lane(CHECK_PARTS);
  #bytes = 0;
  /** Those who wait for room, with `onFull: "wait"`; their events are held already. */
  readonly #waiting: (() => void)[] = [];

  /** `relieved` is called whenever less is held. */
  constructor(options: EventQueueOptions, relieved: () => void) {
    this.#options = options;
    this.#relieved = relieved;
    this.drops = new DropReporter(options.logger);
    this.#stamps = new Stamps(options.clock);
  }

  /** Events in no batch yet. */
  get size(): number {
    return this.#events.size + this.#checks.size;
  }

  /** Number of the event that was accepted last, and of the oldest that waits. */
  get newest(): number {
    return this.#stamps.seq;
  }

  get oldest(): number {
    return Math.min(this.#events.oldest, this.#checks.oldest);
  }

  /** Somebody waits for room. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** How many events may be added until half of the room is taken. */
  get half(): number {
    const { maxQueueBytes, maxQueueSize } = this.#options;
    return this.#bytes * 2 < maxQueueBytes ? Math.ceil(maxQueueSize / 2) - this.held : 0;
  }

  /**
   * Takes an event, for which flag checks, then the oldest others make room; false when there is none to
   * make. A promise of room, where that may be waited for: callers who do not await it must not turn the
   * bound into none, so at most twice as many are held.
   */
  add(draft: Draft): boolean | Promise<void> {
    const { onFull, maxQueueSize, maxQueueBytes } = this.#options;
    const waits = onFull === "wait";
    const { bytes } = draft;
    if (bytes > maxQueueBytes || (waits && this.held >= 2 * maxQueueSize)) return false;
    while (this.#exceeds(1, bytes)) {
      if (this.#evict(waits)) continue;
      if (!waits) return false;
      this.#take(bytes);
      return new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.#take(bytes);
    return true;
  }

  /** Takes an event of an earlier process. */
  addText(event: QueuedEvent): void {
    const draft = new Draft(event.type, event.bytes);
    draft.parts = [event];
    this.#take(event.bytes);
    this.push(draft);
  }

  /** Lets an event that was added wait for a batch. */
  push(draft: Draft): void {
    const { bytes, own = Number.NaN, parts } = draft;
    this.#stamps.next();
    const chunk = this.#events.push(this.#stamps, bytes, own);
    const o = EVENT_PARTS * (chunk.rows - 1);
    // Names are shared by many events as they are.
    for (let i = 0; i < parts.length; i++) chunk.parts[o + i] = i < 3 ? parts[i] : chunk.pack(parts[i]);
  }

  /** As text, at once. */
  encode(draft: Draft): QueuedEvent {
    const { type, bytes, own = Number.NaN, parts } = draft;
    this.#stamps.next();
    const { seq, at } = this.#stamps;
    return this.#encoder.encode(type, { seq, at, bytes, own, parts });
  }

  /** Takes a flag check, for which the oldest ones make room, if need be the new one itself. */
  addCheck(answer: FlagResolution, { company, user }: EvaluationContext, isPreflight: boolean): void {
    const draft = new Draft("flag_check", CHECK_BYTES);
    try {
      const companyName = onlyKey(company);
      const userName = onlyKey(user);
      const companyValue = keyValue(draft, company, companyName, "company");
      const userValue = keyValue(draft, user, userName, "user");
      const own = (answer.value ? VALUE : 0) + (isPreflight ? PREFLIGHT : 0);
      this.#stamps.next();
      this.#take(draft.bytes);
      const { parts, rows } = this.#checks.push(this.#stamps, draft.bytes, own);
      const o = CHECK_PARTS * (rows - 1);
      parts[o] = answer.flagKey;
      parts[o + 1] = companyName;
      parts[o + 2] = userName;
      parts[o + 3] = companyValue;
      parts[o + 4] = userValue;
      parts[o + 5] = answer.reason;
      parts[o + 6] = answer.err;
      parts[o + 7] = answer.flagId;
      parts[o + 8] = answer.ruleId;
      parts[o + 9] = answer.companyId;
      parts[o + 10] = answer.userId;
    } catch (cause) {
      this.invalid("flag_check", cause);
    }
    this.leftOut(draft);
    while (this.#exceeds(0, 0) && this.#evict(true));
  }

  /** Takes out the event that has waited longest, as text. */
  shift(): QueuedEvent | undefined {
    for (;;) {
      const isCheck = this.#checks.oldest < this.#events.oldest;
      const row = (isCheck ? this.#checks : this.#events).shift();
      if (row === undefined) return undefined;
      const [what] = row.parts;
      if (typeof what === "object") return what as QueuedEvent;
      const type = isCheck ? "flag_check" : typeOf(what);
      try {
        return this.#encoder.encode(type, row);
      } catch (cause) {
        this.invalid(type, cause);
        this.#give(row.bytes);
        this.#relieve();
      }
    }
  }

  /** These events are delivered or given up. */
  settle(events: readonly QueuedEvent[]): void {
    for (const { bytes } of events) this.#give(bytes);
    this.#options.journal?.settled(events);
    this.#relieve();
  }

  /** Lets those go on who wait for room. */
  letGo(): void {
    for (const done of this.#waiting.splice(0)) done();
  }

  /** An event that cannot be taken: an `EventError`, or what a getter, proxy or `toJSON` of the caller's threw. */
  invalid(type: EventType, cause: unknown): void {
    const message = `${type}: reading the event failed`;
    const error = cause instanceof EventError ? cause : new EventError("invalid_event", message, { cause });
    this.drops.report("invalid", 1, type, error);
  }

  /** Tells what an event goes on without, if anything. */
  leftOut({ type, problems }: Draft): void {
    if (problems === undefined) return;
    const message = `${type}: the event goes on without values that it cannot hold: ${problems.join(", ")}`;
    this.drops.report("invalid", 0, type, new EventError("invalid_event_value", message));
  }

  /** Whether so many more are more than may be held. */
  #exceeds(events: number, bytes: number): boolean {
    const { maxQueueSize, maxQueueBytes } = this.#options;
    return this.held + events > maxQueueSize || this.#bytes + bytes > maxQueueBytes;
  }

  #take(bytes: number): void {
    this.held++;
    this.#bytes += bytes;
  }

  #give(bytes: number): void {
    this.held--;
    this.#bytes -= bytes;
  }

  #relieve(): void {
    if (!this.#exceeds(0, 0)) this.letGo();
    this.#relieved();
  }

  /** Gives up the flag check that has waited longest; when there is none, another event. */
  #evict(checksOnly: boolean): boolean {
    const isCheck = checksOnly || this.#checks.size > 0;
    const lane = isCheck ? this.#checks : this.#events;
    if (lane.size === 0) return false;
    const { what } = lane;
    this.drops.report("queue_full", 1, isCheck ? "flag_check" : typeOf(what));
    this.#give(lane.forget());
    if (typeof what === "object") this.#options.journal?.settled([what as QueuedEvent]);
    return true;
  }
}

/** By what a row of the events begins with: a name, nothing, or an event that is text already. */
function typeOf(what: unknown): EventType {
  if (typeof what === "object") return (what as QueuedEvent).type;
  return what === undefined ? "identify" : "track";
}
