// Evaluation: no allocation, no managed object, nothing kept between calls but the preflight.

import { probe } from "./build";
import { initFilters, NO_BITS_MASK, noBits } from "./filter";
import * as L from "./layout";
import { isWide } from "./rules";
import { integerOk } from "./number";
import { EMPTY } from "./strings";
import { compareIntegers, compareValues, prepare, strictInteger } from "./value";

/** What evaluation reports besides its result; see `exchange` in the ABI. */
export const exchange: usize = memory.data(64, 8);
export const O_RULE: u32 = 0;
export const O_ENTITLEMENT: u32 = 4;
export const O_PERIOD: u32 = 8;
export const O_NANOS: u32 = 12;
/** In the table instead: the flag, then the answer's code. */
const O_CODE: u32 = 12;
const TABLE_RECORDS: u32 = 128;
export const O_ALLOCATION: u32 = 16;
export const O_USAGE: u32 = 24;

// ---- Preflight -------------------------------------------------------------------------------------------
let preflight: bool = false;
let usage: i64 = 0;
let eventSubtype: u32 = 0;
let quantity: i64 = 0;
/** Costs by credit: `costCount` records of [credit, -, f64]. */
let costs: usize = 0;
let costCount: u32 = 0;

export function setPreflight(use: i64, event: u32, many: i64, list: usize, count: u32): void {
  usage = use;
  eventSubtype = event;
  quantity = many;
  costs = list;
  costCount = count;
  preflight = true;
}

export function clearPreflight(): void {
  preflight = false;
}

/** What a preflight adds to a condition on this event. */
function extra(event: u32): i64 {
  if (event && event == eventSubtype && quantity > 0) return quantity;
  return usage > 0 ? usage : 0;
}

/** The event of a condition on a metric. */
@inline function eventOf(pc: usize): u32 {
  return load<u32>(pc, L.P_KEY) & ~15;
}

// ---- Conditions ------------------------------------------------------------------------------------------
const emptyValue: usize = memory.data(L.VALUE_BYTES, 8);
const leftValue: usize = memory.data(L.VALUE_BYTES, 8);
const rightValue: usize = memory.data(L.VALUE_BYTES, 8);

export function initEvaluate(): void {
  store<u32>(emptyValue, EMPTY, L.V_TEXT);
  initFilters();
}

/** A value as `type`: as it is when it was prepared so, else prepared at `to`. */
function valueAs(at: usize, type: u32, to: usize): usize {
  if (!at) return emptyValue;
  if (load<u8>(at, L.V_TYPE) == type) return at;
  prepare(to, type, load<u32>(at, L.V_TEXT));
  return to;
}

/** Compares a trait's value, to which a preflight may add, with one that was prepared as the same type. */
function testValue(pc: usize, left: usize, right: usize, type: u32): u32 {
  if (preflight && usage > 0 && type == L.INT) {
    const current = load<u8>(left, L.V_FLAGS) & L.IS_FLOAT ? 0 : load<i64>(left, L.V_NUMBER);
    memory.copy(leftValue, emptyValue, L.VALUE_BYTES);
    store<i64>(leftValue, current + usage, L.V_NUMBER);
    left = leftValue;
  }
  return compareValues(left, right, type) & load<u8>(pc, L.P_MASK);
}

function testTrait(pc: usize, entity: usize): u32 {
  const key = load<u32>(pc, L.P_KEY);
  const trait = key ? probe(entity, key) : 0;
  const type: u32 = trait ? load<u8>(trait, L.V_TYPE) : load<u8>(pc + L.P_VALUE, L.V_TYPE);
  const right =
    load<u32>(pc, L.P_COMPARISON_MODE) == 1
      ? valueAs(probe(entity, load<u32>(pc, L.P_COMPARISON)), type, rightValue)
      : valueAs(pc + L.P_VALUE, type, rightValue);
  return testValue(pc, trait ? trait : emptyValue, right, type);
}

/** Whether a trait, 0 for none, is a text or is not. */
@inline function testText(pc: usize, trait: usize): u32 {
  if (!trait) return (load<u32>(pc, L.P_VALUE) == EMPTY ? 2 : 5) & load<u8>(pc, L.P_MASK);
  const type = <u32>load<u8>(trait, L.V_TYPE);
  if (type != L.STRING) return testAs(pc, trait, type);
  return (load<u32>(trait) == load<u32>(pc, L.P_VALUE) ? 2 : 5) & load<u8>(pc, L.P_MASK);
}

