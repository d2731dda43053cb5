import type { FlagResolution, Preflight } from "@schematic/core";
import type { CreditCase, CreditCondition } from "@schematic/core/internal";

/** More credits than any cost, and a balance that no overdraft limit lifts above zero. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;
const NONE = -Number.MAX_SAFE_INTEGER;

/**
 * Whether credits decide a check. `settled`: they do not, and this is its result. `gated`: this credit does, at the
 * rate of the condition; `resolution` is the result if it can be held. `unknown`: they do, but it is not known how.
 */
export type Probe =
  | { kind: "plain" }
  | { kind: "settled"; resolution: FlagResolution }
  | { kind: "mismatch"; resolution: FlagResolution }
  | { kind: "unknown" }
  | { kind: "gated"; resolution: FlagResolution; creditId: string; rate: number; eventSubtype: string };

/**
 * Evaluates with unlimited credits and with none, without I/O. Where both agree, credits do not matter: an override or
 * another condition decides.
 */
export function probe(
  credit: CreditCase,
  preflight: Preflight | undefined,
  eventSubtype: string | undefined,
): Probe {
  const { creditIds } = credit;
  if (creditIds.length === 0) return { kind: "plain" };
  const unlimited = credit.evaluate(preflight, balancesOf(creditIds, UNLIMITED));
  if (!unlimited.value) return { kind: "settled", resolution: unlimited };
  const none = credit.evaluate(preflight, balancesOf(creditIds, NONE));
  const conditions = credit.conditions(unlimited.ruleId).filter((condition) => condition.consumptionRate > 0);
  if (none.value && !drawsWithoutLimit(credit, conditions, none, unlimited)) {
    return { kind: "settled", resolution: none };
  }
  const deciding = decidingConditions(credit, preflight, conditions);
  const [first] = deciding;
  if (first === undefined) return { kind: "unknown" };
  const { entitlement } = unlimited;
  const known = deciding.map((condition) => condition.eventSubtype ?? subtypeOf(entitlement, condition));
  const isKnown = known.some((subtype) => subtype !== undefined);
  if (eventSubtype !== undefined && isKnown && !known.includes(eventSubtype)) {
    return { kind: "mismatch", resolution: unlimited };
  }
  const chosen = eventSubtype === undefined || !isKnown ? 0 : known.indexOf(eventSubtype);
  const condition = deciding[chosen] ?? first;
  const subtype = eventSubtype ?? known[chosen];
  if (subtype === undefined) return { kind: "unknown" };
  const { creditId, consumptionRate: rate } = condition;
  return { kind: "gated", resolution: unlimited, creditId, rate, eventSubtype: subtype };
}

/** True if the check is allowed without a balance only because the company may overdraw: its use is still billed. */
function drawsWithoutLimit(
  credit: CreditCase,
  conditions: readonly CreditCondition[],
  none: FlagResolution,
  unlimited: FlagResolution,
): boolean {
  return (
    none.ruleId === unlimited.ruleId && conditions.some((condition) => credit.isUnlimited(condition.creditId))
  );
}

/** Returns the conditions without whose credit the check is denied; else all of which one is enough. */
function decidingConditions(
  credit: CreditCase,
  preflight: Preflight | undefined,
  conditions: readonly CreditCondition[],
): readonly CreditCondition[] {
  const ids = new Set(conditions.map((condition) => condition.creditId));
  if (ids.size < 2) return conditions;
  const isNeeded = ({ creditId }: CreditCondition): boolean => {
    const balances = { ...balancesOf(credit.creditIds, UNLIMITED), [creditId]: NONE };
    return !credit.evaluate(preflight, balances).value;
  };
  const needed = conditions.filter(isNeeded);
  if (needed.length > 0) return needed;
  const isEnough = ({ creditId }: CreditCondition): boolean => {
    const balances = { ...balancesOf(credit.creditIds, NONE), [creditId]: UNLIMITED };
    return credit.evaluate(preflight, balances).value;
  };
  const enough = conditions.filter(isEnough);
  const funded = enough.filter((condition) => (credit.balance(condition.creditId) ?? 0) > 0);
  return funded.length > 0 ? funded : enough;
}

function subtypeOf(
  entitlement: FlagResolution["entitlement"],
  condition: CreditCondition,
): string | undefined {
  return entitlement?.creditId === condition.creditId ? entitlement.eventSubtype : undefined;
}

function balancesOf(creditIds: readonly string[], balance: number): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const id of creditIds) balances[id] = balance;
  return balances;
}
