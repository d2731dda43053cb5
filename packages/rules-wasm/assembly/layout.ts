// Byte offsets of the two forms that an entity takes.
//
// "Arena": what the host or the JSON parser writes, records of 32-bit words linked by offsets from the arena's
// start. "Block": what evaluation reads, one block of memory per entity, with absolute addresses inside.

// ---- Arena -----------------------------------------------------------------------------------------------
/** Where the root record starts. */
export const ROOT: u32 = 16;
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
export const ROOT_BYTES: u32 = 48;

/** In every list element: offset of the next one. */
export const NEXT: u32 = 0;
export const S_TEXT: u32 = 4;
/** A list element of which nothing is kept. */
export const NEXT_BYTES: u32 = 4;

export const R_ID: u32 = 4;
export const R_FLAG_ID: u32 = 8;
export const R_TYPE: u32 = 12;
export const R_PRIORITY: u32 = 16;
export const R_VALUE: u32 = 24;
export const R_NAME: u32 = 28;
export const R_CONDITIONS: u32 = 32;
export const R_GROUPS: u32 = 36;
export const RULE_BYTES: u32 = 40;

export const C_TYPE: u32 = 4;
export const C_OPERATOR: u32 = 8;
export const C_ID: u32 = 12;
export const C_RESOURCES: u32 = 16;
export const C_EVENT: u32 = 20;
export const C_HAS_VALUE: u32 = 24;
export const C_PERIOD: u32 = 28;
export const C_VALUE: u32 = 32;
export const C_RESET: u32 = 40;
export const C_CREDIT: u32 = 44;
export const C_RATE: u32 = 48;
export const C_HAS_RATE: u32 = 56;
/** Offset of a definition record, 0 for none. */
export const C_TRAIT: u32 = 60;
export const C_COMPARISON: u32 = 64;
export const C_TRAIT_VALUE: u32 = 68;
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

/** Balances, postpaid limits and credit costs: a credit id and a number. */
export const B_CREDIT: u32 = 4;
export const B_VALUE: u32 = 8;
/** For postpaid limits: 0 no configuration, 1 without limit, 2 the number is the limit. */
export const B_MODE: u32 = 16;
export const BALANCE_BYTES: u32 = 20;

export const U_START: u32 = 0;
export const U_END: u32 = 4;
export const SUBSCRIPTION_BYTES: u32 = 8;

export const E_KEY: u32 = 4;
/** The entitlement's JSON text in the parser's input, as offset and length; 0 from the host's encoder. */
export const E_RAW: u32 = 8;
export const E_RAW_LENGTH: u32 = 12;
export const ENTITLEMENT_BYTES: u32 = 16;

// ---- Codes, shared by both -------------------------------------------------------------------------------
export const FLAG: u32 = 1;
export const COMPANY: u32 = 2;
export const USER: u32 = 3;

export const STANDARD: u32 = 5;
export const UNKNOWN_RULE: u32 = 7;

export const STRING: u32 = 0;
export const BOOL: u32 = 1;
export const DATE: u32 = 2;
export const INT: u32 = 3;

export const ALL_TIME: u32 = 0;
export const CURRENT_DAY: u32 = 1;
export const CURRENT_WEEK: u32 = 2;
export const CURRENT_MONTH: u32 = 3;
/** A period or reset that this engine does not know. */
export const UNKNOWN: u32 = 7;

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

/** Kinds in the low four bits of a look-up key; metrics use 0-7, period + 4 * reset. */
export const KIND_TRAIT: u32 = 8;
export const KIND_RULES: u32 = 9;
export const KIND_PLAN: u32 = 10;
export const KIND_PLAN_VERSION: u32 = 11;
export const KIND_BILLING_PRODUCT: u32 = 12;
export const KIND_CREDIT: u32 = 13;
export const KIND_ENTITLEMENT: u32 = 14;
/** In filters alone: the company's own id. */
export const KIND_COMPANY: u32 = 15;

