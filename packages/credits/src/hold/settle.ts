import type {
  HoldLedger,
  HoldReference,
  LeaseStore,
  Logger,
  Reservation,
  SettleResult,
} from "@schematic/core";
import type { CreditHost } from "@schematic/core/internal";
import { describeError, isObject, isText } from "@schematic-internal/kit";
import { costOf } from "../amounts";
import { isUsage } from "../check/preflight";
import type { LeaseManager } from "../lease/lease-manager";
import type { CreditWire } from "../wire";

export interface SettleParts {
  readonly host: CreditHost;
  readonly wire: CreditWire;
  /** Undefined where no leases are kept. */
  readonly local: { ledger: HoldLedger; leases: LeaseStore; manager: LeaseManager } | undefined;
  readonly logger: Logger;
  readonly settled: (id: string) => void;
}

/** Prefix of the key under which the server counts a settle once, in every SDK. */
const KEY_PREFIX = "lease-reservation:";

/**
 * Reports the real use of a hold: corrects the lease by the difference to what was held, and queues the event in any
 * case. The hold is claimed first. A process that dies in between leaves its use unbilled; in the other order the hold
 * would expire and its credits would be spent a second time. Never rejects.
 */
export async function settleHold(
  parts: SettleParts,
  reservation: Reservation | undefined,
  { quantity, traits }: { quantity: number; traits: Record<string, unknown> | undefined },
): Promise<void> {
  const { host, logger, settled } = parts;
  const problem = problemOf(reservation, quantity);
  if (problem !== undefined || reservation === undefined) {
    logger.error(`trackWithReservation() recorded nothing: ${problem}`);
    return;
  }
  const { id, mode, leaseId, eventSubtype, evalCtx } = reservation;
  const units = Math.ceil(quantity);
  const { company, user } = evalCtx ?? {};
  const body = {
    event: eventSubtype,
    quantity: units,
    ...(mode === "server" ? { reservationId: id } : { leaseId }),
    ...(company && { company }),
    ...(user && { user }),
    ...(traits && { traits }),
  };
  const isFirst = mode === "server" || (await charge(parts, reservation, quantity));
  const queued = host.events.accept("track", body, { idempotencyKey: KEY_PREFIX + id });
  settled(id);
  if (isFirst && units > 0) host.count({ event: eventSubtype, quantity: units, ...(company && { company }) });
  await queued;
}

/** Gives a hold back without an event. Never rejects. */
export async function cancelReservation(parts: SettleParts, reservation: Reservation): Promise<void> {
  const { wire, local, logger, settled } = parts;
  try {
    if (reservation.mode === "server") await wire.releaseReservation(reservation.id);
    else await local?.ledger.settle(referenceOf(reservation), 0);
  } catch (error) {
    logger.warn(`Hold ${reservation.id} was not given back; it expires by itself`, describeError(error));
  }
  settled(reservation.id);
}

/** Charges the lease with the real use. Returns true if this settle was the first one of its hold. */
async function charge(
  { local, logger }: SettleParts,
  reservation: Reservation,
  quantity: number,
): Promise<boolean> {
  if (local === undefined) return true;
  const { ledger, leases, manager } = local;
  const used = costOf(quantity, reservation.consumptionRate) ?? Number.MAX_SAFE_INTEGER;
  const hold = referenceOf(reservation);
  let result: SettleResult;
  try {
    result = await ledger.settle(hold, used);
  } catch (error) {
    const consequence = "its unused credits stay held until the hold expires";
    logger.warn(
      `Hold ${hold.id} is billed, but its lease was not corrected; ${consequence}`,
      describeError(error),
    );
    return false;
  }
  const isOver = quantity > reservation.quantityReserved || result.state === "expired";
  if (isOver && result.isCharged) await refill(leases, manager, hold).catch(() => {});
  return result.state !== "unknown";
}

/** Use beyond a hold may have emptied the lease: extends it in the background if it is low. */
async function refill(leases: LeaseStore, manager: LeaseManager, hold: HoldReference): Promise<void> {
  const view = await leases.read(hold);
  if (view?.leaseId !== hold.leaseId || view.lifeMs <= 0) return;
  const need = { cost: 0, userId: undefined, balance: undefined };
  manager.lookAfter(hold, need, view);
}

function referenceOf({ id, leaseId, companyId, creditTypeId }: Reservation): HoldReference {
  return { id, leaseId, companyId, creditTypeId };
}

/** Returns why a settle cannot be made: the handle may come from another process, or from JSON. */
function problemOf(reservation: unknown, quantity: unknown): string | undefined {
  if (reservation === undefined || reservation === null) {
    return "there is no reservation (no_reservation); report use without a hold by track()";
  }
  if (!isObject(reservation)) return "the reservation is not an object (invalid_reservation)";
  const { id, leaseId, eventSubtype, consumptionRate } = reservation;
  if (!isText(id) || !isText(leaseId) || !isText(eventSubtype) || !isUsage(consumptionRate)) {
    return "the reservation lacks id, leaseId, eventSubtype or consumptionRate (invalid_reservation)";
  }
  if (isUsage(quantity)) return undefined;
  return `the quantity of hold ${id} is not a finite number of at least 0 (invalid_quantity); the hold expires by itself`;
}
