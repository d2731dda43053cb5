import type { CreditSlot, LeaseView } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";
import type { Timed } from "../wire";
import { acquireLease } from "./acquire";
import { extendAmount, isEnding, isLow } from "./decisions";
import { extendLease } from "./extend";
import { LeaseContext, type LeaseParts } from "./lease-context";
import { afterBalance, refusalOf } from "./slot-state";
import { type LeaseNeed, type LeaseOutcome, type SlotRecord, SlotTable } from "./slot-table";

/** Most extensions of others that a caller waits for before it asks for the rest itself. */
const MAX_JOINS = 2;

/** The server ends a lease up to this long after it ended here, ms. */
const MARGIN_MS = 2_500;

/**
 * Acquires, extends and releases leases: at most one acquire and one extension per slot at a time. Methods reject only
 * where the store does.
 */
export class LeaseManager {
  readonly #context: LeaseContext;
  readonly #slots = new SlotTable();

  constructor(parts: LeaseParts) {
    this.#context = new LeaseContext(parts);
  }

  /** Number of requests under way. */
  get requests(): number {
    return this.#context.requests.size;
  }

  /** Takes the `Date` header of any response. */
  observe({ date, timing }: Pick<Timed<unknown>, "date" | "timing">): void {
    this.#context.time.observeHeader(date, timing);
  }

  /** The server's time now, ms since the epoch. */
  serverNow(): number {
    return this.#context.time.at(this.#context.parts.clock.monotonic());
  }

  /** Opens a lease, or waits for the acquire that is under way. */
  async acquire(slot: CreditSlot, need: LeaseNeed): Promise<LeaseOutcome> {
    const record = this.#slots.get(slot);
    if (record.acquiring !== undefined) return record.acquiring;
    const refusal = this.#refusal(record, need);
    if (refusal !== undefined) return refusal;
    const acquiring = this.#context.track(acquireLease(this.#context, record, need));
    record.acquiring = acquiring.finally(() => {
      record.acquiring = undefined;
    });
    return record.acquiring;
  }

  /**
   * Extends the lease in amount and time. Waits for an extension that is under way and large enough; after a smaller
   * one it asks for the rest.
   */
  async extend(slot: CreditSlot, need: LeaseNeed, view: Pick<LeaseView, "remaining">): Promise<LeaseOutcome> {
    const { parts } = this.#context;
    const record = this.#slots.get(slot);
    let { remaining } = view;
    for (let joins = 0; record.extending !== undefined && joins < MAX_JOINS; joins++) {
      const { amount, outcome } = record.extending;
      const refusal = await outcome;
      if (refusal !== undefined || remaining + amount >= need.cost) return refusal;
      remaining = (await parts.store.read(slot))?.remaining ?? 0;
      if (remaining >= need.cost) return undefined;
    }
    if (record.extending !== undefined) return record.extending.outcome;
    const refusal = this.#refusal(record, need);
    if (refusal !== undefined) return refusal;
    const amount = extendAmount(remaining, need.cost, parts.settings(slot.creditTypeId));
    const extending = this.#context.track(extendLease(this.#context, record, need, amount));
    const outcome = extending.finally(() => {
      record.extending = undefined;
    });
    record.extending = { amount, outcome };
    return outcome;
  }

  /** Extends in the background a lease that is low or near its end. */
  lookAfter(slot: CreditSlot, need: LeaseNeed, view: Pick<LeaseView, "remaining" | "lifeMs">): void {
    const { parts } = this.#context;
    const settings = parts.settings(slot.creditTypeId);
    if (!isLow(view.remaining, settings) && !isEnding(view.lifeMs, settings)) return;
    const record = this.#slots.get(slot);
    if (record.extending !== undefined || this.#refusal(record, need) !== undefined) return;
    this.extend(slot, { ...need, cost: 0 }, view).catch((error: unknown) => {
      parts.logger.warn("A lease was not extended in the background", describeError(error));
    });
  }

  /** True while the open lease of this slot belongs to another process. */
  isForeign(slot: CreditSlot): boolean {
    const record = this.#slots.peek(slot);
    return record !== undefined && this.#refusal(record) === "foreign";
  }

  /** Returns the slots of a company, or all slots, that this process knows. */
  slots(companyId?: string): CreditSlot[] {
    const all = Array.from(this.#slots.values(), ({ slot }) => slot);
    return companyId === undefined ? all : all.filter((slot) => slot.companyId === companyId);
  }

  /** Deletes what is not needed any more. Returns true if something remains that will have to be deleted. */
  prune(): boolean {
    const { store, clock } = this.#context.parts;
    const leases = store.prune?.() ?? 0;
    return this.#slots.prune(store, clock.monotonic()) + leases > 0;
  }

  /** Refuses further requests. Those under way go on. */
  stop(): void {
    this.#context.isClosed = true;
  }

  /** Resolves when no request is under way. */
  async settled(): Promise<void> {
    const { requests } = this.#context;
    while (requests.size > 0) await Promise.allSettled([...requests]);
  }

  /** Releases the leases that this process opened and that `isHeld` does not name; none of a shared store. */
  async release(isHeld: (leaseId: string) => boolean): Promise<void> {
    const { store } = this.#context.parts;
    if (store.isShared) return;
    const releases = Array.from(this.#slots.values(), async ({ slot, openedId }) => {
      if (openedId === undefined || isHeld(openedId)) return;
      const view = await store.read(slot);
      await store.remove(slot, openedId);
      if (view?.leaseId === openedId && view.lifeMs > -MARGIN_MS) await this.#context.release(slot, openedId);
    });
    await Promise.all(releases);
  }

  #refusal(record: SlotRecord, need?: LeaseNeed): LeaseOutcome {
    if (this.#context.isClosed) return "closed";
    const now = this.#context.parts.clock.monotonic();
    const refusal = refusalOf(record.state, now, need?.balance);
    record.state = afterBalance(record.state, need?.balance);
    return refusal;
  }
}
