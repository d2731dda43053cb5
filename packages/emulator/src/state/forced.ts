import { condition } from "./conditions";
import type { Flag, WireRule } from "./model";
import type { World } from "./world";

/** For whom a flag is switched: everybody, or one company or user. */
export type ForcedFor = "everybody" | { company: string } | { user: string };

/** Switches of a flag by hand, in effect until they are removed. */
export interface ForcedValues {
  everybody?: boolean;
  /** By company id. */
  companies: Map<string, boolean>;
  /** By user id. */
  users: Map<string, boolean>;
}

/** Switches a flag on or off; null returns it to its rules. */
export function forceFlag(world: World, flag: Flag, to: { for: ForcedFor; value: boolean | null }): void {
  const forced: ForcedValues = world.forced.get(flag.id) ?? { companies: new Map(), users: new Map() };
  const { value } = to;
  if (to.for === "everybody") {
    if (value === null) delete forced.everybody;
    else forced.everybody = value;
  } else {
    const values = "company" in to.for ? forced.companies : forced.users;
    const id = "company" in to.for ? to.for.company : to.for.user;
    if (value === null) values.delete(id);
    else values.set(id, value);
  }
  if (forced.everybody === undefined && forced.companies.size === 0 && forced.users.size === 0)
    world.forced.delete(flag.id);
  else world.forced.set(flag.id, forced);
}

/** Returns the rules that switches make, the most specific first. They precede all other rules. */
export function forcedRules(world: World, flag: Flag): WireRule[] {
  const forced = world.forced.get(flag.id);
  if (forced === undefined) return [];
  const rules: WireRule[] = [];
  const add = (name: string, value: boolean, who?: { type: "company" | "user"; ids: string[] }): void => {
    const id = `rule_forced_${flag.id}_${rules.length}`;
    rules.push({
      id,
      flag_id: flag.id,
      account_id: world.accountId,
      environment_id: world.environmentId,
      rule_type: "global_override",
      name,
      priority: rules.length - 1_000,
      value,
      conditions:
        who === undefined
          ? []
          : [condition(world, `cond_${id}`, { condition_type: who.type, resource_ids: who.ids })],
      condition_groups: [],
    });
  };
  const addAll = (values: Map<string, boolean>, type: "company" | "user"): void => {
    for (const value of [true, false]) {
      const ids = [...values].filter(([, forcedValue]) => forcedValue === value).map(([id]) => id);
      if (ids.length > 0) add(`Switched ${value ? "on" : "off"} by hand`, value, { type, ids });
    }
  };
  addAll(forced.users, "user");
  addAll(forced.companies, "company");
  if (forced.everybody !== undefined) {
    add(`Switched ${forced.everybody ? "on" : "off"} by hand`, forced.everybody);
  }
  return rules;
}
