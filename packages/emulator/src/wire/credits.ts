import type { CreditFigures, CreditLease, CreditReservation, LedgerEntry } from "../credits/model";
import type { Company } from "../state/model";
import type { World } from "../state/world";
import { type Json, stamps } from "./json";
import { wireTime } from "./time";

// Balances, leases, reservations and ledger entries as the REST API shows them.

function holdHead(hold: CreditLease | CreditReservation): Json {
  return {
    id: hold.id,
    company_id: hold.companyId,
    credit_type_id: hold.creditId,
    expires_at: wireTime(hold.expiresAt),
    ...(hold.releasedAt === undefined ? {} : { released_at: wireTime(hold.releasedAt) }),
    ...stamps(hold),
  };
}

/** A lease (CreditLeaseResponseData). */
export function leaseView(lease: CreditLease): Json {
  return { ...holdHead(lease), granted_amount: lease.granted, tracked_amount: lease.tracked };
}

/** A reservation (CreditReservationResponseData). */
export function reservationView(reservation: CreditReservation): Json {
  return {
    ...holdHead(reservation),
    reserved_amount: reservation.reserved,
    settled_amount: reservation.settled,
  };
}

/** The balances of a company by credit (CompanyCreditBalance). */
export function creditBalances(world: World, company: Company): Record<string, Json> {
  const entries = Object.keys(company.creditBalances).map((id): [string, Json] => {
    const postpaid = company.creditPostpaid[id];
    const limit = postpaid?.overdraft_limit;
    return [
      id,
      {
        ...world.credits.figures(company, id),
        postpaid: postpaid !== undefined,
        ...(limit === undefined ? {} : { overdraft_limit: limit }),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/** The figures of the credits that have, or had, a lease or reservation: what the datastream announces. */
export function leaseBalances(
  world: World,
  company: Company,
): Record<string, Omit<CreditFigures, "settled">> {
  const entries = world.credits.heldCredits(company).map((id) => {
    const { remaining, reserved } = world.credits.figures(company, id);
    return [id, { remaining, reserved }] as const;
  });
  return Object.fromEntries(entries);
}

/** A movement of credits (CreditEventLedgerResponseData). */
export function ledgerView(world: World, entry: LedgerEntry): Json {
  const company = world.companies.get(entry.companyId);
  const credit = world.creditTypes.get(entry.creditId);
  const name = credit?.name ?? entry.creditId;
  const isGrant = entry.reason === "grant";
  const isAdjustment = entry.reason === "adjustment";
  return {
    event_id: entry.id,
    event_ids: [entry.id],
    source_id: entry.sequence,
    event_type: isGrant ? "grant" : isAdjustment ? "adjustment" : "usage",
    kind: isGrant ? "grant" : isAdjustment ? "adjustment" : "drawdown",
    amount: entry.amount,
    billing_credit_id: entry.creditId,
    credit_name: name,
    credit: { id: entry.creditId, name },
    company_id: entry.companyId,
    ...(company === undefined ? {} : { company: { id: company.id, name: company.name } }),
    environment_id: world.environmentId,
    event_at: wireTime(entry.at),
    ...(isGrant ? { grant_reason: "free", grant_quantity: entry.amount } : {}),
    ...(isGrant || isAdjustment ? {} : { usage_reason: entry.reason }),
    ...(entry.reason === "track" || entry.reason === "inference"
      ? {
          quantity_consumed: entry.amount,
          ...(entry.sourceId === undefined ? {} : { usage_event_id: entry.sourceId }),
        }
      : {}),
  };
}
