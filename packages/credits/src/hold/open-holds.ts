import type { Clock } from "@schematic/core";

interface OpenHold {
  readonly leaseId: string;
  /** On the monotonic clock, ms. */
  readonly endsAt: number;
}

const MIN_PRUNE = 1_024;

/** The holds that this process took, until they are settled or expire. `close()` waits for them. */
export class OpenHolds {
  readonly #clock: Clock;
  readonly #holds = new Map<string, OpenHold>();
  #whenNone: (() => void) | undefined;
  /** Number of holds at which expired ones are deleted: what is never settled must not add up. */
  #pruneAt = MIN_PRUNE;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add({ id, leaseId }: { id: string; leaseId: string }, ttlMs: number): void {
    this.#holds.set(id, { leaseId, endsAt: this.#clock.monotonic() + ttlMs });
    if (this.#holds.size >= this.#pruneAt) this.#pruneAt = Math.max(MIN_PRUNE, 2 * this.prune());
  }

  delete(id: string): void {
    if (this.#holds.delete(id) && this.#holds.size === 0) this.#whenNone?.();
  }

  /** Number of holds; expired ones are deleted first. */
  prune(): number {
    const now = this.#clock.monotonic();
    for (const [id, { endsAt }] of this.#holds) if (endsAt <= now) this.delete(id);
    return this.#holds.size;
  }

  /** True if one of the holds was taken out of this lease. */
  has(leaseId: string): boolean {
    for (const hold of this.#holds.values()) if (hold.leaseId === leaseId) return true;
    return false;
  }

  /** Resolves when no hold is open. */
  none(): Promise<void> {
    if (this.prune() === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenNone = resolve;
    });
  }
}
