import type { Transport } from "@schematic/api";
import type { Clock } from "./clock";
import type { AnswerSource, EvaluationContext, FlagResolution, Preflight } from "./evaluation";
import type { EventSink } from "./events";
import type { Hook } from "./hook";
import type { Logger } from "./logger";

/** A result now or later. Stores in memory return values, stores elsewhere promises. */
export type MaybePromise<T> = T | Promise<T>;

/** What a check does when credits cannot be held for another reason than an empty balance. */
export type OnAcquireFailure = "fail-open" | "fail-closed";

/** Handle of a hold on credits. A plain value: it may be serialized and settled by another process. */
export interface Reservation {
  id: string;
  /** The lease that was charged; in server mode the same as `id`. */
  leaseId: string;
  /** Absent in client mode. */
  mode?: "client" | "server";
  companyId: string;
  creditTypeId: string;
  eventSubtype: string;
  /** Units as the caller named them. */
  quantityReserved: number;
  creditsReserved: number;
  consumptionRate: number;
  expiresAt: Date;
  evalCtx: { company?: Record<string, string>; user?: Record<string, string> };
}

/** Options of a check that holds credits. */
export interface CreditCheckOptions {
  usage: number;
  eventSubtype?: string | undefined;
  onAcquireFailure?: OnAcquireFailure | undefined;
  defaultValue?: boolean | (() => boolean) | undefined;
  timeoutMs?: number | undefined;
}

/** Result of a check that went through credit gating. */
export interface CreditCheckAnswer extends FlagResolution {
  source: AnswerSource;
  reservation?: Reservation;
}

/** The balance of one credit type of one company. At most one open lease exists for it. */
export interface CreditSlot {
  companyId: string;
  creditTypeId: string;
}

/** What a client did about a lease, passed to `lease` listeners. */
export interface LeaseEvent extends CreditSlot {
  /**
   * `acquired`, `extended`, `released`; `dry`: the server has nothing left to grant; `foreign`: the lease belongs to
   * another process, so that checks go to the server until it ends; `failed`: the server could not be asked.
   */
  type: "acquired" | "extended" | "released" | "dry" | "foreign" | "failed";
  leaseId?: string;
  /** Credits granted over the life of the lease. */
  grantedAmount?: number;
  /** By the server's clock. */
  expiresAt?: Date;
  error?: unknown;
}

/** State of credit gating, part of `client.status()`. */
export interface CreditStatus {
  /** How the next check would be gated. */
  mode: "client" | "server";
  /** Leases in use by this process. */
  leases: number;
  /** Holds that this process took and that are neither settled nor expired. */
  openHolds: number;
  /** Requests about leases and reservations under way. */
  requests: number;
}

/** Identifies a hold: enough to settle it in a process that did not take it. */
export interface HoldReference extends CreditSlot {
  id: string;
  leaseId: string;
}

/** A hold as reservation stores keep it. */
export interface Hold extends HoldReference {
  eventSubtype: string;
  quantity: number;
  /** Held amount in micro-credits. */
  amount: number;
  consumptionRate: number;
  evalCtx: Reservation["evalCtx"];
}

/** A lease as the server described it. Amounts in micro-credits. */
export interface LeaseGrant {
  leaseId: string;
  /** Everything granted over the life of the lease. */
  granted: number;
  /** The part of `granted` whose use has been reported to the server. */
  tracked: number;
  /** End of the lease by the server's clock, ms since the epoch. */
  expiresAt: number;
  /** How long the lease may be drawn on from now, ms. The margin for clocks and latency is already subtracted. */
  lifeMs: number;
}

/** A lease as a store holds it. Amounts in micro-credits. */
export interface LeaseView {
  leaseId: string;
  granted: number;
  remaining: number;
  expiresAt: number;
  /** How long it may be drawn on from now, ms; 0 or less once it has ended. */
  lifeMs: number;
}

/** Outcome of a debit: done, too little left, too close to its end, or no live lease. */
export type ReserveResult =
  | ({ outcome: "reserved" | "short" | "ending" } & Pick<LeaseView, "leaseId" | "remaining" | "lifeMs">)
  | { outcome: "none" };

