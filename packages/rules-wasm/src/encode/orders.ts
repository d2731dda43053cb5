/** The members of each struct in their wire order, for those that are given as lists. */
export const FLAG: readonly string[] = [
  "id",
  "account_id",
  "environment_id",
  "key",
  "rules",
  "default_value",
];
export const RULE: readonly string[] =
  "id flag_id account_id environment_id rule_type name priority conditions condition_groups value".split(" ");
export const CONDITION: readonly string[] = (
  "id account_id environment_id condition_type operator resource_ids event_subtype metric_value metric_period " +
  "metric_period_month_reset credit_id consumption_rate trait_definition trait_value comparison_trait_definition"
).split(" ");
export const GROUP: readonly string[] = ["conditions"];
export const DEFINITION: readonly string[] = ["id", "comparable_type", "entity_type"];
export const USER: readonly string[] = ["id", "account_id", "environment_id", "keys", "traits", "rules"];
export const COMPANY: readonly string[] = (
  "id account_id environment_id base_plan_id billing_product_ids plan_ids plan_version_ids metrics credit_balances " +
  "credit_postpaid subscription keys traits rules entitlements"
).split(" ");
export const POSTPAID: readonly string[] = ["overdraft_limit"];
export const METRIC: readonly string[] =
  "account_id environment_id company_id event_subtype period month_reset value created_at valid_until".split(
    " ",
  );
export const TRAIT: readonly string[] = ["trait_definition", "value"];
export const SUBSCRIPTION: readonly string[] = ["id", "period_start", "period_end"];
export const ENTITLEMENT: readonly string[] = (
  "feature_id feature_key value_type allocation soft_limit usage event_name event_subtype metric_period month_reset " +
  "metric_reset_at credit_id credit_total credit_used credit_remaining credit_reserved credit_settled " +
  "consumption_rate warning_tiers"
).split(" ");
export const TIER: readonly string[] = ["key", "value"];
