// Byte offsets of the engine's own blocks: one block of memory per entity, with absolute addresses inside.

// ---- Texts -----------------------------------------------------------------------------------------------
export const TX_REFERENCES: u32 = 0;
export const TX_HASH: u32 = 4;
export const TX_LENGTH: u32 = 8;
/** The next text that is pending. */
export const TX_NEXT: u32 = 12;
/** Start of the UTF-8 bytes. */
export const TX_BYTES: u32 = 16;

// ---- Keys of look-up tables ------------------------------------------------------------------------------
// Kinds in the low four bits of a look-up key; metrics use 0-7, period + RESET_STEP * reset.
export const KIND_BITS: u32 = 15;
export const KIND_TRAIT: u32 = 8;
export const KIND_RULES: u32 = 9;
export const KIND_PLAN: u32 = 10;
export const KIND_PLAN_VERSION: u32 = 11;
export const KIND_BILLING_PRODUCT: u32 = 12;
export const KIND_CREDIT: u32 = 13;
export const KIND_ENTITLEMENT: u32 = 14;
/** In filters only: the company's own id. */
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
/** The default value; 2 is added where the flag's id is empty, which counts as "no such flag". */
export const K_DEFAULT: u32 = 44;
export const NO_SUCH_FLAG: u32 = 2;
/** Start of a flag's filters, one for each rule, in their order. */
export const FLAG_HEAD: u32 = 48;
// company and user
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
/** Block of the spend policies, 0 for none. */
export const K_POLICIES: u32 = 88;
/** Bytes of the block that conditions look at and that are worth fetching first. */
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

/** A spend policy, after a head with their count. */
export const L_COUNT: u32 = 0;
export const L_HEAD: u32 = 8;
export const L_CREDIT: u32 = 0;
/** As in O_POLICY. */
export const L_PLACE: u32 = 4;
export const L_COMPANY: u32 = 8;
export const L_KIND: u32 = 12;
export const L_LIMIT: u32 = 16;
export const L_CONSUMED: u32 = 24;
export const L_END: u32 = 32;
export const L_END_NANOS: u32 = 40;
export const L_BYTES: u32 = 48;

/** A rule. The host turns X_OUTCOME into a result: which rule of which entity. */
export const X_OUTCOME: u32 = 0;
export const X_TYPE: u32 = 4;
export const X_PRIORITY: u32 = 8;
/** The condition to begin with. */
export const X_START: u32 = 16;
export const X_VALUE: u32 = 20;
/** The condition that usage fields are read from, or 0. */
export const X_USAGE: u32 = 24;
/** In the first rule of a flag's run: the number of rules in the run. */
export const X_RUN: u32 = 28;
export const X_FLAG: u32 = 32;
export const X_BYTES: u32 = 40;

/** A rule's filter: two places among a company's words, the bits of which one must be set, and the start. */
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
/** The next condition: 0 leaves the rule, an odd address is the rule that has matched. */
export const P_TRUE: u32 = 8;
export const P_FALSE: u32 = 12;
/** A prepared value, of which narrow conditions hold only the text or the integer; or resources; or a credit's event and rates. */
export const P_VALUE: u32 = 16;
export const P_RESOURCES: u32 = 16;
export const P_RESOURCE_COUNT: u32 = 20;
export const P_EVENT: u32 = 16;
/** Address of the rates of quantities, 0 for none. */
export const P_QUANTITY_RATES: u32 = 20;
export const P_RATE: u32 = 24;
/** Resources that are stored in the condition itself. */
export const RESOURCES_WITHIN: u32 = 2;
/** Size of most conditions: a processor fetches two of them at once. */
export const NARROW: u32 = 32;
export const P_COMPARISON: u32 = 40;
/** 0 none, 1 the comparison trait is the right side, 2 it is ignored (its id is empty). */
export const P_COMPARISON_MODE: u32 = 44;
export const WIDE: u32 = 64;

/** Rates of quantities: their count, then a text and a double for each, in ascending byte order of the texts. */
export const RATES_HEAD: u32 = 4;
export const RATE_BYTES: u32 = 12;
export const RATE_VALUE: u32 = 4;

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
/** A condition that is false whatever the entities are. */
export const CODE_NEVER: u32 = 12;