/**
 * Keeps one lease per slot. Amounts are whole micro-credits.
 *
 * Failure contract: a method may throw or reject when the store cannot be reached; the check is then decided by
 * `onAcquireFailure`. Each method is one atomic step. Liveness is judged by the store's own clock.
 */
export interface LeaseStore {
  /** True if other processes draw on the same leases. */
  readonly isShared: boolean;
  read(slot: CreditSlot): MaybePromise<LeaseView | undefined>;
  /**
   * Adds a lease at `granted - tracked`. A live lease of another id is kept, whatever its id. A lease of the same id,
   * live or ended, keeps its balance and only grows.
   */
  install(slot: CreditSlot, grant: LeaseGrant): MaybePromise<"installed" | "grown" | "kept">;
  /** Debits `amount` if the live lease has it and lives for at least `minLifeMs`. */
  reserve(slot: CreditSlot, amount: number, minLifeMs: number): MaybePromise<ReserveResult>;
  /**
   * Gives `amount` back to this lease, at most up to what was granted. A negative amount is a further debit, after
   * which the balance may be below zero. Returns false if the slot holds another lease, or the lease has ended.
   */
  adjust(slot: CreditSlot, leaseId: string, amount: number): MaybePromise<boolean>;
  /** Raises total and end of this lease. Never lowers either. Returns false if it holds another lease or has ended. */
  extend(slot: CreditSlot, grant: LeaseGrant): MaybePromise<boolean>;
  /** Returns true to one caller at a time, for at most `forMs`: only that caller extends the lease. */
  claimExtension(slot: CreditSlot, leaseId: string, forMs: number): MaybePromise<boolean>;
  /** Ends the claim, so that the next caller gets it. */
  endExtension(slot: CreditSlot, leaseId: string): MaybePromise<void>;
  /** Deletes this lease. */
  remove(slot: CreditSlot, leaseId: string): MaybePromise<void>;
  /** Deletes leases that have ended; a store with expiring keys has none to delete. Returns the number of those left. */
  prune?(): number;
}

/** The state in which a hold was found when it was claimed. */
export interface ClaimedHold {
  /** `expired`: its time was over and its credits went back to the lease. */
  state: "open" | "expired";
  leaseId: string;
  amount: number;
}

/**
 * Keeps open holds, and for a while the marks of expired ones.
 *
 * Failure contract: as for `LeaseStore`. A hold is claimed exactly once, by whichever caller comes first.
 */
export interface ReservationStore {
  readonly isShared: boolean;
  /** Records a hold that has been debited. Returns its expiry, ms since the epoch. */
  add(hold: Hold, ttlMs: number): MaybePromise<number>;
  /** Removes a hold, or the mark of an expired one. */
  claim(hold: HoldReference): MaybePromise<ClaimedHold | undefined>;
  /** Removes up to `limit` holds whose time is over by the store's clock, and leaves a mark of each. */
  expire(limit: number): MaybePromise<Hold[]>;
  /** Returns combined operations where this store and `leases` can do both in one step. */
  withLeases?(leases: LeaseStore): HoldLedger | undefined;
  /** Deletes marks that are too old. Returns the number of holds and marks left. */
  prune?(): number;
}

/** Conditions under which a hold is opened. */
export interface HoldTerms {
  ttlMs: number;
  /** The lease must live at least this long. */
  minLifeMs: number;
}

/** Outcome of opening a hold; `expiresAt` (ms since the epoch) is never after the end of the lease. */
export type OpenResult =
  | (Extract<ReserveResult, { leaseId: string }> & { outcome: "reserved"; expiresAt: number })
  | (Extract<ReserveResult, { leaseId: string }> & { outcome: "short" | "ending" })
  | { outcome: "none" };

/** Outcome of settling: in which state the hold was, and whether the lease was still there to be charged. */
export interface SettleResult {
  state: "open" | "expired" | "unknown";
  isCharged: boolean;
}

