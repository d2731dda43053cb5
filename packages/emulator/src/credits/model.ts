/** Common members of leases and reservations: credits taken out of a company's balance until an instant. */
interface Hold {
  id: string;
  companyId: string;
  creditId: string;
  /** ms since the epoch, by the emulator's clock. */
  expiresAt: number;
  createdAt: number;
  updatedAt: number;
  /** Set once the hold has been released, settled or swept. */
  releasedAt?: number;
}

/** A block of credits that a client draws on. A company has at most one open lease of a credit. */
export interface CreditLease extends Hold {
  granted: number;
  /** Credits used on it by tracked events; may exceed `granted`. */
  tracked: number;
  userId?: string;
}

/** Credits held for one use. The first tracked event with its id closes it. */
export interface CreditReservation extends Hold {
  reserved: number;
  /** Credits that were used; 0 while it is open. */
  settled: number;
}

export type LedgerReason =
  | "grant"
  | "adjustment"
  | "lease_hold"
  | "lease_release"
  | "reservation_hold"
  | "reservation_release"
  | "track"
  | "inference";

/** One movement of credits. */
export interface LedgerEntry {
  id: string;
  sequence: number;
  companyId: string;
  creditId: string;
  reason: LedgerReason;
  /** Credits moved or used, never negative. */
  amount: number;
  /** Change of the remaining balance. 0 for uses that a lease or reservation covers. */
  change: number;
  /** The lease, reservation or event that caused it. */
  sourceId?: string;
  at: number;
}

/** The three figures of a balance, as the API has them. */
export interface CreditFigures {
  /** Not held and not used. */
  remaining: number;
  /** Unspent part of open leases and reservations. */
  reserved: number;
  /** `remaining` and `reserved` together. */
  settled: number;
}

/** Totals for one company and credit since the start or the last reset. */
export interface CreditAccount extends CreditFigures {
  companyId: string;
  creditId: string;
  /** Starting balance, top-ups and corrections. */
  deposited: number;
  /** Credits used by tracked events. */
  consumed: number;
  /** Part of `consumed` that was recorded but taken from no balance. */
  overage: number;
  /** Credits taken by leases and reservations. */
  held: number;
  /** Credits that leases and reservations gave back. */
  refunded: number;
  openLeases: number;
  openReservations: number;
}

/** Result of checking every account against its movements. */
export interface CreditVerification {
  holds: boolean;
  /** One sentence for each account or hold that does not add up. */
  violations: string[];
}
