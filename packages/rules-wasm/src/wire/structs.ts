import { expected, object, Refusal, type Wire } from "./check";

/** A struct of the wire form. */
export interface Struct {
  /** Names of its members in the order in which a list may hold them. */
  readonly names: readonly string[];
  /** The same names in both casings. */
  readonly spellings: readonly string[];
}

export function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function struct(members: string): Struct {
  const names = members.split(" ");
  return { names, spellings: [...new Set([...names, ...names.map(camel)])] };
}

export const FLAG: Struct = /* @__PURE__ */ struct("id account_id environment_id key rules default_value");
export const COMPANY: Struct = /* @__PURE__ */ struct(
  "id account_id environment_id base_plan_id billing_product_ids keys plan_ids plan_version_ids metrics credit_balances credit_postpaid subscription traits rules credit_spend_policies entitlements",
);
export const USER: Struct = /* @__PURE__ */ struct(
  "id account_id environment_id keys traits credit_spend_policies rules",
);
export const RULE: Struct = /* @__PURE__ */ struct(
  "id flag_id account_id environment_id rule_type name priority conditions condition_groups value",
);
export const CONDITION: Struct = /* @__PURE__ */ struct(
  "id account_id environment_id condition_type operator resource_ids event_subtype metric_value metric_period metric_period_month_reset credit_id consumption_rate quantity_rates trait_definition trait_value comparison_trait_definition",
);
export const GROUP: Struct = /* @__PURE__ */ struct("conditions");
export const DEFINITION: Struct = /* @__PURE__ */ struct("id comparable_type entity_type");
export const TRAIT: Struct = /* @__PURE__ */ struct("trait_definition value");
export const METRIC: Struct = /* @__PURE__ */ struct(
  "account_id environment_id company_id event_subtype period month_reset value created_at valid_until",
);
export const SUBSCRIPTION: Struct = /* @__PURE__ */ struct("id period_start period_end");
export const ENTITLEMENT: Struct = /* @__PURE__ */ struct(
  "feature_id feature_key value_type allocation soft_limit usage event_name event_subtype metric_period month_reset metric_reset_at credit_id credit_total credit_used credit_remaining credit_reserved credit_settled consumption_rate quantity_rates warning_tiers",
);
export const TIER: Struct = /* @__PURE__ */ struct("key value");
export const POSTPAID: Struct = /* @__PURE__ */ struct("overdraft_limit");
export const POLICY: Struct = /* @__PURE__ */ struct(
  "id credit_id kind scope company_id label limit consumed window resets_at",
);
export const WINDOW: Struct = /* @__PURE__ */ struct("unit count");

/** Names of members that JSON text has twice, by their object. */
export type Duplicates = ReadonlyMap<object, ReadonlySet<string>>;

/** The form in which an entity came, for its readers. */
export interface Origin {
  /** True if no code has added members to `Object.prototype` that readers would take for an object's own. */
  readonly isPrototypeClean: boolean;
  /** True if the objects are known to have no other members than their own, as those of `JSON.parse`. */
  readonly hasOwnOnly: boolean;
  readonly duplicates: Duplicates | undefined;
}

/** The own members of a value that stands for a struct: an object, or a list of its members in their order. */
export function members(origin: Origin, value: unknown, form: Struct): Wire {
  if (typeof value !== "object" || value === null) throw expected("an object", value);
  // Most are plain objects. Their prototype is enough to show that they are not lists or number literals.
  const isPlain = origin.hasOwnOnly
    ? !Array.isArray(value)
    : origin.isPrototypeClean && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && origin.duplicates === undefined ? (value as Wire) : otherMembers(origin, value, form);
}

function otherMembers(origin: Origin, value: object, form: Struct): Wire {
  if (Array.isArray(value)) return listed(value, form);
  const o = object(value);
  if (origin.duplicates !== undefined) refuseDuplicates(origin.duplicates.get(o), form);
  const prototype: unknown = Object.getPrototypeOf(o);
  if (prototype === null || (prototype === Object.prototype && origin.isPrototypeClean)) return o as Wire;
  return ownMembers(o as Wire, form);
}

/** A list may be shorter than the struct: an absent member is refused where it is required. */
function listed(value: readonly unknown[], { names }: Struct): Wire {
  if (value.length > names.length) {
    throw new Refusal(`is a list of ${value.length}, expected an object`);
  }
  const made: Wire = Object.create(null);
  names.forEach((name, i) => {
    made[name] = value[i];
  });
  return made;
}

function ownMembers(value: Wire, { spellings }: Struct): Wire {
  const made: Wire = Object.create(null);
  for (const name of spellings) if (Object.hasOwn(value, name)) made[name] = value[name];
  return made;
}

function refuseDuplicates(names: ReadonlySet<string> | undefined, { spellings }: Struct): void {
  const name = names && spellings.find((spelling) => names.has(spelling));
  if (name !== undefined) throw new Refusal(`has the member "${name}" given twice`, true);
}