/** Debits and records holds, settles and expires them. */
export interface HoldLedger {
  /** Debits the lease and then records the hold, pinned to the lease that was charged. */
  open(hold: Omit<Hold, "leaseId">, terms: HoldTerms): MaybePromise<OpenResult>;
  /** Claims a hold and charges its lease with `used` micro-credits in place of the held amount. */
  settle(hold: HoldReference, used: number): MaybePromise<SettleResult>;
  /** Gives the credits of expired holds back. Returns how many there were. */
  expire(limit: number): MaybePromise<number>;
}

/** A condition on a credit balance, of the rule that decides a check. */
export interface CreditCondition {
  creditId: string;
  /** Credits per unit. */
  consumptionRate: number;
  eventSubtype?: string;
}

/** Flag, company and user of one check, all in memory. Evaluation does no I/O. */
export interface CreditCase {
  companyId: string;
  userId?: string;
  /** Ids of all credits on which a rule of the flag or of the company may depend. */
  creditIds: readonly string[];
  /** The company's balance as the server last reported it, in credits. */
  balance(creditId: string): number | undefined;
  /** True if the company may draw on this credit without a limit. */
  isUnlimited(creditId: string): boolean;
  /** Credit conditions of the rule with this id. */
  conditions(ruleId: string | undefined): readonly CreditCondition[];
  /** Evaluates the flag, with these balances (in credits) in place of the real ones. */
  evaluate(preflight: Preflight | undefined, balances?: Readonly<Record<string, number>>): FlagResolution;
}

/** Local evaluation as credit gating needs it. */
export interface CreditEvaluation {
  /** Loads flag, company and user. Undefined where one of them is unknown, or the data is too old. */
  open(context: EvaluationContext, flagKey: string): MaybePromise<CreditCase | undefined>;
  /** Returns the id of a company. With `mayFetch` the server is asked for a company that is not in memory. */
  companyId(keys: Record<string, string>, mayFetch: boolean): MaybePromise<string | undefined>;
  /** Sets the function that returns the unspent credits of this process's leases, which plain checks then see. */
  setUnspent(
    unspent: ((companyId: string) => Readonly<Record<string, number>> | undefined) | undefined,
  ): void;
}

/** What credit gating gets from the client that it serves. */
export interface CreditHost {
  transport: Transport;
  events: EventSink;
  clock: Clock;
  logger: Logger;
  hooks: readonly Hook[];
  /** Local evaluation, where the client has a flag source that supports it. */
  evaluation?: CreditEvaluation | undefined;
  /** Name of that source, for results. */
  sourceName?: AnswerSource;
  /** A check without a hold, with the usage as its preflight. */
  plainCheck(
    context: EvaluationContext,
    flagKey: string,
    options: CreditCheckOptions,
  ): Promise<CreditCheckAnswer>;
  /** The caller's default, else the configured one. */
  defaultValue(flagKey: string, options: CreditCheckOptions): boolean;
  /** Counts usage in the local metrics. */
  count(event: { event: string; company?: Record<string, string>; quantity: number }): void;
}

/**
 * Gates checks by credits.
 *
 * Failure contract: no method throws or rejects, except that `check` passes on what a `defaultValue` function throws.
 */
export interface CreditGate {
  check(context: EvaluationContext, flagKey: string, options: CreditCheckOptions): Promise<CreditCheckAnswer>;
  settle(
    reservation: Reservation | undefined,
    actualQuantity: number,
    options?: { traits?: Record<string, unknown> },
  ): Promise<void>;
  /** Gives a hold back without an event. */
  cancel(reservation: Reservation): Promise<void>;
  prewarm(context: EvaluationContext, creditTypeIds: readonly string[]): Promise<void>;
  onLease(listener: (event: LeaseEvent) => void): () => void;
  status(): CreditStatus;
  /** Refuses new checks; resolves when settles under way are done and open holds are settled, or after `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>;
  /** Releases the leases of this process. Called after the events are delivered. */
  close(timeoutMs: number): Promise<void>;
}

/** Makes the gate of a client, when the client first needs it. Made by `creditLeases()` of `@schematic/credits`. */
export type CreditGateFactory = (host: CreditHost) => MaybePromise<CreditGate>;
