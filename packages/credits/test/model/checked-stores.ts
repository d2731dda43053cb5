import type { ClaimedHold, CreditSlot, Hold, HoldReference, ReserveResult } from "@schematic/core";
import { MemoryLeaseStore } from "../../src/memory/lease-store";
import { MemoryReservationStore } from "../../src/memory/reservation-store";
import type { CreditServer } from "./credit-server";
import type { VirtualTime } from "./virtual-time";

/** Reports each breach of an invariant. */
export type Breach = (message: string) => void;

/** A lease store that watches what must hold at each debit: the lease is open on the server at that moment. */
export class CheckedLeaseStore extends MemoryLeaseStore {
  readonly #time: VirtualTime;
  readonly #server: CreditServer;
  readonly #breach: Breach;
  readonly #seen = new Map<string, { granted: number; expiresAt: number }>();

  constructor(time: VirtualTime, server: CreditServer, breach: Breach) {
    super({ monotonic: () => time.now });
    this.#time = time;
    this.#server = server;
    this.#breach = breach;
  }

  override reserve(slot: CreditSlot, amount: number, minLifeMs: number): ReserveResult {
    const result = super.reserve(slot, amount, minLifeMs);
    if (result.outcome === "reserved") {
      const lease = this.#server.leases.get(result.leaseId);
      if (lease === undefined || lease.expiresAtMicros / 1_000 <= this.#time.now) {
        this.#breach(`4: a debit of ${result.leaseId} after its end`);
      }
      if (result.remaining < 0) this.#breach("1: a debit below zero");
    }
    return result;
  }

  /** What the store holds must never be more than the server granted, and total and end must never fall. */
  inspect(slot: CreditSlot): void {
    const view = this.read(slot);
    if (view === undefined) return;
    const { leaseId, granted, remaining, expiresAt } = view;
    const onServer = this.#server.leases.get(leaseId);
    if (remaining > granted) this.#breach(`1: ${remaining} left of ${granted} granted`);
    if (onServer === undefined || granted > onServer.granted) this.#breach("1: more than was granted");
    const before = this.#seen.get(leaseId);
    if (before && (granted < before.granted || expiresAt < before.expiresAt))
      this.#breach("6: total or end fell");
    this.#seen.set(leaseId, { granted, expiresAt });
  }
}

/** A reservation store that remembers in which state each hold was claimed. */
export class CheckedReservationStore extends MemoryReservationStore {
  readonly open: Map<string, Hold> = new Map();
  readonly claims: Map<string, ClaimedHold["state"]> = new Map();
  readonly #breach: Breach;

  constructor(time: VirtualTime, breach: Breach) {
    super({ monotonic: () => time.now, now: () => time.now });
    this.#breach = breach;
  }

  override add(hold: Hold, ttlMs: number): number {
    this.open.set(hold.id, hold);
    return super.add(hold, ttlMs);
  }

  override claim(hold: HoldReference): ClaimedHold | undefined {
    const claimed = super.claim(hold);
    if (claimed === undefined) return undefined;
    const before = this.claims.get(hold.id);
    if (before !== undefined && !(before === "expired" && claimed.state === "expired")) {
      this.#breach(`5: hold ${hold.id} was claimed twice`);
    }
    this.claims.set(hold.id, claimed.state);
    this.open.delete(hold.id);
    return claimed;
  }

  override expire(limit: number): Hold[] {
    const expired = super.expire(limit);
    for (const { id } of expired) this.open.delete(id);
    return expired;
  }
}
