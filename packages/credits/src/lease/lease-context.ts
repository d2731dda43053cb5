import type { Clock, CreditSlot, LeaseEvent, LeaseGrant, LeaseStore, Logger } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";
import { toCredits } from "../amounts";
import type { CreditSettings } from "../options";
import { ServerTime } from "../server-time";
import { type CreditWire, WireFailure, type WireLease } from "../wire";
import { lifeMs } from "./decisions";
import type { Observe } from "./observe";
import { afterFailure, afterNothing } from "./slot-state";
import type { LeaseNeed, LeaseOutcome, SlotRecord } from "./slot-table";

export interface LeaseParts {
  readonly wire: CreditWire;
  readonly store: LeaseStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: (creditTypeId: string) => CreditSettings;
  readonly emit: (event: LeaseEvent) => void;
  readonly observe: Observe;
}

/** Ends of leases differ by up to this, so that the end recognises the lease, ms. */
const SPREAD_MS = 2_000;

/** What acquiring, extending and releasing share: the parts, the server's time, and the requests under way. */
export class LeaseContext {
  readonly parts: LeaseParts;
  readonly time: ServerTime;
  readonly requests: Set<Promise<unknown>> = new Set();
  isClosed = false;

  constructor(parts: LeaseParts) {
    this.parts = parts;
    this.time = new ServerTime(() => parts.clock.now());
  }

  /** Counts a request as under way until it settles. */
  track<T>(request: Promise<T>): Promise<T> {
    this.requests.add(request);
    const done = (): void => void this.requests.delete(request);
    request.then(done, done);
    return request;
  }

  /** End to ask for, µs since the epoch: unique, so that it recognises the lease. */
  expiry(leaseMs: number): number {
    const { clock } = this.parts;
    const spread = Math.min(SPREAD_MS, leaseMs / 20);
    return Math.floor((this.time.at(clock.monotonic()) + leaseMs - spread * clock.random()) * 1_000);
  }

  grantOf({ creditTypeId }: CreditSlot, { id, granted, tracked, expiresAt }: WireLease): LeaseGrant {
    const { leaseMs } = this.parts.settings(creditTypeId);
    const latest = this.time.latest(this.parts.clock.monotonic());
    return { leaseId: id, granted, tracked, expiresAt, lifeMs: lifeMs(expiresAt, latest, leaseMs) };
  }

  dry(record: SlotRecord, need: LeaseNeed): "dry" {
    record.state = afterNothing(record.state, this.parts.clock.monotonic(), need.balance);
    return "dry";
  }

  /** Returns how a failed request leaves the slot, and logs it. */
  failed(record: SlotRecord, error: WireFailure, need: LeaseNeed): LeaseOutcome {
    const { clock, logger } = this.parts;
    const { status, serverMs, message } = error;
    this.emit(record, status === 402 ? "dry" : "failed", undefined, error);
    if (status === 402) return this.dry(record, need);
    record.state = afterFailure(record.state, clock.monotonic(), { random: clock.random(), serverMs });
    const { companyId, creditTypeId } = record.slot;
    const subject = `The lease on ${creditTypeId} of company ${companyId}`;
    logger.warn(
      `${subject} was neither opened nor extended; the next attempt follows after a pause`,
      message,
    );
    return "backoff";
  }

  /** Ends a lease on the server. Never rejects. */
  async release(slot: CreditSlot, leaseId: string): Promise<void> {
    const { wire, logger, observe, emit } = this.parts;
    try {
      await observe("release", { ...slot, leaseId }, () => wire.release(leaseId));
      emit({ type: "released", ...slot, leaseId });
    } catch (error) {
      // The lease has ended in the meantime.
      if (error instanceof WireFailure && (error.status === 404 || error.status === 409)) return;
      logger.warn(`Lease ${leaseId} was not released; it ends by itself`, describeError(error));
    }
  }

  emit(record: SlotRecord, type: LeaseEvent["type"], lease?: WireLease, error?: unknown): void {
    this.parts.emit({
      type,
      ...record.slot,
      ...(lease && {
        leaseId: lease.id,
        grantedAmount: toCredits(lease.granted),
        expiresAt: new Date(lease.expiresAt),
      }),
      ...(error !== undefined && { error }),
    });
  }
}
