import type {
  Hold,
  HoldLedger,
  HoldReference,
  HoldTerms,
  LeaseStore,
  Logger,
  OpenResult,
  ReservationStore,
  SettleResult,
} from "@schematic/core";
import { describeError } from "@schematic-internal/kit";

/**
 * Debits leases and records holds in two steps, for stores that cannot do both in one. A hold is recorded strictly
 * after its debit and refunded strictly after its claim. What is lost between the two steps stays debited until the
 * lease ends, so that nothing is ever spent twice.
 */
export class SeparateLedger implements HoldLedger {
  readonly #leases: LeaseStore;
  readonly #reservations: ReservationStore;
  readonly #logger: Logger;

  constructor(leases: LeaseStore, reservations: ReservationStore, logger: Logger) {
    this.#leases = leases;
    this.#reservations = reservations;
    this.#logger = logger;
  }

  async open(hold: Omit<Hold, "leaseId">, { ttlMs, minLifeMs }: HoldTerms): Promise<OpenResult> {
    const debited = await this.#leases.reserve(hold, hold.amount, minLifeMs);
    if (debited.outcome !== "reserved") return debited as OpenResult;
    const pinned: Hold = { ...hold, leaseId: debited.leaseId };
    try {
      const expiresAt = await this.#reservations.add(pinned, Math.min(ttlMs, debited.lifeMs));
      return { ...debited, outcome: "reserved", expiresAt };
    } catch (error) {
      await this.#undo(pinned);
      throw error;
    }
  }

  async settle(hold: HoldReference, used: number): Promise<SettleResult> {
    const claimed = await this.#reservations.claim(hold);
    if (claimed === undefined) return { state: "unknown", isCharged: false };
    const { state, leaseId, amount } = claimed;
    const difference = (state === "open" ? amount : 0) - used;
    const isCharged = difference === 0 || (await this.#leases.adjust(hold, leaseId, difference));
    return { state, isCharged };
  }

  async expire(limit: number): Promise<number> {
    const expired = await this.#reservations.expire(limit);
    for (const hold of expired) {
      try {
        await this.#leases.adjust(hold, hold.leaseId, hold.amount);
      } catch (error) {
        const consequence = "its credits stay held until the lease ends";
        this.#logger.warn(`Expired hold ${hold.id} was not refunded; ${consequence}`, describeError(error));
      }
    }
    return expired.length;
  }

  /** A record whose answer was lost may exist, or may still appear: only a claimed hold is refunded. */
  async #undo(hold: Hold): Promise<void> {
    try {
      await this.settle(hold, 0);
    } catch (error) {
      const consequence = "its credits stay held until the lease ends";
      this.#logger.warn(`Hold ${hold.id} was not recorded; ${consequence}`, describeError(error));
    }
  }
}
