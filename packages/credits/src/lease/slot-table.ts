import type { CreditSlot, LeaseStore } from "@schematic/core";
import type { Ask } from "./decisions";
import { OPEN, type SlotState } from "./slot-state";

/** Why no lease can be drawn on. `gone`: the lease ended in the meantime. `elsewhere`: another process extends it. */
export type LeaseRefusal = Exclude<SlotState["name"], "open"> | "gone" | "elsewhere" | "closed";

/** Outcome of an acquire or an extension: undefined when the lease can be drawn on. */
export type LeaseOutcome = LeaseRefusal | undefined;

/** What a request about a lease is for. */
export interface LeaseNeed {
  /** Amount that must be available, micro-credits; 0 for a lease in advance. */
  readonly cost: number;
  readonly userId: string | undefined;
  /** Balance of the company as last reported, in credits. */
  readonly balance: number | undefined;
}

/** What this process knows about a slot, besides the lease in the store. */
export interface SlotRecord {
  readonly slot: CreditSlot;
  state: SlotState;
  acquiring: Promise<LeaseOutcome> | undefined;
  extending: { readonly amount: number; readonly outcome: Promise<LeaseOutcome> } | undefined;
  /** Acquires that were not answered: one of them may have opened a lease. */
  readonly asks: Set<Ask>;
  /** Lease that this process opened. */
  openedId: string | undefined;
}

export const slotKey = ({ companyId, creditTypeId }: CreditSlot): string => `${companyId}|${creditTypeId}`;

/** The records of all slots that this process uses. */
export class SlotTable {
  readonly #records = new Map<string, SlotRecord>();

  get(slot: CreditSlot): SlotRecord {
    const key = slotKey(slot);
    const known = this.#records.get(key);
    if (known !== undefined) return known;
    const { companyId, creditTypeId } = slot;
    const record: SlotRecord = {
      slot: { companyId, creditTypeId },
      state: OPEN,
      acquiring: undefined,
      extending: undefined,
      asks: new Set(),
      openedId: undefined,
    };
    this.#records.set(key, record);
    return record;
  }

  peek(slot: CreditSlot): SlotRecord | undefined {
    return this.#records.get(slotKey(slot));
  }

  values(): Iterable<SlotRecord> {
    return this.#records.values();
  }

  /** Deletes the records of slots that have neither a lease nor a reason to wait. Returns the number left. */
  prune(store: LeaseStore, now: number): number {
    for (const [key, record] of this.#records) {
      const isBusy = record.acquiring !== undefined || record.extending !== undefined;
      const isWaiting = record.state.name !== "open" && now < record.state.until;
      if (isBusy || isWaiting) continue;
      if (store.isShared || store.read(record.slot) === undefined) this.#records.delete(key);
    }
    return this.#records.size;
  }
}
