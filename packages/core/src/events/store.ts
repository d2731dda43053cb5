import type { EvaluationContext, FlagResolution } from "../contracts/evaluation";
import type { EventType } from "../contracts/events";
import { checkEntryOf } from "./accept";
import { CheckLane } from "./check-lane";
import type { DropReporter } from "./drops";
import { EventError } from "./errors";
import { EventLane } from "./lane";
import { type Entry, EventRecord } from "./record";
import { Room } from "./room";
import type { Stamps } from "./stamps";

export interface StoreHost {
  stamps: Stamps;
  drops: DropReporter;
  maxQueueSize: number;
  maxQueueBytes: number;
  onFull: "drop" | "wait";
  /** An event that is text already was given up. */
  released(records: readonly EventRecord[]): void;
}

/** The events that wait, within their bounds. Flag checks lie apart, to be given up first at no cost. */
export class Store {
  readonly events: EventLane = new EventLane();
  readonly checks: CheckLane;
  readonly room: Room;
  readonly #host: StoreHost;

  constructor(host: StoreHost) {
    this.#host = host;
    this.checks = new CheckLane(host.stamps);
    this.room = new Room(host.maxQueueSize, host.maxQueueBytes);
  }

  /** Takes a flag check, for which the oldest ones make room, if need be the new one itself. */
  addCheck(answer: FlagResolution, context: EvaluationContext, preflight: boolean): void {
    this.#host.stamps.next();
    try {
      let bytes = this.checks.pushSimple(answer, context, preflight);
      if (bytes === 0) {
        const entry = checkEntryOf(answer, context, preflight);
        this.leftOut(entry);
        bytes = this.checks.push(entry);
      }
      this.room.take(bytes);
    } catch (cause) {
      this.invalid("flag_check", cause);
    }
    while (this.room.over) if (!this.#evict(this.checks)) break;
  }

  /** Gives up flag checks, then the oldest events, until there is room; false when there is none to make. */
  makeRoom(bytes: number): boolean {
    const { room } = this;
    if (room.fits(bytes)) return true;
    if (!room.couldFit(bytes)) return false;
    while (!room.fits(bytes)) {
      const made = this.#evict(this.checks) || (this.#host.onFull === "drop" && this.#evict(this.events));
      if (!made) return false;
    }
    return true;
  }

  /** An event that cannot be taken: an `EventError`, or what a getter, proxy or `toJSON` of the caller's threw. */
  invalid(type: EventType, cause: unknown): void {
    const message = `${type}: reading the event failed`;
    const error = cause instanceof EventError ? cause : new EventError("invalid_event", message, { cause });
    this.#host.drops.report("invalid", 1, type, error);
  }

  /** Tells what an event goes on without, if anything. */
  leftOut({ type, problems }: Entry): void {
    if (problems === undefined) return;
    const message = `${type}: the event goes on without values that JSON cannot hold: ${problems.join(", ")}`;
    this.#host.drops.report("invalid", 0, type, new EventError("invalid_event_value", message));
  }

  #evict(lane: CheckLane | EventLane): boolean {
    const victim = lane.drop();
    if (victim === undefined) return false;
    this.#host.drops.report("queue_full", 1, victim.type);
    this.room.give(victim.bytes);
    if (victim.what instanceof EventRecord) this.#host.released([victim.what]);
    return true;
  }
}