// ---- Block -----------------------------------------------------------------------------------------------
export const K_KIND: u32 = 0;
export const K_ID: u32 = 4;
/** Texts that the block refers to, each counted once. */
export const K_TEXTS: u32 = 8;
export const K_TEXT_COUNT: u32 = 12;
export const K_TABLE: u32 = 16;
/** Bytes of the table less one slot. */
export const K_MASK: u32 = 20;
export const K_SHIFT: u32 = 24;
export const K_RULES: u32 = 28;
export const K_RULE_COUNT: u32 = 32;
// flag
export const K_KEY: u32 = 40;
export const K_DEFAULT: u32 = 44;
/** Where a flag's filters are, one for each rule, in their order. */
export const FLAG_HEAD: u32 = 48;
// company
/** Words of what the company is and has, for filters, and their bytes less one word. */
export const K_BITS: u32 = 36;
export const K_BITS_MASK: u32 = 40;
export const K_BASE_PLAN: u32 = 44;
/** 0 no subscription, 1 unusable times, 2 usable. */
export const K_SUBSCRIPTION: u32 = 48;
export const K_START_NANOS: u32 = 52;
export const K_START: u32 = 56;
export const K_END: u32 = 64;
export const K_END_NANOS: u32 = 72;
/** Chain of blocks that patches added. */
export const K_ADDED: u32 = 76;
export const K_FREE_SLOTS: u32 = 80;
/** Set when the table has a block of its own. */
export const K_OWN_TABLE: u32 = 84;
export const K_RAW: u32 = 88;
/** Bytes of the block that conditions look at, and how many of them are worth fetching first. */
export const K_HOT: u32 = 92;
export const MOST_HOT: u32 = 16384;
export const SUBJECT_HEAD: u32 = 96;

/** A value prepared for comparison as its type. */
export const V_TEXT: u32 = 0;
export const V_FLAGS: u32 = 4;
export const V_TYPE: u32 = 5;
export const V_NUMBER: u32 = 8;
export const V_NANOS: u32 = 16;
export const VALUE_BYTES: u32 = 24;
export const IS_FLOAT: u32 = 1;
export const IS_DATE: u32 = 2;
export const IS_TRUE: u32 = 4;

export const CREDIT_BALANCE: u32 = 0;
export const CREDIT_LIMIT: u32 = 8;
export const CREDIT_MODE: u32 = 16;
export const CREDIT_BYTES: u32 = 24;

/** What the host turns into an answer: which rule of which entity. */
export const X_OUTCOME: u32 = 0;
export const X_TYPE: u32 = 4;
export const X_PRIORITY: u32 = 8;
/** The condition to begin with. */
export const X_START: u32 = 16;
/** The condition that usage fields are read from, or 0. */
export const X_USAGE: u32 = 24;
/** In the first rule of a flag's run: how many follow each other. */
export const X_RUN: u32 = 28;
export const X_ID: u32 = 32;
export const X_NAME: u32 = 36;
export const X_VALUE: u32 = 40;
export const X_FLAG: u32 = 44;
export const X_BYTES: u32 = 48;

/**
 * A rule's filter: two places among a company's words, the bits of which one must be there, and what to do then.
 */
export const F_PLACES: u32 = 0;
export const F_BITS: u32 = 4;
export const F_START: u32 = 12;
export const F_BYTES: u32 = 16;

export const P_CODE: u32 = 0;
/** Comparison results that make the condition true: 1 less, 2 equal, 4 greater, 8 empty, 16 not empty. */
export const P_MASK: u32 = 1;
export const P_ENTITY: u32 = 2;
export const P_PERIOD: u32 = 3;
export const P_KEY: u32 = 4;
/** Where to go on: 0 leaves the rule, an odd address is the rule that has matched. */
export const P_TRUE: u32 = 8;
export const P_FALSE: u32 = 12;
/** A prepared value, of which narrow conditions have the text or the integer alone; or resources; or a credit's event and rate. */
export const P_VALUE: u32 = 16;
export const P_RESOURCES: u32 = 16;
export const P_RESOURCE_COUNT: u32 = 20;
export const P_EVENT: u32 = 16;
export const P_RATE: u32 = 24;
/** So many resources have their place in the condition itself. */
export const RESOURCES_WITHIN: u32 = 2;
/** Where the conditions that a check looks at most end: two of them are what a processor fetches at once. */
export const NARROW: u32 = 32;
export const P_COMPARISON: u32 = 40;
/** 0 none, 1 the comparison trait gives the right side, 2 it stays out (its id is empty). */
export const P_COMPARISON_MODE: u32 = 44;
export const WIDE: u32 = 64;

/** Text of a company's trait, equal or not, and of a user's. */
export const CODE_COMPANY_TEXT: u32 = 0;
export const CODE_USER_TEXT: u32 = 1;
export const CODE_LISTED: u32 = 2;
export const CODE_METRIC: u32 = 3;
export const CODE_ALWAYS: u32 = 4;
/** These two are wide. */
export const CODE_TRAIT: u32 = 5;
export const CODE_METRIC_TRAIT: u32 = 6;
/** A metric condition without a value: not true, and the rest of its rule is not tried. */
export const CODE_METRIC_ERROR: u32 = 7;
export const CODE_COMPANY: u32 = 8;
export const CODE_USER: u32 = 9;
export const CODE_BASE_PLAN: u32 = 10;
export const CODE_CREDIT: u32 = 11;
