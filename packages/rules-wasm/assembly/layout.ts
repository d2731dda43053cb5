// Codes and byte offsets that the host and the engine share. The host imports this file, so each layout has one
// home. The arena holds what the host writes: records of 32-bit words, linked by offsets from the arena's start.

export * from "./blocks";

// ---- Codes -------------------------------------------------------------------
export const FLAG: u32 = 1;
export const COMPANY: u32 = 2;
export const USER: u32 = 3;

// Rule types in the order in which their rules are tried.
export const GLOBAL_OVERRIDE: u32 = 0;
export const COMPANY_OVERRIDE: u32 = 1;
export const PLAN_ENTITLEMENT: u32 = 2;
export const COMPANY_USAGE_EXCEEDED: u32 = 3;
export const PLAN_USAGE_EXCEEDED: u32 = 4;
export const STANDARD: u32 = 5;
export const DEFAULT: u32 = 6;
export const UNKNOWN_RULE: u32 = 7;

export const STRING: u32 = 0;
export const BOOL: u32 = 1;
export const DATE: u32 = 2;
export const INT: u32 = 3;

export const ALL_TIME: u32 = 0;
export const CURRENT_DAY: u32 = 1;
export const CURRENT_WEEK: u32 = 2;
export const CURRENT_MONTH: u32 = 3;
export const FIRST_OF_MONTH: u32 = 0;
export const BILLING_CYCLE: u32 = 1;
/** A period or reset that is newer than this engine. */
export const UNKNOWN: u32 = 7;
/** A metric's period and reset as one number: period + RESET_STEP * reset. */
export const RESET_STEP: u32 = 4;

export const TYPE_COMPANY: u32 = 1;
export const TYPE_USER: u32 = 2;
export const TYPE_PLAN: u32 = 3;
export const TYPE_PLAN_VERSION: u32 = 4;
export const TYPE_BILLING_PRODUCT: u32 = 5;
export const TYPE_BASE_PLAN: u32 = 6;
export const TYPE_CREDIT: u32 = 7;
export const TYPE_METRIC: u32 = 8;
export const TYPE_TRAIT: u32 = 9;

export const OP_EQ: u32 = 1;
export const OP_NE: u32 = 2;
export const OP_GT: u32 = 3;
export const OP_LT: u32 = 4;
export const OP_GTE: u32 = 5;
export const OP_LTE: u32 = 6;
export const OP_IS_EMPTY: u32 = 7;
export const OP_NOT_EMPTY: u32 = 8;

export const PER_DRAW: u32 = 0;
export const WINDOW: u32 = 1;
/** A window that ends at a known instant. Only in blocks. */
export const WINDOW_WITH_END: u32 = 2;

/** Postpaid configuration of a credit: none, without a limit, or with one. */
export const PREPAID: u32 = 0;
export const POSTPAID_UNLIMITED: u32 = 1;
export const POSTPAID_LIMITED: u32 = 2;

// ---- Arena -----------------------------------------------------------------------------------------------
/** Start of the root record; the word before it is the entity's kind. */
export const ROOT: u32 = 16;
export const A_KIND: u32 = 12;
export const A_ID: u32 = 0;
export const A_RULES: u32 = 4;
export const A_KEY: u32 = 8;
export const A_DEFAULT: u32 = 12;
export const A_BASE_PLAN: u32 = 8;
export const A_PLANS: u32 = 12;
export const A_PLAN_VERSIONS: u32 = 16;
export const A_BILLING_PRODUCTS: u32 = 20;
export const A_METRICS: u32 = 24;
export const A_BALANCES: u32 = 28;
export const A_POSTPAID: u32 = 32;
export const A_SUBSCRIPTION: u32 = 36;
export const A_TRAITS: u32 = 40;
export const A_ENTITLEMENTS: u32 = 44;
export const A_POLICIES: u32 = 48;
export const ROOT_BYTES: u32 = 52;

/** In every list element: offset of the next one, 0 in the last. */
export const NEXT: u32 = 0;

/** A text in a list: plans, resources, feature keys of entitlements. */
export const S_TEXT: u32 = 4;
export const TEXT_BYTES: u32 = 8;

/** 1 for a rule whose id is empty: it never matches. */
export const R_NAMELESS: u32 = 4;
export const R_FLAG_ID: u32 = 8;
export const R_TYPE: u32 = 12;
export const R_PRIORITY: u32 = 16;
export const R_VALUE: u32 = 24;
export const R_CONDITIONS: u32 = 28;
export const R_GROUPS: u32 = 32;
export const RULE_BYTES: u32 = 36;

