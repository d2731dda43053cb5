// The wire form as tables, for the JSON parser: reserved words, structs and their members in wire order.

import * as L from "./layout";
import { intern, reserve } from "./strings";

export const MOST_WORDS: u32 = 128;

// How a member is read.
export const REQUIRED: u8 = 128;
/** A string that is only checked. */
export const SKIP_TEXT: u8 = 0;
export const TEXT: u8 = 1;
/** Only whether the text is empty. */
export const EMPTINESS: u8 = 2;
export const BOOLEAN: u8 = 3;
/** The argument is where 1 is stored for a number that is present. */
export const INTEGER: u8 = 4;
export const DOUBLE: u8 = 5;
/** The argument is the enumeration's number. */
export const NAME: u8 = 6;
export const TEXTS: u8 = 7;
/** The argument is the struct's number. */
export const LIST: u8 = 8;
export const STRUCT: u8 = 9;
export const KEYS: u8 = 10;
export const BALANCES: u8 = 11;
export const POSTPAID: u8 = 12;
/** Instead of an offset: the value is checked and not kept. */
export const NOWHERE: u8 = 255;

const RULE_TYPE: u8 = 0;
const PERIOD: u8 = 1;
const RESET: u8 = 2;
const COMPARABLE: u8 = 3;
const CONDITION_TYPE: u8 = 4;
const OPERATOR: u8 = 5;
const ENTITY: u8 = 6;
export const S_FLAG: u8 = 0;
export const S_COMPANY: u8 = 1;
export const S_USER: u8 = 2;
export const S_RULE: u8 = 3;
export const S_CONDITION: u8 = 4;
export const S_GROUP: u8 = 5;
export const S_DEFINITION: u8 = 6;
export const S_TRAIT: u8 = 7;
export const S_METRIC: u8 = 8;
export const S_SUBSCRIPTION: u8 = 9;
export const S_ENTITLEMENT: u8 = 10;
export const S_TIER: u8 = 11;
export const S_POSTPAID: u8 = 12;