/** The same for a trait that is none: the text is read as its type. */
function testAs(pc: usize, trait: usize, type: u32): u32 {
  prepare(rightValue, type, load<u32>(pc, L.P_VALUE));
  return testValue(pc, trait, rightValue, type);
}

function testMetricTrait(pc: usize, company: usize): u32 {
  const metric = probe(company, load<u32>(pc, L.P_KEY));
  let left = metric ? load<i64>(metric) : 0;
  if (preflight) left += extra(eventOf(pc));
  let right: i64 = 0;
  if (load<u32>(pc, L.P_COMPARISON_MODE) == 1) {
    const trait = probe(company, load<u32>(pc, L.P_COMPARISON));
    if (trait) right = strictInteger(load<u32>(trait, L.V_TEXT));
  }
  return compareIntegers(left, right) & load<u8>(pc, L.P_MASK);
}

function isListed(pc: usize, id: u32): bool {
  let at = load<u32>(pc, L.P_RESOURCES) as usize;
  const end = at + (load<u32>(pc, L.P_RESOURCE_COUNT) << 2);
  for (; at < end; at += 4) {
    if (load<u32>(at) == id) return true;
  }
  return false;
}

function testBasePlan(pc: usize, company: usize): bool {
  const plan = load<u32>(company, L.K_BASE_PLAN);
  const operator = load<u8>(pc, L.P_ENTITY);
  if (operator == L.OP_IS_EMPTY) return !plan;
  if (operator == L.OP_NOT_EMPTY) return plan != 0;
  const hit = plan ? isListed(pc, plan) : false;
  return operator == L.OP_NE ? !hit : hit;
}

function need(pc: usize): f64 {
  const rate = load<f64>(pc, L.P_RATE);
  if (!preflight) return rate;
  const credit = load<u32>(pc, L.P_KEY) & ~15;
  for (let i: u32 = 0; i < costCount; i++) {
    if (load<u32>(costs + (i << 4)) == credit) return load<f64>(costs + (i << 4), 8);
  }
  const units = extra(load<u32>(pc, L.P_EVENT));
  return units > 0 ? <f64>units * rate : rate;
}

/** Answers whether the balance is enough, or with gt and gte whether it is exhausted. */
function testCredit(pc: usize, company: usize): bool {
  const required = need(pc);
  const credit = probe(company, load<u32>(pc, L.P_KEY));
  const balance = credit ? load<f64>(credit, L.CREDIT_BALANCE) : 0;
  const mode = credit ? load<u32>(credit, L.CREDIT_MODE) : 0;
  const enough =
    mode == 0 ? balance >= required : mode == 1 ? true : balance + load<f64>(credit, L.CREDIT_LIMIT) >= required;
  return enough != <bool>load<u8>(pc, L.P_MASK);
}

/** As `probe`, with the table's members at hand. A slot is read as one number: the key, and the value above it. */
@inline function probeTable(table: usize, shift: u32, mask: u32, key: u32): usize {
  let slot = (key * 0x9e3779b1 >>> shift) << 3;
  let entry = load<u64>(table + slot);
  while (<u32>entry != key) {
    if (!<u32>entry) return 0;
    slot = (slot + 8) & mask;
    entry = load<u64>(table + slot);
  }
  return (entry >> 32) as usize;
}

/** Runs a rule's conditions from `pc` on. The rule's address if it has matched, else 0. */
function run(pc: usize, company: usize, user: usize): usize {
  const table = load<u32>(company, L.K_TABLE) as usize;
  const shift = load<u32>(company, L.K_SHIFT);
  const mask = load<u32>(company, L.K_MASK);
  while (pc) {
    let hit: u32 = 0;
    switch (<u32>load<u8>(pc)) {
      case L.CODE_COMPANY_TEXT: {
        if (!company) break;
        hit = testText(pc, probeTable(table, shift, mask, load<u32>(pc, L.P_KEY)));
        break;
      }
      case L.CODE_USER_TEXT: {
        if (user) hit = testUserText(pc, user);
        break;
      }
      case L.CODE_LISTED: {
        if (!company) break;
        const kind = load<u32>(pc, L.P_KEY);
        let at = load<u32>(pc, L.P_RESOURCES) as usize;
        const end = at + (load<u32>(pc, L.P_RESOURCE_COUNT) << 2);
        while (at != end && !probeTable(table, shift, mask, load<u32>(at) | kind)) at += 4;
        hit = <u32>(at != end) ^ load<u8>(pc, L.P_MASK);
        break;
      }
      case L.CODE_METRIC: {
        if (!company) break;
        const metric = probeTable(table, shift, mask, load<u32>(pc, L.P_KEY));
        let left = metric ? load<i64>(metric) : 0;
        if (preflight) left += extra(eventOf(pc));
        hit = compareIntegers(left, load<i64>(pc, L.P_VALUE + L.V_NUMBER)) & load<u8>(pc, L.P_MASK);
        break;
      }
      default: {
        hit = testOther(pc, company, user);
      }
    }
    if (hit) {
      pc = load<u32>(pc, L.P_TRUE);
      if (pc & 1) return pc ^ 1;
    } else pc = load<u32>(pc, L.P_FALSE);
  }
  return 0;
}

