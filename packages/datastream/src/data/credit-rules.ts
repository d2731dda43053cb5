import type { CreditCondition } from "@schematic/core/internal";
import { isObject } from "../wire/messages";

/** Credit conditions of a list of rules, by rule id, and the credits that they name. */
interface CreditRules {
  readonly byRule: ReadonlyMap<string, readonly CreditCondition[]>;
  readonly creditIds: readonly string[];
}

const NONE: CreditRules = { byRule: new Map(), creditIds: [] };
/** Rules are replaced and never changed, so that what was found in a list holds as long as the list. */
const known = new WeakMap<object, CreditRules>();

/** Returns the credit conditions in the rules of a flag, company or user. */
export function creditRulesOf(entity: Readonly<Record<string, unknown>>): CreditRules {
  const { rules } = entity;
  if (!Array.isArray(rules) || rules.length === 0) return NONE;
  const found = known.get(rules) ?? findConditions(rules);
  known.set(rules, found);
  return found;
}

function findConditions(rules: readonly unknown[]): CreditRules {
  const byRule = new Map<string, CreditCondition[]>();
  const creditIds = new Set<string>();
  for (const rule of rules) {
    if (!isObject(rule)) continue;
    const groups = Array.isArray(rule.condition_groups) ? rule.condition_groups : [];
    const lists = [rule.conditions, ...groups.map((group) => isObject(group) && group.conditions)];
    const conditions = lists.flatMap((list) => (Array.isArray(list) ? list : [])).flatMap(creditConditionOf);
    for (const { creditId } of conditions) creditIds.add(creditId);
    if (conditions.length > 0) byRule.set(String(rule.id), conditions);
  }
  return byRule.size === 0 ? NONE : { byRule, creditIds: [...creditIds] };
}

function creditConditionOf(condition: unknown): CreditCondition[] {
  if (!isObject(condition) || condition.condition_type !== "credit") return [];
  const { credit_id: creditId, consumption_rate: rate, event_subtype: eventSubtype } = condition;
  if (typeof creditId !== "string") return [];
  const consumptionRate = typeof rate === "number" ? rate : 1;
  return [
    {
      creditId,
      consumptionRate,
      ...(typeof eventSubtype === "string" && eventSubtype !== "" && { eventSubtype }),
    },
  ];
}