/** For hosts too, who find all the parts from where the first starts. */
export const ENUMERATIONS: usize = memory.data<u8>([
  // For each enumeration: its first word, how many there are, the first code, and the code of others.
  61, 7, 0, 7, 68, 4, 0, 7, 72, 2, 0, 7, 74, 4, 0, 0, 78, 9, 1, 0, 87, 8, 1, 0, 78, 2, 1, 0,
  // For each struct: its first member's place, how many members, bytes of its record, 1 where a list may be short.
  0, 6, 0, 0,
  6, 15, 0, 0,
  21, 6, 0, 0,
  27, 10, L.RULE_BYTES as u8, 0,
  37, 15, L.CONDITION_BYTES as u8, 0,
  52, 1, L.GROUP_BYTES as u8, 1,
  53, 3, L.DEFINITION_BYTES as u8, 0,
  56, 2, L.TRAIT_BYTES as u8, 0,
  58, 9, L.METRIC_BYTES as u8, 0,
  67, 3, L.SUBSCRIPTION_BYTES as u8, 0,
  70, 19, L.ENTITLEMENT_BYTES as u8, 0,
  89, 2, L.NEXT_BYTES as u8, 0,
  91, 1, L.BALANCE_BYTES as u8, 1,
  // For each member: its word, how it is read, the argument of that, and the offset in the record.
  // flag
  1, TEXT | REQUIRED, 0, L.A_ID as u8,
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  4, TEXT | REQUIRED, 0, L.A_KEY as u8,
  5, LIST, S_RULE, L.A_RULES as u8,
  6, BOOLEAN | REQUIRED, 0, L.A_DEFAULT as u8,
  // company
  1, TEXT | REQUIRED, 0, L.A_ID as u8,
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  30, TEXT, 0, L.A_BASE_PLAN as u8,
  31, TEXTS, 0, L.A_BILLING_PRODUCTS as u8,
  32, TEXTS, 0, L.A_PLANS as u8,
  33, TEXTS, 0, L.A_PLAN_VERSIONS as u8,
  34, LIST, S_METRIC, L.A_METRICS as u8,
  35, BALANCES, 0, L.A_BALANCES as u8,
  36, POSTPAID, 0, L.A_POSTPAID as u8,
  37, STRUCT, S_SUBSCRIPTION, L.A_SUBSCRIPTION as u8,
  28, KEYS, 0, NOWHERE,
  29, LIST, S_TRAIT, L.A_TRAITS as u8,
  5, LIST, S_RULE, L.A_RULES as u8,
  38, LIST, S_ENTITLEMENT, L.A_ENTITLEMENTS as u8,
  // user
  1, TEXT | REQUIRED, 0, L.A_ID as u8,
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  28, KEYS, 0, NOWHERE,
  29, LIST, S_TRAIT, L.A_TRAITS as u8,
  5, LIST, S_RULE, L.A_RULES as u8,
  // rule
  1, TEXT | REQUIRED, 0, L.R_ID as u8,
  7, TEXT, 0, L.R_FLAG_ID as u8,
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  8, NAME | REQUIRED, RULE_TYPE, L.R_TYPE as u8,
  9, TEXT | REQUIRED, 0, L.R_NAME as u8,
  10, INTEGER | REQUIRED, 0, L.R_PRIORITY as u8,
  11, LIST, S_CONDITION, L.R_CONDITIONS as u8,
  12, LIST, S_GROUP, L.R_GROUPS as u8,
  13, BOOLEAN | REQUIRED, 0, L.R_VALUE as u8,
  // condition
  1, EMPTINESS | REQUIRED, 0, L.C_ID as u8,
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  14, NAME | REQUIRED, CONDITION_TYPE, L.C_TYPE as u8,
  15, NAME | REQUIRED, OPERATOR, L.C_OPERATOR as u8,
  16, TEXTS, 0, L.C_RESOURCES as u8,
  17, TEXT, 0, L.C_EVENT as u8,
  18, INTEGER, L.C_HAS_VALUE as u8, L.C_VALUE as u8,
  19, NAME, PERIOD, L.C_PERIOD as u8,
  20, NAME, RESET, L.C_RESET as u8,
  21, TEXT, 0, L.C_CREDIT as u8,
  22, DOUBLE, L.C_HAS_RATE as u8, L.C_RATE as u8,
  23, STRUCT, S_DEFINITION, L.C_TRAIT as u8,
  24, TEXT | REQUIRED, 0, L.C_TRAIT_VALUE as u8,
  25, STRUCT, S_DEFINITION, L.C_COMPARISON as u8,
  // condition group
  11, LIST, S_CONDITION, L.G_CONDITIONS as u8,
  // trait definition
  1, TEXT | REQUIRED, 0, L.D_ID as u8,
  26, NAME | REQUIRED, COMPARABLE, L.D_TYPE as u8,
  27, NAME | REQUIRED, ENTITY, L.D_ENTITY as u8,
  // trait
  23, STRUCT, S_DEFINITION, L.T_DEFINITION as u8,
  13, TEXT | REQUIRED, 0, L.T_VALUE as u8,
  // metric
  2, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  3, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  40, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  17, TEXT | REQUIRED, 0, L.M_EVENT as u8,
  41, NAME | REQUIRED, PERIOD, L.M_PERIOD as u8,
  42, NAME | REQUIRED, RESET, L.M_RESET as u8,
  13, INTEGER | REQUIRED, 0, L.M_VALUE as u8,
  43, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  44, SKIP_TEXT, 0, NOWHERE,
  // subscription
  1, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  45, TEXT | REQUIRED, 0, L.U_START as u8,
  46, TEXT | REQUIRED, 0, L.U_END as u8,
  // entitlement
  47, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  48, TEXT | REQUIRED, 0, L.E_KEY as u8,
  49, NAME | REQUIRED, RULE_TYPE, NOWHERE,
  50, INTEGER, 0, NOWHERE,
  51, INTEGER, 0, NOWHERE,
  52, INTEGER, 0, NOWHERE,
  53, SKIP_TEXT, 0, NOWHERE,
  17, SKIP_TEXT, 0, NOWHERE,
  19, NAME, PERIOD, NOWHERE,
  42, NAME, RESET, NOWHERE,
  54, SKIP_TEXT, 0, NOWHERE,
  21, SKIP_TEXT, 0, NOWHERE,
  55, DOUBLE, 0, NOWHERE,
  56, DOUBLE, 0, NOWHERE,
  57, DOUBLE, 0, NOWHERE,
  58, DOUBLE, 0, NOWHERE,
  59, DOUBLE, 0, NOWHERE,
  22, DOUBLE, 0, NOWHERE,
  60, LIST, S_TIER, NOWHERE,
  // warning tier
  4, SKIP_TEXT | REQUIRED, 0, NOWHERE,
  13, INTEGER | REQUIRED, 0, NOWHERE,
  // postpaid configuration
  39, DOUBLE, L.B_MODE as u8, L.B_VALUE as u8,
  // Member names, then names of enumerations; a word's number is its place, from 1.
  ascii(
    "id account_id environment_id key rules default_value flag_id rule_type name priority conditions condition_groups value condition_type operator resource_ids event_subtype metric_value metric_period metric_period_month_reset credit_id consumption_rate trait_definition trait_value comparison_trait_definition comparable_type entity_type keys traits base_plan_id billing_product_ids plan_ids plan_version_ids metrics credit_balances credit_postpaid subscription entitlements overdraft_limit company_id period month_reset created_at valid_until period_start period_end feature_id feature_key value_type allocation soft_limit usage event_name metric_reset_at credit_total credit_used credit_remaining credit_reserved credit_settled warning_tiers global_override company_override plan_entitlement company_override_usage_exceeded plan_entitlement_usage_exceeded standard default all_time current_day current_week current_month first_of_month billing_cycle string bool date int company user plan plan_version billing_product base_plan credit metric trait eq ne gt lt gte lte is_empty not_empty ",
  ),
  0,
]);
export const STRUCTS: usize = ENUMERATIONS + 28;
export const MEMBERS: usize = STRUCTS + 52;
const WORDS: usize = MEMBERS + 368;

/** For each word: its text. */
export const WORD_TEXTS: usize = memory.data(MOST_WORDS * 4, 4);
/** Which member followed the last time: for each member, then for the start of each struct; a place from 1. */
export const FOLLOWERS: usize = memory.data(128);
export const STARTS: u32 = 100;

const word: usize = memory.data(64);

/** Interns the reserved words for good; false when memory is short. */
export function initSchema(): bool {
  let letters = WORDS;
  let length: u32 = 0;
  let number: u32 = 0;
  for (let letter = load<u8>(letters); letter; letter = load<u8>(++letters)) {
    if (letter != 32) store<u8>(word + length++, letter);
    else {
      const text = intern(word, length);
      if (!text) return false;
      reserve(text, ++number);
      store<u32>(WORD_TEXTS + (number << 2), text);
      length = 0;
    }
  }
  return true;
}
