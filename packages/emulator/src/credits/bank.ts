import { HttpError } from "../errors";
import type { Company, CompanyField } from "../state/model";
import { Account, type AccountHost } from "./account";
import { credits } from "./amounts";
import { Ledger } from "./ledger";
import type {
  CreditAccount,
  CreditFigures,
  CreditLease,
  CreditReservation,
  CreditVerification,
  LedgerEntry,
} from "./model";

/** Services that the bank needs of the emulator's state. */
export interface BankHost {
  now(): number;
  makeId(prefix: string): string;
  /** Announces that fields of a company have changed. */
  touch(company: Company, fields: readonly CompanyField[]): void;
}

/** A use of credits by an event. Without an open lease or reservation it is taken from the balance. */
export interface CreditUse {
  creditId: string;
  amount: number;
  eventId: string;
  reason: "track" | "inference";
  leaseId?: string;
  reservationId?: string;
}

export interface HoldRequest {
  company: Company;
  creditId: string;
  amount: number;
  expiresAt: number;
}

/** Closed leases and reservations that are remembered, so that a second release is recognised. */
const MAX_CLOSED = 10_000;

/** Balances, leases and reservations of all companies. Every change of a balance goes through it. */
export class CreditBank {
  readonly #host: BankHost;
  readonly #accounts = new Map<string, Account>();
  readonly #leases = new Map<string, CreditLease>();
  readonly #reservations = new Map<string, CreditReservation>();
  readonly #accountHost: AccountHost;
  #ledger = new Ledger();