export const C_TYPE: u32 = 4;
export const C_OPERATOR: u32 = 8;
/** 1 for a condition whose id is empty: it is false. */
export const C_NAMELESS: u32 = 12;
export const C_RESOURCES: u32 = 16;
export const C_EVENT: u32 = 20;
export const C_HAS_VALUE: u32 = 24;
export const C_PERIOD: u32 = 28;
export const C_VALUE: u32 = 32;
export const C_RESET: u32 = 40;
export const C_CREDIT: u32 = 44;
export const C_RATE: u32 = 48;
/** Offset of a definition record, 0 for none. */
export const C_TRAIT: u32 = 56;
export const C_COMPARISON: u32 = 60;
export const C_TRAIT_VALUE: u32 = 64;
/** A list of amounts by name. */
export const C_QUANTITY_RATES: u32 = 68;
export const CONDITION_BYTES: u32 = 72;

export const D_ID: u32 = 0;
export const D_TYPE: u32 = 4;
export const D_ENTITY: u32 = 8;
export const DEFINITION_BYTES: u32 = 12;

export const G_CONDITIONS: u32 = 4;
export const GROUP_BYTES: u32 = 8;

export const T_DEFINITION: u32 = 4;
export const T_VALUE: u32 = 8;
export const TRAIT_BYTES: u32 = 12;

export const M_EVENT: u32 = 4;
export const M_PERIOD: u32 = 8;
export const M_RESET: u32 = 12;
export const M_VALUE: u32 = 16;
export const METRIC_BYTES: u32 = 24;

/** An amount by name: balances, postpaid limits, rates, costs and quantities. */
export const B_NAME: u32 = 4;
export const B_VALUE: u32 = 8;
/** Postpaid limits only. */
export const B_MODE: u32 = 16;
export const AMOUNT_BYTES: u32 = 20;

export const U_START: u32 = 0;
export const U_END: u32 = 4;
export const SUBSCRIPTION_BYTES: u32 = 8;

/** A spend policy that can bind. */
export const Q_CREDIT: u32 = 4;
export const Q_KIND: u32 = 8;
/** The only company that a user's policy binds for, 0 for any. */
export const Q_COMPANY: u32 = 12;
/** Place in the entity's list, from 1. */
export const Q_PLACE: u32 = 16;
export const Q_RESETS_AT: u32 = 20;
export const Q_LIMIT: u32 = 24;
export const Q_CONSUMED: u32 = 32;
export const POLICY_BYTES: u32 = 40;

/** A preflight. */
export const PF_USAGE: u32 = 0;
export const PF_QUANTITY: u32 = 8;
/** Event of the quantity above. */
export const PF_EVENT: u32 = 16;
/** Event of the quantities below. */
export const PF_MEASURED_EVENT: u32 = 20;
export const PF_MEASURED: u32 = 24;
/** Lists of amounts by name. */
export const PF_QUANTITIES: u32 = 32;
export const PF_COSTS: u32 = 36;
export const PREFLIGHT_BYTES: u32 = 40;

/** Modes of an evaluation: the whole result instead of the decision; with the preflight in its area. */
export const MODE_FULL: u32 = 1;
export const MODE_PREFLIGHT: u32 = 2;

// ---- Results ---------------------------------------------------------------------------------------------
/** One result, in the exchange area and in each record of the table for several flags. */
export const O_RULE: u32 = 0;
/** Place of the entitlement from 1, 0 for none. */
export const O_ENTITLEMENT: u32 = 4;
/** Period in the low four bits and reset above them. */
export const O_PERIOD: u32 = 8;
/** Set by `resetAt`. */
export const O_NANOS: u32 = 12;
export const O_ALLOCATION: u32 = 16;
export const O_USAGE: u32 = 24;
/**
 * Spend policy to report: its place from 1, with the source above PLACE_BITS; 0 for none. Only set if the company or
 * the user has spend policies.
 */
export const O_POLICY: u32 = 32;
/** Table only: the flag to evaluate, then the result's code. */
export const O_CODE: u32 = 36;
/** Credits that the reported policy refused. */
export const O_COST: u32 = 40;
export const RESULT_BYTES: u32 = 48;
/** Records of the table. */
export const TABLE_RECORDS: u32 = 128;
/** Bits of a place; the bits above say whose it is: 0 the flag's, 1 the company's, 2 the user's. */
export const PLACE_BITS: u32 = 28;
