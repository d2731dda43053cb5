import type { CheckContext, CheckOptions, Evaluator } from "../evaluator";
import type { Company, Flag } from "../state/model";
import { credits } from "./amounts";
import type { CreditBank } from "./bank";
import type { CreditReservation } from "./model";

/** A balance that no check exceeds. */
const PLENTY = Number.MAX_SAFE_INTEGER;

export interface ReserveRequest {
  flag: Flag;
  context: CheckContext;
  /** Units of the event, as given by the caller. */
  quantity?: number;
  expiresAt: number;
}

/** Price of a check with a reservation. */
interface Price {
  creditId: string;
  rate: number;
  eventSubtype?: string;
  quantity: number;
  cost: number;
}

/** A check's result in wire form, with the reservation that it made. */
export interface ReserveResult {
  result: Record<string, unknown>;
  held?: Price & { reservation: CreditReservation };
}

/**
 * Checks a flag and reserves the credits of the use. Makes no reservation if the flag is off, is not
 * metered by credits, or is on without any credits. Too few credits turn the result off.
 */
export function checkAndReserve(
  evaluator: Evaluator,
  bank: CreditBank,
  { flag, context, quantity, expiresAt }: ReserveRequest,
): ReserveResult {
  const company = evaluator.companyOf(context);
  const result = evaluator.check(flag, context);
  if (company === undefined) return { result };
  const allowed = evaluator.check(flag, context, balancesOf(company, PLENTY));
  const price = priceOf(allowed.entitlement ?? result.entitlement, context.options ?? {}, quantity);
  if (price === undefined || price.cost <= 0) return { result };
  const priced: CheckContext = {
    ...context,
    options: {
      ...context.options,
      creditCost: { ...context.options?.creditCost, [price.creditId]: price.cost },
    },
  };
  const unlimited = evaluator.check(flag, priced, balancesOf(company, PLENTY));
  if (unlimited.value !== true) return { result: unlimited };
  const withoutCredits = evaluator.check(flag, priced, { ...balancesOf(company, 0), credit_postpaid: {} });
  if (withoutCredits.value === true) return { result: withoutCredits };
  if (price.cost > bank.drawable(company, price.creditId)) {
    return { result: { ...evaluator.check(flag, priced), value: false, reason: "Insufficient credits" } };
  }
  const verdict = evaluator.check(flag, priced);
  if (verdict.value !== true) return { result: verdict };
  const { creditId, cost: amount } = price;
  const reservation = bank.reserve({ company, creditId, amount, expiresAt });
  return { result: verdict, held: { ...price, reservation } };
}

function balancesOf(company: Company, amount: number): object {
  const ids = Object.keys(company.creditBalances);
  return { credit_balances: Object.fromEntries(ids.map((id) => [id, amount])) };
}

interface CreditEntitlement {
  value_type: "credit";
  credit_id: string;
  consumption_rate?: number;
  event_subtype?: string;
  quantity_rates?: Record<string, number>;
}

function isCreditEntitlement(value: unknown): value is CreditEntitlement {
  return (
    typeof value === "object" &&
    value !== null &&
    "value_type" in value &&
    value.value_type === "credit" &&
    "credit_id" in value &&
    typeof value.credit_id === "string"
  );
}

/** Prices a use: `credit_cost` as given, else measured quantities, else units at the consumption rate. */
function priceOf(entitlement: unknown, options: CheckOptions, quantity?: number): Price | undefined {
  if (!isCreditEntitlement(entitlement)) return undefined;
  const { credit_id: creditId, consumption_rate: rate = 1, event_subtype: eventSubtype } = entitlement;
  const matches = (event?: { eventSubtype: string }): boolean =>
    event !== undefined && (eventSubtype === undefined || event.eventSubtype === eventSubtype);
  const { eventUsage, eventQuantities, usage, creditCost } = options;
  const measured = matches(eventQuantities) ? eventQuantities : undefined;
  const measuredUnits = measured === undefined ? undefined : measured.quantity || 1;
  const used = matches(eventUsage) ? eventUsage?.quantity : undefined;
  const units = quantity ?? measuredUnits ?? used ?? usage ?? 1;
  const extra = Object.entries(measured?.quantities ?? {}).reduce(
    (sum, [name, amount]) => sum + amount * (entitlement.quantity_rates?.[name] ?? 0),
    0,
  );
  const given =
    creditCost !== undefined && Object.hasOwn(creditCost, creditId) ? creditCost[creditId] : undefined;
  const cost = credits(given ?? units * rate + extra);
  return { creditId, rate, quantity: units, cost, ...(eventSubtype === undefined ? {} : { eventSubtype }) };
}
