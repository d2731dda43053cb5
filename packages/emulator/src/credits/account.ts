import type { Company, CompanyField } from "../state/model";
import { credits } from "./amounts";
import type {
  CreditAccount,
  CreditFigures,
  CreditLease,
  CreditReservation,
  LedgerEntry,
  LedgerReason,
} from "./model";

/** Receives the changes of an account and supplies the time. */
export interface AccountHost {
  now(): number;
  /** Announces that fields of a company have changed. */
  touch(company: Company, fields: readonly CompanyField[]): void;
  record(entry: Omit<LedgerEntry, "id" | "sequence">): void;
}

/** One company's balance of one credit: totals, the open lease and the open reservations. */
export class Account {
  readonly company: Company;
  readonly creditId: string;
  readonly #host: AccountHost;
  lease: CreditLease | undefined;
  readonly reservations: Map<string, CreditReservation> = new Map();
  deposited = 0;
  consumed = 0;
  held = 0;
  refunded = 0;
  /** Overage of closed leases and of reservations; that of the open lease follows from its amounts. */
  closedOverage = 0;
  /** Sum of all ledger changes: a second record of the remaining balance. */
  booked = 0;

  constructor(company: Company, creditId: string, host: AccountHost) {
    this.company = company;
    this.creditId = creditId;
    this.#host = host;
  }

  get remaining(): number {
    return this.company.creditBalances[this.creditId] ?? 0;
  }

  get reserved(): number {
    let sum = this.lease === undefined ? 0 : unspent(this.lease);
    for (const reservation of this.reservations.values()) sum += reservation.reserved;
    return credits(sum);
  }

  get overage(): number {
    const { lease } = this;
    const open = lease === undefined ? 0 : Math.max(0, lease.tracked - lease.granted);
    return credits(this.closedOverage + open);
  }

  /** Credits that a lease or reservation may take: the balance and the overdraft of a postpaid credit. */
  get drawable(): number {
    const postpaid = this.company.creditPostpaid[this.creditId];
    const overdraft = postpaid === undefined ? 0 : (postpaid.overdraft_limit ?? Number.POSITIVE_INFINITY);
    return Math.max(0, credits(this.remaining + overdraft));
  }

  /** Writes a movement to the ledger and changes the remaining balance by it. */
  book(entry: Pick<LedgerEntry, "reason" | "amount" | "change" | "sourceId">): void {
    this.company.creditBalances[this.creditId] = credits(this.remaining + entry.change);
    this.booked = credits(this.booked + entry.change);
    this.#host.record({
      ...entry,
      companyId: this.company.id,
      creditId: this.creditId,
      at: this.#host.now(),
    });
  }

  /** Takes credits out of the balance for a lease or reservation. */
  hold(reason: LedgerReason, amount: number, sourceId: string): void {
    this.held = credits(this.held + amount);
    this.book({ reason, amount, change: -amount, sourceId });
    this.#host.touch(this.company, ["credit_holds"]);
  }

  /** Closes the open lease if it has ended. */
  endLease(): void {
    if (this.lease !== undefined && this.lease.expiresAt <= this.#host.now()) this.closeLease(this.lease);
  }

  /** Closes the open reservations that have ended. */
  endReservations(): void {
    const now = this.#host.now();
    for (const reservation of this.reservations.values()) {
      if (reservation.expiresAt <= now) this.closeReservation(reservation, 0);
    }
  }

  /** Closes the open lease and returns what was not used. */
  closeLease(lease: CreditLease): void {
    this.closedOverage = credits(this.closedOverage + Math.max(0, lease.tracked - lease.granted));
    this.lease = undefined;
    lease.releasedAt = this.#host.now();
    lease.updatedAt = lease.releasedAt;
    this.#refund("lease_release", unspent(lease), lease.id);
  }

  /**
   * Closes a reservation of which `used` credits were used, and returns the rest. A use beyond the
   * reservation is taken from what can be drawn; what cannot be drawn is overage.
   */
  closeReservation(reservation: CreditReservation, used: number): void {
    this.reservations.delete(reservation.id);
    reservation.settled = used;
    reservation.releasedAt = this.#host.now();
    reservation.updatedAt = reservation.releasedAt;
    this.#refund("reservation_release", credits(Math.max(0, reservation.reserved - used)), reservation.id);
    const excess = credits(Math.max(0, used - reservation.reserved));
    if (excess === 0) return;
    const debited = Math.min(excess, this.drawable);
    this.closedOverage = credits(this.closedOverage + excess - debited);
    if (debited > 0) this.hold("reservation_hold", debited, reservation.id);
  }

  #refund(reason: LedgerReason, amount: number, sourceId: string): void {
    this.refunded = credits(this.refunded + amount);
    this.book({ reason, amount, change: amount, sourceId });
    this.#host.touch(this.company, ["credit_holds"]);
  }

  figures(): CreditFigures {
    const { remaining, reserved } = this;
    return { remaining, reserved, settled: credits(remaining + reserved) };
  }

  toJSON(): CreditAccount {
    const { company, creditId, deposited, consumed, overage, held, refunded } = this;
    return {
      companyId: company.id,
      creditId,
      ...this.figures(),
      deposited,
      consumed,
      overage,
      held,
      refunded,
      openLeases: this.lease === undefined ? 0 : 1,
      openReservations: this.reservations.size,
    };
  }

  /** Everything that does not add up, one sentence each. */
  violations(): string[] {
    const { deposited, remaining, reserved, consumed, overage, booked, lease } = this;
    const found: string[] = [];
    const name = `${this.company.id}/${this.creditId}`;
    const expected = credits(remaining + reserved + consumed - overage);
    if (credits(deposited) !== expected) {
      found.push(
        `${name}: deposited ${deposited}, but remaining ${remaining} + reserved ${reserved} + consumed ${consumed} - overage ${overage} = ${expected}`,
      );
    }
    if (credits(booked) !== remaining)
      found.push(`${name}: the ledger adds up to ${booked}, but ${remaining} remain`);
    if (lease !== undefined && !(lease.granted >= 0 && lease.releasedAt === undefined))
      found.push(`${name}: lease ${lease.id} is open, but granted ${lease.granted} or released`);
    for (const { id, reserved: amount, releasedAt } of this.reservations.values()) {
      if (!(amount > 0) || releasedAt !== undefined)
        found.push(`${name}: reservation ${id} is open, but holds ${amount} or was released`);
    }
    return found;
  }
}

/** Credits of a lease that were not used. */
export function unspent(lease: CreditLease): number {
  return Math.max(0, credits(lease.granted - lease.tracked));
}