function testUserText(pc: usize, user: usize): u32 {
  return testText(pc, probe(user, load<u32>(pc, L.P_KEY)));
}

/** The rarer conditions. */
function testOther(pc: usize, company: usize, user: usize): u32 {
  const code = <u32>load<u8>(pc);
  if (code == L.CODE_ALWAYS) return 1;
  if (code == L.CODE_TRAIT) {
    const entity = load<u8>(pc, L.P_ENTITY) == 1 ? company : user;
    return entity ? testTrait(pc, entity) : 0;
  }
  if (code == L.CODE_USER) {
    return user ? <u32>isListed(pc, load<u32>(user, L.K_ID)) ^ load<u8>(pc, L.P_MASK) : 0;
  }
  if (!company) return 0;
  if (code == L.CODE_COMPANY) return <u32>isListed(pc, load<u32>(company, L.K_ID)) ^ load<u8>(pc, L.P_MASK);
  if (code == L.CODE_BASE_PLAN) return testBasePlan(pc, company);
  if (code == L.CODE_CREDIT) return testCredit(pc, company);
  return code == L.CODE_METRIC_TRAIT ? testMetricTrait(pc, company) : 1;
}

// ---- Rules of company and user ---------------------------------------------------------------------------
@inline function rulesFor(entity: usize, flagId: u32): usize {
  return entity && load<u32>(entity, L.K_RULE_COUNT) ? probe(entity, flagId | L.KIND_RULES) : 0;
}

@inline function before(a: usize, b: usize): bool {
  const typeA = load<u32>(a, L.X_TYPE);
  const typeB = load<u32>(b, L.X_TYPE);
  return typeA < typeB || (typeA == typeB && load<i64>(a, L.X_PRIORITY) < load<i64>(b, L.X_PRIORITY));
}

/** Merges the three sorted lists while it runs them; of equal rules the flag's come first, then the company's. */
function merge(flag: usize, ofCompany: usize, ofUser: usize, company: usize, user: usize): usize {
  let a = load<u32>(flag, L.K_RULES) as usize;
  let b = ofCompany;
  let c = ofUser;
  const endA = a + load<u32>(flag, L.K_RULE_COUNT) * L.X_BYTES;
  const endB = b ? b + load<u32>(b, L.X_RUN) * L.X_BYTES : 0;
  const endC = c ? c + load<u32>(c, L.X_RUN) * L.X_BYTES : 0;
  while (true) {
    let next: usize = 0;
    if (a < endA) next = a;
    if (b < endB && (!next || before(b, next))) next = b;
    if (c < endC && (!next || before(c, next))) next = c;
    if (!next) return 0;
    if (next == a) a += L.X_BYTES;
    else if (next == b) b += L.X_BYTES;
    else c += L.X_BYTES;
    if (run(load<u32>(next, L.X_START), company, user)) return next;
  }
}

/** Rules from which on it pays to fetch the whole of a company first. */
const MANY_RULES: u32 = 32;
const fetched: usize = memory.data(4, 4);

/**
 * Reads one word of each line of what conditions look at. The look-ups that follow jump about in it, each after the
 * answer to the last: of a company that was not asked about lately each would wait for memory. These do not wait for
 * each other.
 */
function fetch(company: usize): void {
  const end = company + load<u32>(company, L.K_HOT);
  let all: u32 = 0;
  for (let at = company; at < end; at += 64) all |= load<u32>(at);
  // So that no compiler leaves the loop out.
  store<u32>(fetched, all);
}

