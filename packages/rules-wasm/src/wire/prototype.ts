/** An object without own members: what it has comes from `Object.prototype`. */
const EMPTY = {};

// One check for each member of a struct, in both casings. The compiler knows that they are absent and removes them,
// while a list of all members of `Object.prototype` takes a fifth of a small load. A test compares these with the structs.

function hasFlagMember(o: object): boolean {
  return (
    "id" in o ||
    "account_id" in o ||
    "accountId" in o ||
    "environment_id" in o ||
    "environmentId" in o ||
    "key" in o ||
    "rules" in o ||
    "default_value" in o ||
    "defaultValue" in o ||
    "flag_id" in o ||
    "flagId" in o ||
    "rule_type" in o ||
    "ruleType" in o ||
    "name" in o ||
    "priority" in o ||
    "conditions" in o ||
    "condition_groups" in o ||
    "conditionGroups" in o ||
    "value" in o
  );
}

function hasConditionMember(o: object): boolean {
  return (
    "condition_type" in o ||
    "conditionType" in o ||
    "operator" in o ||
    "resource_ids" in o ||
    "resourceIds" in o ||
    "event_subtype" in o ||
    "eventSubtype" in o ||
    "metric_value" in o ||
    "metricValue" in o ||
    "metric_period" in o ||
    "metricPeriod" in o ||
    "metric_period_month_reset" in o ||
    "metricPeriodMonthReset" in o ||
    "credit_id" in o ||
    "creditId" in o ||
    "consumption_rate" in o ||
    "consumptionRate" in o ||
    "quantity_rates" in o ||
    "quantityRates" in o ||
    "trait_definition" in o ||
    "traitDefinition" in o ||
    "trait_value" in o ||
    "traitValue" in o ||
    "comparison_trait_definition" in o ||
    "comparisonTraitDefinition" in o ||
    "comparable_type" in o ||
    "comparableType" in o ||
    "entity_type" in o ||
    "entityType" in o
  );
}

function hasCompanyMember(o: object): boolean {
  return (
    "keys" in o ||
    "traits" in o ||
    "credit_spend_policies" in o ||
    "creditSpendPolicies" in o ||
    "base_plan_id" in o ||
    "basePlanId" in o ||
    "billing_product_ids" in o ||
    "billingProductIds" in o ||
    "plan_ids" in o ||
    "planIds" in o ||
    "plan_version_ids" in o ||
    "planVersionIds" in o ||
    "metrics" in o ||
    "credit_balances" in o ||
    "creditBalances" in o ||
    "credit_postpaid" in o ||
    "creditPostpaid" in o ||
    "subscription" in o ||
    "entitlements" in o ||
    "company_id" in o ||
    "companyId" in o ||
    "period" in o ||
    "month_reset" in o ||
    "monthReset" in o ||
    "created_at" in o ||
    "createdAt" in o ||
    "valid_until" in o ||
    "validUntil" in o ||
    "period_start" in o ||
    "periodStart" in o ||
    "period_end" in o ||
    "periodEnd" in o ||
    "overdraft_limit" in o ||
    "overdraftLimit" in o
  );
}

function hasEntitlementMember(o: object): boolean {
  return (
    "feature_id" in o ||
    "featureId" in o ||
    "feature_key" in o ||
    "featureKey" in o ||
    "value_type" in o ||
    "valueType" in o ||
    "allocation" in o ||
    "soft_limit" in o ||
    "softLimit" in o ||
    "usage" in o ||
    "event_name" in o ||
    "eventName" in o ||
    "metric_reset_at" in o ||
    "metricResetAt" in o ||
    "credit_total" in o ||
    "creditTotal" in o ||
    "credit_used" in o ||
    "creditUsed" in o ||
    "credit_remaining" in o ||
    "creditRemaining" in o ||
    "credit_reserved" in o ||
    "creditReserved" in o ||
    "credit_settled" in o ||
    "creditSettled" in o ||
    "warning_tiers" in o ||
    "warningTiers" in o ||
    "kind" in o ||
    "scope" in o ||
    "label" in o ||
    "limit" in o ||
    "consumed" in o ||
    "window" in o ||
    "resets_at" in o ||
    "resetsAt" in o ||
    "unit" in o ||
    "count" in o
  );
}

/**
 * True if no code has added members to `Object.prototype` that readers would take for an object's own. Checked at
 * every load, because a library may add them at any time.
 */
export function isPrototypeClean(): boolean {
  const o = EMPTY;
  return !(hasFlagMember(o) || hasConditionMember(o) || hasCompanyMember(o) || hasEntitlementMember(o));
}
