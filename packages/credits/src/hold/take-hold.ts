import type { Clock, Hold, HoldLedger, LeaseView, Logger, OpenResult } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";
import { before, TIMED_OUT } from "../deadline";
import { neededLifeMs } from "../lease/decisions";
import type { LeaseManager } from "../lease/lease-manager";
import type { LeaseNeed, LeaseOutcome } from "../lease/slot-table";
import type { CreditSettings } from "../options";

/** Reason of a check that got no hold. */
export type HoldFailure = "lease_acquire_failed" | "insufficient_lease_balance" | "lease_store_error";

/** A hold, or why there is none. `isRefused`: the server has no credits left, which is certain. */
export type TakeResult =
  | { outcome: "taken"; hold: Hold; expiresAt: number; view: Pick<LeaseView, "remaining" | "lifeMs"> }
  | { outcome: "failed"; reason: HoldFailure; isRefused: boolean }
  | { outcome: "foreign" };

export interface TakeParts {
  readonly manager: LeaseManager;
  readonly ledger: HoldLedger;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface TakeRequest {
  readonly hold: Omit<Hold, "leaseId">;
  readonly need: LeaseNeed;
  readonly settings: CreditSettings;
  /** On the monotonic clock. */
  readonly deadline: number;
}

/** Most attempts to open a hold: after acquires, extensions and lost leases, and between pauses. */
const MAX_ROUNDS = 16;
/** First pause while another process extends the lease, ms; each is twice the one before. */
const ELSEWHERE_MS = 25;
/** Longest wait for the extension of another process, ms. */
const ELSEWHERE_LIMIT_MS = 5_000;

/** Takes a hold out of the lease of a slot, which is acquired or extended if needed. Never rejects. */
export async function takeHold(parts: TakeParts, request: TakeRequest): Promise<TakeResult> {
  try {
    return await new Taking(parts, request).run();
  } catch (error) {
    parts.logger.error("The lease store failed; the check is decided without a hold", describeError(error));
    return failed("lease_store_error");
  }
}

class Taking {
  readonly #parts: TakeParts;
  readonly #request: TakeRequest;
  #minLifeMs: number;
  #wasExtended = false;
  /** Pause before the next attempt while another process extends the lease, ms. */
  #pauseMs = ELSEWHERE_MS;
  /** Until when another process is waited for, on the monotonic clock. */
  #waitUntil: number | undefined;

  constructor(parts: TakeParts, request: TakeRequest) {
    this.#parts = parts;
    this.#request = request;
    this.#minLifeMs = neededLifeMs(request.settings);
  }

  async run(): Promise<TakeResult> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const opened = await this.#open();
      if (opened === TIMED_OUT) return failed("lease_store_error");
      const { hold } = this.#request;
      if (opened.outcome === "reserved") {
        const { leaseId, expiresAt } = opened;
        return { outcome: "taken", hold: { ...hold, leaseId }, expiresAt, view: opened };
      }
      const result = opened.outcome === "none" ? await this.#acquire() : await this.#extend(opened);
      if (result !== undefined) return result;
    }
    return failed("lease_acquire_failed");
  }

  #open(): OpenResult | typeof TIMED_OUT | Promise<OpenResult | typeof TIMED_OUT> {
    const { ledger, clock } = this.#parts;
    const { hold, settings, deadline } = this.#request;
    const opening = ledger.open(hold, { ttlMs: settings.ttlMs, minLifeMs: this.#minLifeMs });
    // The caller has gone when this arrives: the hold is cancelled.
    const late = (result: OpenResult): void => {
      if (result.outcome === "reserved") this.#cancel(result.leaseId);
    };
    return before(opening, { clock, deadline, late });
  }

  #cancel(leaseId: string): void {
    const { ledger, logger } = this.#parts;
    const { hold } = this.#request;
    const cancelled = Promise.resolve(ledger.settle({ ...hold, leaseId }, 0));
    cancelled.catch((error: unknown) => {
      logger.warn(`Hold ${hold.id} was not cancelled; it expires by itself`, describeError(error));
    });
  }

  async #acquire(): Promise<TakeResult | undefined> {
    const { manager, clock } = this.#parts;
    const { hold, need, deadline } = this.#request;
    const outcome = await before(manager.acquire(hold, need), { clock, deadline });
    if (outcome === undefined) return undefined;
    if (outcome === "foreign") return { outcome: "foreign" };
    return failed("lease_acquire_failed", outcome === "dry");
  }

  /** Makes room in a lease that has too little left, or that ends before the hold would. */
  async #extend(opened: { outcome: string; remaining: number }): Promise<TakeResult | undefined> {
    const { manager, clock } = this.#parts;
    const { hold, need, deadline } = this.#request;
    const isShort = opened.outcome === "short";
    // The extension brought all that the server had.
    if (isShort && this.#wasExtended) return failed("insufficient_lease_balance", true);
    const extending = manager.extend(hold, isShort ? need : { ...need, cost: 0 }, opened);
    const outcome = await before<LeaseOutcome>(extending, { clock, deadline });
    if (outcome === "elsewhere") return this.#waitElsewhere(isShort);
    if (outcome === "gone") return undefined;
    if (!isShort) {
      // A lease whose end cannot be moved takes holds that end with it.
      this.#minLifeMs = 0;
      return undefined;
    }
    if (outcome === undefined) {
      this.#wasExtended = true;
      return undefined;
    }
    return failed("insufficient_lease_balance", outcome === "dry");
  }

  /** Pauses while another process extends the lease; then the hold is tried again. */
  async #waitElsewhere(isShort: boolean): Promise<TakeResult | undefined> {
    const { clock } = this.#parts;
    this.#waitUntil ??= Math.min(this.#request.deadline, clock.monotonic() + ELSEWHERE_LIMIT_MS);
    if (clock.monotonic() + this.#pauseMs < this.#waitUntil) {
      await new Promise<void>((resolve) => clock.setTimer(resolve, this.#pauseMs, true));
      this.#pauseMs *= 2;
      return undefined;
    }
    if (isShort) return failed("insufficient_lease_balance");
    this.#minLifeMs = 0;
    return undefined;
  }
}

function failed(reason: HoldFailure, isRefused = false): TakeResult {
  return { outcome: "failed", reason, isRefused };
}