  constructor(host: BankHost) {
    this.#host = host;
    this.#accountHost = {
      now: () => host.now(),
      touch: (company, fields) => host.touch(company, fields),
      record: (entry) => this.#ledger.add(entry),
    };
  }

  accounts(): CreditAccount[] {
    return [...this.#accounts.values()].map((account) => account.toJSON());
  }

  leases(): CreditLease[] {
    return [...this.#leases.values()].map((lease) => ({ ...lease }));
  }

  reservations(): CreditReservation[] {
    return [...this.#reservations.values()].map((reservation) => ({ ...reservation }));
  }

  get ledger(): readonly LedgerEntry[] {
    return this.#ledger.entries;
  }

  lease(id: string): CreditLease | undefined {
    return this.#leases.get(id);
  }

  reservation(id: string): CreditReservation | undefined {
    return this.#reservations.get(id);
  }

  /** True while a lease or reservation is open, ended ones that were not swept included. */
  get hasOpenHolds(): boolean {
    for (const account of this.#accounts.values()) {
      if (account.lease !== undefined || account.reservations.size > 0) return true;
    }
    return false;
  }

  figures(company: Company, creditId: string): CreditFigures {
    return this.#account(company, creditId).figures();
  }

  drawable(company: Company, creditId: string): number {
    return this.#account(company, creditId).drawable;
  }

  /** The credits of a company that have, or had, a lease or reservation. */
  heldCredits(company: Company): string[] {
    const held: string[] = [];
    for (const account of this.#accounts.values()) {
      if (account.company === company && account.held > 0) held.push(account.creditId);
    }
    return held;
  }

  /** Adds to a balance; a negative amount is a correction. */
  deposit(company: Company, creditId: string, amount: number): void {
    const account = this.#account(company, creditId);
    account.deposited = credits(account.deposited + amount);
    account.book({ reason: amount < 0 ? "adjustment" : "grant", amount: Math.abs(amount), change: amount });
    this.#host.touch(company, ["credit_balances"]);
  }

  /** Sets what remains, as a seed does. Open leases and reservations stay as they are. */
  setRemaining(company: Company, creditId: string, remaining: number): void {
    const account = this.#account(company, creditId);
    const change = credits(remaining - account.remaining);
    if (change === 0) company.creditBalances[creditId] = credits(remaining);
    else this.deposit(company, creditId, change);
  }

  /** Returns the open lease of the company and credit, or a new one of at most what can be drawn; throws 402. */
  acquire(request: HoldRequest & { userId?: string }): CreditLease {
    const { company, creditId, amount, expiresAt, userId } = request;
    const account = this.#account(company, creditId);
    account.endLease();
    if (account.lease !== undefined) return account.lease;
    const granted = credits(Math.min(amount, account.drawable));
    if (granted <= 0) throw new HttpError(402, "insufficient credits: nothing is left to lease");
    const now = this.#host.now();
    const lease: CreditLease = {
      id: this.#host.makeId("crlse"),
      companyId: company.id,
      creditId,
      granted,
      tracked: 0,
      expiresAt,
      createdAt: now,
      updatedAt: now,
      ...(userId === undefined ? {} : { userId }),
    };
    account.lease = lease;
    this.#remember(this.#leases, lease);
    account.hold("lease_hold", granted, lease.id);
    return lease;
  }

  /** Adds to an open lease at most what can be drawn, and moves its end forward only; throws 404 and 409. */
  extend(id: string, amount: number, expiresAt?: number): CreditLease {
    const lease = this.#leases.get(id);
    if (lease === undefined) throw new HttpError(404, `credit lease "${id}" not found`);
    const account = this.#accountOf(lease);
    account.endLease();
    if (lease.releasedAt !== undefined) throw new HttpError(409, `credit lease "${id}" has ended`);
    const added = credits(Math.min(amount, account.drawable));
    lease.granted = credits(lease.granted + added);
    if (expiresAt !== undefined) lease.expiresAt = Math.max(lease.expiresAt, expiresAt);
    lease.updatedAt = this.#host.now();
    if (added > 0) account.hold("lease_hold", added, id);
    return lease;
  }

  /** Closes a lease and returns the unused credits; throws 404, and 409 for a lease that is closed. */
  releaseLease(id: string): CreditLease {
    const lease = this.#leases.get(id);
    if (lease === undefined) throw new HttpError(404, `credit lease "${id}" not found`);
    if (lease.releasedAt !== undefined) throw new HttpError(409, `credit lease "${id}" was released before`);
    this.#accountOf(lease).closeLease(lease);
    return lease;
  }

  /** Holds an amount in full; throws 402. */
  reserve({ company, creditId, amount, expiresAt }: HoldRequest): CreditReservation {
    const account = this.#account(company, creditId);
    account.endReservations();
    const reserved = credits(amount);
    if (reserved > account.drawable) throw new HttpError(402, "insufficient credits");
    const now = this.#host.now();
    const reservation: CreditReservation = {
      id: this.#host.makeId("crrsv"),
      companyId: company.id,
      creditId,
      reserved,
      settled: 0,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    };
    account.reservations.set(reservation.id, reservation);
    this.#remember(this.#reservations, reservation);
    account.hold("reservation_hold", reserved, reservation.id);
    return reservation;
  }

  /** Releases a reservation. One that was settled or released stays as it is. Throws 404. */
  releaseReservation(id: string): CreditReservation {
    const reservation = this.#reservations.get(id);
    if (reservation === undefined) throw new HttpError(404, `credit reservation "${id}" not found`);
    if (reservation.releasedAt === undefined) this.#accountOf(reservation).closeReservation(reservation, 0);
    return reservation;
  }

  /** Books a use: on the open lease, else on the open reservation, else on the balance, which may become negative. */
  use(company: Company, use: CreditUse): void {
    const account = this.#account(company, use.creditId);
    account.endLease();
    account.endReservations();
    const amount = credits(use.amount);
    account.consumed = credits(account.consumed + amount);
    const { lease } = account;
    const reservation = account.reservations.get(use.reservationId ?? "");
    if (lease !== undefined && use.leaseId === lease.id) {
      lease.tracked = credits(lease.tracked + amount);
      lease.updatedAt = this.#host.now();
      account.book({ reason: use.reason, amount, change: 0, sourceId: use.eventId });
      this.#host.touch(company, ["credit_holds"]);
    } else if (use.leaseId === undefined && reservation !== undefined) {
      account.closeReservation(reservation, amount);
      account.book({ reason: use.reason, amount, change: 0, sourceId: use.eventId });
    } else {
      account.book({ reason: use.reason, amount, change: -amount, sourceId: use.eventId });
      this.#host.touch(company, ["credit_balances"]);
    }
  }

  /** Releases leases that have ended. */
  sweepLeases(): void {
    for (const account of this.#accounts.values()) account.endLease();
  }

  /** Releases reservations that have ended. */
  sweepReservations(): void {
    for (const account of this.#accounts.values()) account.endReservations();
  }

  /** Removes everything of a company that was deleted. */
  forget(company: Company): void {
    for (const [slot, account] of this.#accounts) {
      if (account.company !== company) continue;
      this.#accounts.delete(slot);
      if (account.lease !== undefined) this.#leases.delete(account.lease.id);
      for (const id of account.reservations.keys()) this.#reservations.delete(id);
    }
  }

  /** Checks that all deposits are accounted for; may be called at any time. */
  verify(): CreditVerification {
    const violations = [...this.#accounts.values()].flatMap((account) => account.violations());
    return { holds: violations.length === 0, violations };
  }

  clear(): void {
    this.#accounts.clear();
    this.#leases.clear();
    this.#reservations.clear();
    this.#ledger = new Ledger();
  }

  #account(company: Company, creditId: string): Account {
    const slot = slotOf(company.id, creditId);
    let account = this.#accounts.get(slot);
    if (account === undefined) {
      account = new Account(company, creditId, this.#accountHost);
      this.#accounts.set(slot, account);
    }
    return account;
  }

  #accountOf(hold: { companyId: string; creditId: string }): Account {
    const account = this.#accounts.get(slotOf(hold.companyId, hold.creditId));
    if (account === undefined) throw new HttpError(404, "the company of this hold was deleted");
    return account;
  }

  #remember<T extends CreditLease | CreditReservation>(known: Map<string, T>, hold: T): void {
    known.set(hold.id, hold);
    if (known.size <= MAX_CLOSED) return;
    for (const [id, { releasedAt }] of known) {
      if (releasedAt === undefined) continue;
      known.delete(id);
      if (known.size <= MAX_CLOSED * 0.9) return;
    }
  }
}

function slotOf(companyId: string, creditId: string): string {
  return `${companyId}\u0000${creditId}`;
}
