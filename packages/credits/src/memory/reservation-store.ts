import type { ClaimedHold, Clock, Hold, HoldReference, ReservationStore } from "@schematic/core";
import { Heap } from "./heap";

interface OpenHold {
  readonly hold: Hold;
  /** End on the monotonic clock, ms. */
  readonly endsAt: number;
}

interface Mark {
  readonly leaseId: string;
  readonly amount: number;
  /** Until when it is kept, on the monotonic clock. */
  readonly until: number;
}

/** How long the mark of an expired hold is kept, ms: no lease is granted for longer. */
const MARK_MS = 3_600_000;
/** Most marks that are kept. The oldest are dropped; a late settle of such a hold is billed, but not debited here. */
const MAX_MARKS = 100_000;
/** Claimed holds in the order of expiry below which removing them is not worth the work. */
const MIN_REBUILD = 1_024;

/** Keeps holds in the memory of this process. */
export class MemoryReservationStore implements ReservationStore {
  readonly isShared = false;
  readonly #clock: Pick<Clock, "monotonic" | "now">;
  readonly #holds = new Map<string, OpenHold>();
  /** In the order of expiry. Claimed holds are removed when they are more than half of it. */
  #byExpiry: Heap<OpenHold> = byExpiry();
  readonly #marks = new Map<string, Mark>();

  constructor(clock: Pick<Clock, "monotonic" | "now">) {
    this.#clock = clock;
  }

  add(hold: Hold, ttlMs: number): number {
    const entry = { hold, endsAt: this.#clock.monotonic() + ttlMs };
    this.#holds.set(hold.id, entry);
    this.#byExpiry.add(entry);
    return Math.floor(this.#clock.now() + ttlMs);
  }

  claim({ id }: HoldReference): ClaimedHold | undefined {
    const open = this.#holds.get(id);
    if (open !== undefined) {
      this.#holds.delete(id);
      if (this.#byExpiry.size > 2 * this.#holds.size + MIN_REBUILD) this.#rebuild();
      return { state: "open", leaseId: open.hold.leaseId, amount: open.hold.amount };
    }
    const mark = this.#marks.get(id);
    if (mark === undefined) return undefined;
    this.#marks.delete(id);
    return { state: "expired", leaseId: mark.leaseId, amount: mark.amount };
  }

  expire(limit: number): Hold[] {
    const now = this.#clock.monotonic();
    const expired: Hold[] = [];
    for (;;) {
      const first = this.#byExpiry.first;
      if (first === undefined || first.endsAt > now || expired.length >= limit) return expired;
      this.#byExpiry.take();
      const { hold } = first;
      if (this.#holds.get(hold.id) !== first) continue;
      this.#holds.delete(hold.id);
      this.#marks.set(hold.id, { leaseId: hold.leaseId, amount: hold.amount, until: now + MARK_MS });
      expired.push(hold);
    }
  }

  prune(): number {
    const now = this.#clock.monotonic();
    // In the order in which they were made, and so in the order in which they end.
    for (const [id, { until }] of this.#marks) {
      if (until > now && this.#marks.size <= MAX_MARKS) break;
      this.#marks.delete(id);
    }
    return this.#holds.size + this.#marks.size;
  }

  #rebuild(): void {
    this.#byExpiry = byExpiry();
    for (const entry of this.#holds.values()) this.#byExpiry.add(entry);
  }
}

function byExpiry(): Heap<OpenHold> {
  return new Heap((entry) => entry.endsAt);
}
