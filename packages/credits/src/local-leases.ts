import type { CreditSlot, HoldLedger, LeaseEvent, LeaseStore, ReservationStore } from "@schematic/core";
import type { CreditHost } from "@schematic/core/internal";
import { isPromiseLike } from "@schematic-internal/kit";
import { toCredits } from "./amounts";
import { SeparateLedger } from "./hold/separate-ledger";
import { LeaseManager } from "./lease/lease-manager";
import type { Observe } from "./lease/observe";
import { MemoryLeaseStore } from "./memory/lease-store";
import { MemoryReservationStore } from "./memory/reservation-store";
import { CREDIT_DEFAULTS, type CreditLeaseOptions, settingsFor } from "./options";
import { Sweeper } from "./sweeper";
import type { CreditWire } from "./wire";

/** What keeps leases in this process: stores, manager and sweeper. */
export interface LocalLeases {
  readonly leases: LeaseStore;
  readonly reservations: ReservationStore;
  readonly ledger: HoldLedger;
  readonly manager: LeaseManager;
  readonly sweeper: Sweeper;
  /** Unspent credits of the leases of a company, by credit id. Only for leases in memory. */
  readonly unspent: (companyId: string) => Record<string, number> | undefined;
}

export interface LocalLeasesParts {
  readonly host: CreditHost;
  readonly options: CreditLeaseOptions;
  readonly wire: CreditWire;
  readonly observe: Observe;
  readonly emit: (event: LeaseEvent) => void;
  /** Deletes what else was kept too long. Returns how much is left. */
  readonly prune: () => number;
}

/** Connects stores, manager and sweeper. Starts no timer, except that of a shared store's sweeper. */
export function localLeases({ host, options, wire, observe, emit, prune }: LocalLeasesParts): LocalLeases {
  const { clock, logger } = host;
  const leases: LeaseStore = options.leaseStore ?? new MemoryLeaseStore(clock);
  const reservations: ReservationStore = options.reservationStore ?? new MemoryReservationStore(clock);
  const ledger = reservations.withLeases?.(leases) ?? new SeparateLedger(leases, reservations, logger);
  const settings = (creditTypeId: string) => settingsFor(options, creditTypeId);
  const manager = new LeaseManager({ wire, store: leases, clock, logger, settings, emit, observe });
  const sweeper = new Sweeper({
    ledger,
    clock,
    logger,
    intervalMs: options.sweepIntervalMs ?? CREDIT_DEFAULTS.sweepIntervalMs,
    isShared: reservations.isShared,
    prune: () => {
      const holds = (reservations.prune?.() ?? 0) + prune();
      return manager.prune() || holds > 0;
    },
  });
  const unspent = (companyId: string): Record<string, number> | undefined =>
    unspentOf(leases, manager.slots(companyId));
  return { leases, reservations, ledger, manager, sweeper, unspent };
}

function unspentOf(leases: LeaseStore, slots: readonly CreditSlot[]): Record<string, number> | undefined {
  let found: Record<string, number> | undefined;
  for (const slot of slots) {
    const view = leases.isShared ? undefined : leases.read(slot);
    if (view === undefined || isPromiseLike(view) || view.lifeMs <= 0 || view.remaining <= 0) continue;
    found ??= {};
    found[slot.creditTypeId] = toCredits(view.remaining);
  }
  return found;
}
