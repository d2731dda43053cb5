import type { Comparable } from "../seed/types";
import type { EntityKind, TraitDefinition, WireCondition } from "./model";
import type { World } from "./world";

export type ConditionFields = Partial<WireCondition> & Pick<WireCondition, "condition_type">;

export function condition(world: World, id: string, fields: ConditionFields): WireCondition {
  return {
    id,
    account_id: world.accountId,
    environment_id: world.environmentId,
    operator: "eq",
    resource_ids: [],
    trait_value: "",
    ...fields,
  };
}

export function comparableOf(value: unknown): Comparable {
  if (typeof value === "number") return "int";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return "date";
  return "string";
}

export function traitDefinition(kind: EntityKind, name: string, as: Comparable): TraitDefinition {
  return { id: `trait_${kind}_${name}`, comparable_type: as, entity_type: kind };
}
