// Evaluation: no allocation, no managed object, nothing kept between calls but the preflight.

import { probe } from "./build";
import { initFilters, NO_BITS_MASK, noBits } from "./filter";
import * as L from "./layout";
import { integerOk } from "./number";
import { EMPTY } from "./strings";
import { compareIntegers, compareValues, prepare, strictInteger } from "./value";

/** What evaluation reports besides its result; see `exchange` in the ABI. */
export const exchange: usize = memory.data(64, 8);
export const O_RULE: u32 = 0;
export const O_ENTITLEMENT: u32 = 4;
export const O_PERIOD: u32 = 8;
export const O_NANOS: u32 = 12;
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
  if (load<u32>(at, L.V_TYPE) == type) return at;
  prepare(to, type, load<u32>(at, L.V_TEXT));
  return to;
}

function testTrait(pc: usize, entity: usize): u32 {
  const key = load<u32>(pc, L.P_KEY);
  const trait = key ? probe(entity, key) : 0;
  const type = trait ? load<u32>(trait, L.V_TYPE) : load<u32>(pc + L.P_VALUE, L.V_TYPE);
  let left = trait ? trait : emptyValue;
  if (preflight && usage > 0 && type == L.INT) {
    const current = load<u32>(left, L.V_FLAGS) & L.IS_FLOAT ? 0 : load<i64>(left, L.V_NUMBER);
    memory.copy(leftValue, emptyValue, L.VALUE_BYTES);
    store<i64>(leftValue, current + usage, L.V_NUMBER);
    left = leftValue;
  }
  const right =
    load<u32>(pc, L.P_COMPARISON_MODE) == 1
      ? valueAs(probe(entity, load<u32>(pc, L.P_COMPARISON)), type, rightValue)
      : valueAs(pc + L.P_VALUE, type, rightValue);
  return compareValues(left, right, type) & load<u8>(pc, L.P_MASK);
}

function testMetricTrait(pc: usize, company: usize): u32 {
  const metric = probe(company, load<u32>(pc, L.P_KEY));
  let left = metric ? load<i64>(metric) : 0;
  if (preflight) left += extra(load<u32>(pc, L.P_EVENT));
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

/** Runs conditions from `pc` until a rule has matched (its address, made odd) or `stop` is reached. */
function run(pc: usize, stop: usize, company: usize, user: usize): usize {
  const table = load<u32>(company, L.K_TABLE) as usize;
  const shift = load<u32>(company, L.K_SHIFT);
  const mask = load<u32>(company, L.K_MASK);
  while (pc != stop) {
    let hit: u32 = 0;
    switch (<u32>load<u8>(pc)) {
      case L.CODE_COMPANY_TEXT: {
        if (!company) break;
        const trait = probeTable(table, shift, mask, load<u32>(pc, L.P_KEY));
        if (!trait) hit = (load<u32>(pc, L.P_VALUE) == EMPTY ? 2 : 5) & load<u8>(pc, L.P_MASK);
        else if (load<u32>(trait, L.V_TYPE) != L.STRING) hit = testTrait(pc, company);
        else hit = (load<u32>(trait) == load<u32>(pc, L.P_VALUE) ? 2 : 5) & load<u8>(pc, L.P_MASK);
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
        if (preflight) left += extra(load<u32>(pc, L.P_EVENT));
        hit = compareIntegers(left, load<i64>(pc, L.P_VALUE + L.V_NUMBER)) & load<u8>(pc, L.P_MASK);
        break;
      }
      default: {
        hit = testOther(pc, company, user);
      }
    }
    if (hit) {
      pc = load<u32>(pc, L.P_TRUE);
      if (pc & 1) return pc;
    } else pc = load<u32>(pc, L.P_FALSE);
  }
  return 0;
}

function testUserText(pc: usize, user: usize): u32 {
  const trait = probe(user, load<u32>(pc, L.P_KEY));
  if (!trait) return (load<u32>(pc, L.P_VALUE) == EMPTY ? 2 : 5) & load<u8>(pc, L.P_MASK);
  if (load<u32>(trait, L.V_TYPE) != L.STRING) return testTrait(pc, user);
  return (load<u32>(trait) == load<u32>(pc, L.P_VALUE) ? 2 : 5) & load<u8>(pc, L.P_MASK);
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
    if (run(load<u32>(next, L.X_START), load<u32>(next, L.X_END), company, user)) return next | 1;
  }
}

/** The flag's own rules in their order: the conditions of those that their filters let pass. */
function scan(flag: usize, company: usize, user: usize): usize {
  const bits = company ? (load<u32>(company, L.K_BITS) as usize) : noBits;
  const mask = company ? load<u32>(company, L.K_BITS_MASK) : NO_BITS_MASK;
  let filter = load<u32>(flag, L.K_FILTERS) as usize;
  const end = filter + load<u32>(flag, L.K_RULE_COUNT) * L.F_BYTES;
  let rule = load<u32>(flag, L.K_RULES) as usize;
  for (; filter != end; filter += L.F_BYTES, rule += L.X_BYTES) {
    const first = load<u32>(bits + (load<u32>(filter, L.F_PLACE) & mask)) & load<u32>(filter, L.F_BITS);
    const second =
      load<u32>(bits + (load<u32>(filter, L.F_PLACE + L.F_PART) & mask)) & load<u32>(filter, L.F_BITS + L.F_PART);
    if (<u32>(first == 0) | <u32>(second == 0)) continue;
    if (run(load<u32>(rule, L.X_START), load<u32>(rule, L.X_END), company, user)) return rule;
  }
  return 0;
}

function readUsage(condition: usize, company: usize): void {
  let allocation: i64 = 0;
  let used: i64 = 0;
  if (load<u32>(condition, L.P_KIND) == L.TYPE_METRIC) {
    const metric = probe(company, load<u32>(condition, L.P_KEY));
    if (metric) used = load<i64>(metric);
    allocation = load<i64>(condition, L.P_VALUE + L.V_NUMBER);
    store<u32>(exchange, load<u8>(condition, L.P_PERIOD), O_PERIOD);
  } else {
    const trait = probe(company, load<u32>(condition, L.P_TRAIT));
    if (trait) used = strictInteger(load<u32>(trait, L.V_TEXT));
    allocation = strictInteger(load<u32>(condition, L.P_VALUE));
    store<u32>(exchange, 0, O_PERIOD);
  }
  const key = load<u32>(condition, L.P_COMPARISON);
  const comparison = key ? probe(company, key) : 0;
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
      ofCompany | ofUser ? merge(flag, ofCompany, ofUser, company, user) & ~1 : scan(flag, company, user);
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