/** The flag's own rules in their order: the conditions of those that their filters let pass. */
function scan(flag: usize, company: usize, user: usize): usize {
  const bits = company ? (load<u32>(company, L.K_BITS) as usize) : noBits;
  const mask = company ? load<u32>(company, L.K_BITS_MASK) : NO_BITS_MASK;
  if (company && load<u32>(flag, L.K_RULE_COUNT) >= MANY_RULES) fetch(company);
  let filter = flag + L.FLAG_HEAD;
  const end = filter + load<u32>(flag, L.K_RULE_COUNT) * L.F_BYTES;
  for (; filter != end; filter += L.F_BYTES) {
    const places = load<u32>(filter, L.F_PLACES);
    const first = load<u32>(bits + ((places << 2) & mask)) & load<u32>(filter, L.F_BITS);
    const second = load<u32>(bits + ((places >>> 14) & mask)) & load<u32>(filter, L.F_BITS + 4);
    if (<u32>(first == 0) | <u32>(second == 0)) continue;
    const matched = run(load<u32>(filter, L.F_START), company, user);
    if (matched) return matched;
  }
  return 0;
}

function readUsage(condition: usize, company: usize): void {
  let allocation: i64 = 0;
  let used: i64 = 0;
  const code = <u32>load<u8>(condition);
  const key = load<u32>(condition, L.P_KEY);
  if (code == L.CODE_METRIC || code == L.CODE_METRIC_TRAIT) {
    const metric = probe(company, key);
    if (metric) used = load<i64>(metric);
    allocation = load<i64>(condition, L.P_VALUE + L.V_NUMBER);
    store<u32>(exchange, load<u8>(condition, L.P_PERIOD), O_PERIOD);
  } else {
    // Where the id is empty the condition itself uses no trait.
    const trait = probe(company, key ? key : EMPTY | L.KIND_TRAIT);
    if (trait) used = strictInteger(load<u32>(trait, L.V_TEXT));
    allocation = strictInteger(load<u32>(condition, L.P_VALUE));
    store<u32>(exchange, 0, O_PERIOD);
  }
  const other = isWide(code) ? load<u32>(condition, L.P_COMPARISON) : 0;
  const comparison = other ? probe(company, other) : 0;
  if (comparison) {
    const value = strictInteger(load<u32>(comparison, L.V_TEXT));
    if (integerOk) allocation = value;
  }
  store<f64>(exchange, <f64>allocation, O_ALLOCATION);
  store<f64>(exchange, <f64>used, O_USAGE);
}

/**
 * The outcome of a flag for a company and a user (0 = absent): 0 the default, else the place of the matched
 * rule from 1, plus 2^28 for a company's and 2^29 for a user's rule. With `full` the exchange area also tells
 * the entitlement's place (0 none) and the usage fields.
 */
export function evaluate(flag: usize, company: usize, user: usize, full: bool): u32 {
  let matched: usize = 0;
  if (load<u32>(flag, L.K_DEFAULT) < 2) {
    const flagId = load<u32>(flag, L.K_ID);
    const ofCompany = rulesFor(company, flagId);
    const ofUser = rulesFor(user, flagId);
    matched =
      ofCompany | ofUser ? merge(flag, ofCompany, ofUser, company, user) : scan(flag, company, user);
    if (full) {
      store<u32>(exchange, company ? (probe(company, load<u32>(flag, L.K_KEY) | L.KIND_ENTITLEMENT) as u32) : 0, O_ENTITLEMENT);
    }
  } else store<u32>(exchange, 0, O_ENTITLEMENT);
  store<u32>(exchange, matched as u32, O_RULE);
  if (!matched) return 0;
  if (full && company) {
    const condition = load<u32>(matched, L.X_USAGE) as usize;
    if (condition) readUsage(condition, company);
  }
  return load<u32>(matched, L.X_OUTCOME);
}

/** Where flags that are evaluated together are told, and their answers: records like the exchange area's first half. */
export const table: usize = memory.data(TABLE_RECORDS * 32, 8);

/** Evaluates the flags of the first `count` records; in each the code of the answer takes the flag's place. */
export function evaluateAll(count: u32, company: usize, user: usize): void {
  const end = table + (count << 5);
  for (let at: usize = table; at != end; at += 32) {
    const code = evaluate(load<u32>(at, O_CODE), company, user, true);
    store<u64>(at, load<u64>(exchange));
    store<u32>(at, load<u32>(exchange, O_PERIOD), O_PERIOD);
    store<u32>(at, code, O_CODE);
    store<u64>(at, load<u64>(exchange, O_ALLOCATION), O_ALLOCATION);
    store<u64>(at, load<u64>(exchange, O_USAGE), O_USAGE);
  }
}
