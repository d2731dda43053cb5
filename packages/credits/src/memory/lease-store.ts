import type { Clock, CreditSlot, LeaseGrant, LeaseStore, LeaseView, ReserveResult } from "@schematic/core";

interface Entry {
  leaseId: string;
  granted: number;
  remaining: number;
  expiresAt: number;
  /** End on the monotonic clock, ms. */
  endsAt: number;
  /** Until when one caller extends it, on the monotonic clock. */
  claimedUntil: number;
}

/** How long an ended lease is kept, ms: an answer that is late may bring it back to life. */
const GRACE_MS = 60_000;

const keyOf = ({ companyId, creditTypeId }: CreditSlot): string => `${companyId}|${creditTypeId}`;

/** Keeps leases in the memory of this process. Wall clocks play no part: ends are durations from their arrival. */
export class MemoryLeaseStore implements LeaseStore {
  readonly isShared = false;
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** `clock.monotonic` measures the lives of leases. */
  constructor(clock: Pick<Clock, "monotonic">) {
    this.#now = () => clock.monotonic();
  }

  read(slot: CreditSlot): LeaseView | undefined {
    const entry = this.#entries.get(keyOf(slot));
    if (entry === undefined) return undefined;
    const { leaseId, granted, remaining, expiresAt, endsAt } = entry;
    return { leaseId, granted, remaining, expiresAt, lifeMs: endsAt - this.#now() };
  }

  install(slot: CreditSlot, grant: LeaseGrant): "installed" | "grown" | "kept" {
    const { leaseId, granted, tracked, expiresAt, lifeMs } = grant;
    const now = this.#now();
    const known = this.#entries.get(keyOf(slot));
    if (known !== undefined && known.leaseId === leaseId) {
      grow(known, grant, now);
      return "grown";
    }
    if (known !== undefined && known.endsAt > now) return "kept";
    const remaining = Math.max(0, granted - tracked);
    this.#entries.set(keyOf(slot), {
      leaseId,
      granted,
      remaining,
      expiresAt,
      endsAt: now + lifeMs,
      claimedUntil: 0,
    });
    return "installed";
  }

  reserve(slot: CreditSlot, amount: number, minLifeMs: number): ReserveResult {
    const entry = this.#entries.get(keyOf(slot));
    const lifeMs = entry === undefined ? 0 : entry.endsAt - this.#now();
    if (entry === undefined || lifeMs <= 0) return { outcome: "none" };
    const outcome = entry.remaining < amount ? "short" : lifeMs < minLifeMs ? "ending" : "reserved";
    if (outcome === "reserved") entry.remaining -= amount;
    return { outcome, leaseId: entry.leaseId, remaining: entry.remaining, lifeMs };
  }

  adjust(slot: CreditSlot, leaseId: string, amount: number): boolean {
    const entry = this.#live(slot, leaseId);
    if (entry === undefined) return false;
    entry.remaining = Math.min(entry.granted, entry.remaining + amount);
    return true;
  }

  extend(slot: CreditSlot, grant: LeaseGrant): boolean {
    const entry = this.#live(slot, grant.leaseId);
    if (entry === undefined) return false;
    grow(entry, grant, this.#now());
    return true;
  }

  claimExtension(slot: CreditSlot, leaseId: string, forMs: number): boolean {
    const entry = this.#live(slot, leaseId);
    const now = this.#now();
    if (entry === undefined || entry.claimedUntil > now) return false;
    entry.claimedUntil = now + forMs;
    return true;
  }

  endExtension(slot: CreditSlot, leaseId: string): void {
    const entry = this.#live(slot, leaseId);
    if (entry !== undefined) entry.claimedUntil = 0;
  }

  remove(slot: CreditSlot, leaseId: string): void {
    if (this.#entries.get(keyOf(slot))?.leaseId === leaseId) this.#entries.delete(keyOf(slot));
  }

  prune(): number {
    const limit = this.#now() - GRACE_MS;
    for (const [key, { endsAt }] of this.#entries) if (endsAt < limit) this.#entries.delete(key);
    return this.#entries.size;
  }

  #live(slot: CreditSlot, leaseId: string): Entry | undefined {
    const entry = this.#entries.get(keyOf(slot));
    return entry?.leaseId === leaseId && entry.endsAt > this.#now() ? entry : undefined;
  }
}

/** Total and end never fall, in whatever order answers arrive. */
function grow(entry: Entry, { granted, expiresAt, lifeMs }: LeaseGrant, now: number): void {
  if (granted > entry.granted) {
    entry.remaining += granted - entry.granted;
    entry.granted = granted;
  }
  if (expiresAt > entry.expiresAt) {
    entry.expiresAt = expiresAt;
    entry.endsAt = Math.max(entry.endsAt, now + lifeMs);
  }
}
