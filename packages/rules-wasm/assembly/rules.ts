// Rules as chains of conditions: each condition knows where to go on when it is true and when it is false.

import { arena, needArena } from "./arena";
import { each, lengthOf, put, refer } from "./build";
import { writeFilter } from "./filter";
import * as L from "./layout";
import { EMPTY } from "./strings";
import { maskOf, prepare } from "./value";

export let ruleCount: u32 = 0;
export let conditionCount: u32 = 0;
export let resourceCount: u32 = 0;

/** Conditions that are false whatever the entities are. An error is not: it also ends its rule. */
function neverTrue(at: usize): bool {
  if (load<u32>(at, L.C_ID) == EMPTY) return true;
  const type = load<u32>(at, L.C_TYPE);
  const operator = load<u32>(at, L.C_OPERATOR);
  if (type == L.TYPE_CREDIT) return !load<u32>(at, L.C_CREDIT);
  if (type == L.TYPE_BASE_PLAN) {
    return operator != L.OP_EQ && operator != L.OP_NE && operator < L.OP_IS_EMPTY;
  }
  if (type == L.TYPE_METRIC) {
    if (!load<u32>(at, L.C_EVENT)) return true;
    if (!load<u32>(at, L.C_HAS_VALUE)) return false;
    return load<u32>(at, L.C_PERIOD) == L.UNKNOWN || load<u32>(at, L.C_RESET) == L.UNKNOWN || !operator;
  }
  if (type == L.TYPE_TRAIT) {
    const definition = each(load<u32>(at, L.C_TRAIT));
    return !definition || !load<u32>(definition, L.D_ENTITY) || !operator;
  }
  return !type;
}

function liveConditions(list: u32): u32 {
  let count: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (!neverTrue(at)) count++;
  }
  return count;
}

/** Whether the rule could match at all. */
function isLive(rule: usize, needsFlag: bool): bool {
  if (load<u32>(rule, L.R_ID) == EMPTY) return false;
  const type = load<u32>(rule, L.R_TYPE);
  if (type == L.UNKNOWN_RULE || (needsFlag && !load<u32>(rule, L.R_FLAG_ID))) return false;
  if (isUnconditional(type)) return true;
  for (let at = each(load<u32>(rule, L.R_CONDITIONS)); at; at = each(load<u32>(at))) {
    if (neverTrue(at)) return false;
  }
  for (let at = each(load<u32>(rule, L.R_GROUPS)); at; at = each(load<u32>(at))) {
    if (!liveConditions(load<u32>(at, L.G_CONDITIONS))) return false;
  }
  return true;
}

@inline function isUnconditional(type: u32): bool {
  return type == 0 || type == 6;
}

function countConditions(list: u32): u32 {
  let live: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (neverTrue(at)) continue;
    live++;
    resourceCount += lengthOf(load<u32>(at, L.C_RESOURCES));
  }
  conditionCount += live;
  return live;
}

/**
 * Counts what the rules in the arena need and lists those that can match behind its first `top` bytes:
 * each as [offset, place among all rules]. Returns the list's address, 0 when memory is short.
 */
export function countRules(kind: u32, top: u32): usize {
  const all = lengthOf(load<u32>(arena + L.ROOT, L.A_RULES));
  top = (top + 7) & ~7;
  if (!needArena(top, top + all * 16 + 8)) return 0;
  ruleCount = 0;
  conditionCount = 0;
  resourceCount = 0;
  let place: u32 = 0;
  const list = arena + top;
  for (let at = each(load<u32>(arena + L.ROOT, L.A_RULES)); at; at = each(load<u32>(at))) {
    place++;
    if (!isLive(at, kind != L.FLAG)) continue;
    const entry = list + (ruleCount++ << 3);
    store<u32>(entry, (at - arena) as u32);
    store<u32>(entry, place, 4);
    let conditions: u32 = 0;
    if (!isUnconditional(load<u32>(at, L.R_TYPE))) {
      conditions = countConditions(load<u32>(at, L.R_CONDITIONS));
      for (let group = each(load<u32>(at, L.R_GROUPS)); group; group = each(load<u32>(group))) {
        conditions += countConditions(load<u32>(group, L.G_CONDITIONS));
      }
    }
    if (!conditions) conditionCount++;
  }
  return list;
}

/** Within one type: standard rules by priority, overrides and entitlements with value true first. */
@inline function priorityOf(rule: usize, type: u32): i64 {
  if (type == L.STANDARD) return load<i64>(rule, L.R_PRIORITY);
  return isUnconditional(type) ? 0 : load<u32>(rule, L.R_VALUE) ? 0 : 1;
}

function inOrder(a: u32, b: u32): bool {
  const first = arena + a;
  const second = arena + b;
  const flagA = load<u32>(first, L.R_FLAG_ID);
  const flagB = load<u32>(second, L.R_FLAG_ID);
  if (byFlag && flagA != flagB) return flagA < flagB;
  const typeA = load<u32>(first, L.R_TYPE);
  const typeB = load<u32>(second, L.R_TYPE);
  if (typeA != typeB) return typeA < typeB;
  return priorityOf(first, typeA) <= priorityOf(second, typeB);
}
let byFlag: bool = false;

/** Merge sort, stable; company and user rules are sorted by flag first. */
export function sortRules(list: usize): void {
  byFlag = load<u32>(arena + L.ROOT - 4) != L.FLAG;
  let from = list;
  let to = list + (ruleCount << 3);
  for (let width: u32 = 1; width < ruleCount; width <<= 1) {
    for (let low: u32 = 0; low < ruleCount; low += width << 1) {
      const middle = min(low + width, ruleCount);
      const high = min(low + (width << 1), ruleCount);
      let a = low;
      let b = middle;
      for (let k = low; k < high; k++) {
        const left =
          a < middle && (b >= high || inOrder(load<u32>(from + (a << 3)), load<u32>(from + (b << 3))));
        store<u64>(to + (k << 3), load<u64>(from + ((left ? a++ : b++) << 3)));
      }
    }
    const swap = from;
    from = to;
    to = swap;
  }
  if (from != list) memory.copy(list, from, ruleCount << 3);
}

function emitResources(to: usize, list: u32, spare: usize): usize {
  store<u32>(to, spare as u32, L.P_RESOURCES);
  let count: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const text = load<u32>(at, L.S_TEXT);
    refer(text);
    store<u32>(spare, text);
    spare += 4;
    count++;
  }
  store<u32>(to, count, L.P_RESOURCE_COUNT);
  return spare;
}

function emitTrait(to: usize, at: usize): void {
  const definition = each(load<u32>(at, L.C_TRAIT));
  const id = load<u32>(definition, L.D_ID);
  // Where the id is empty the left side is the empty text, compared as text, whatever the entity has.
  const type = id == EMPTY ? L.STRING : load<u32>(definition, L.D_TYPE);
  const text = load<u32>(at, L.C_TRAIT_VALUE);
  refer(id);
  refer(text);
  prepare(to + L.P_VALUE, type, text);
  store<u8>(to, load<u32>(definition, L.D_ENTITY) as u8, L.P_ENTITY);
  store<u32>(to, id == EMPTY ? 0 : id | L.KIND_TRAIT, L.P_KEY);
  store<u32>(to, id | L.KIND_TRAIT, L.P_TRAIT);
  const operator = load<u32>(at, L.C_OPERATOR);
  const plain = type == L.STRING && id != EMPTY && !load<u32>(at, L.C_COMPARISON);
  const equal = operator == L.OP_EQ || operator == L.OP_NE;
  const ofText = load<u32>(definition, L.D_ENTITY) == 1 ? L.CODE_COMPANY_TEXT : L.CODE_USER_TEXT;
  store<u8>(to, (plain && equal ? ofText : L.CODE_TRAIT) as u8, L.P_CODE);
}

function emitMetric(to: usize, at: usize): void {
  const event = load<u32>(at, L.C_EVENT);
  const period = load<u32>(at, L.C_PERIOD);
  const reset = load<u32>(at, L.C_RESET);
  refer(event);
  store<u32>(to, event, L.P_EVENT);
  store<u32>(to, event | (period & 3) | ((reset & 1) << 2), L.P_KEY);
  store<u8>(to, (period | (reset << 4)) as u8, L.P_PERIOD);
  store<i64>(to, load<i64>(at, L.C_VALUE), L.P_VALUE + L.V_NUMBER);
  let code = L.CODE_METRIC;
  if (!load<u32>(at, L.C_HAS_VALUE)) code = L.CODE_METRIC_ERROR;
  else if (load<u32>(at, L.C_COMPARISON)) code = L.CODE_METRIC_TRAIT;
  store<u8>(to, code as u8, L.P_CODE);
}

function emitCredit(to: usize, at: usize): void {
  const credit = load<u32>(at, L.C_CREDIT);
  const operator = load<u32>(at, L.C_OPERATOR);
  refer(credit);
  refer(load<u32>(at, L.C_EVENT));
  store<u32>(to, load<u32>(at, L.C_EVENT), L.P_EVENT);
  store<u32>(to, credit | L.KIND_CREDIT, L.P_KEY);
  store<f64>(to, load<u32>(at, L.C_HAS_RATE) ? load<f64>(at, L.C_RATE) : 1, L.P_RATE);
  store<u8>(to, operator == L.OP_GT || operator == L.OP_GTE ? 1 : 0, L.P_MASK);
  store<u8>(to, L.CODE_CREDIT as u8, L.P_CODE);
}

/** Writes one condition without its targets; returns the next free place for resources. */
function emit(to: usize, at: usize, spare: usize): usize {
  memory.fill(to, 0, L.P_BYTES);
  const type = load<u32>(at, L.C_TYPE);
  const operator = load<u32>(at, L.C_OPERATOR);
  store<u32>(to, type, L.P_KIND);
  store<u8>(to, maskOf(operator) as u8, L.P_MASK);
  const comparison = each(load<u32>(at, L.C_COMPARISON));
  if (comparison && (type == L.TYPE_TRAIT || type == L.TYPE_METRIC)) {
    const id = load<u32>(comparison, L.D_ID);
    refer(id);
    store<u32>(to, id | L.KIND_TRAIT, L.P_COMPARISON);
    store<u32>(to, id == EMPTY ? 2 : 1, L.P_COMPARISON_MODE);
  }
  if (type == L.TYPE_TRAIT) {
    emitTrait(to, at);
    return spare;
  }
  if (type == L.TYPE_METRIC) {
    emitMetric(to, at);
    return spare;
  }
  if (type == L.TYPE_CREDIT) {
    emitCredit(to, at);
    return spare;
  }
  let code = L.CODE_LISTED;
  if (type == L.TYPE_COMPANY) code = L.CODE_COMPANY;
  else if (type == L.TYPE_USER) code = L.CODE_USER;
  else if (type == L.TYPE_BASE_PLAN) {
    code = L.CODE_BASE_PLAN;
    store<u8>(to, operator as u8, L.P_ENTITY);
  } else store<u32>(to, type + (L.KIND_PLAN - L.TYPE_PLAN), L.P_KEY);
  store<u8>(to, code as u8, L.P_CODE);
  store<u8>(to, operator == L.OP_NE ? 1 : 0, L.P_MASK);
  return emitResources(to, load<u32>(at, L.C_RESOURCES), spare);
}

/** The first metric or trait condition (not in groups) of an override or entitlement rule gives its usage. */
function usageOf(record: usize, first: usize, list: u32): void {
  const type = load<u32>(record, L.X_TYPE);
  if (type < 1 || type > 4) return;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (load<u32>(at, L.C_TYPE) >= L.TYPE_METRIC) {
      store<u32>(record, first as u32, L.X_USAGE);
      return;
    }
    first += L.P_BYTES;
  }
}

function writeRecord(record: usize, rule: usize, place: u32, kind: u32): void {
  const type = load<u32>(rule, L.R_TYPE);
  refer(load<u32>(rule, L.R_NAME));
  store<u32>(record, place | ((kind - 1) << 28), L.X_OUTCOME);
  store<u32>(record, type, L.X_TYPE);
  store<i64>(record, priorityOf(rule, type), L.X_PRIORITY);
  store<u32>(record, 0, L.X_USAGE);
  store<u32>(record, 1, L.X_RUN);
  store<u32>(record, 0, L.X_ID);
  // The host keeps ids and names of rules that it has encoded itself, and gives no name.
  if (load<u32>(rule, L.R_NAME)) {
    refer(load<u32>(rule, L.R_ID));
    store<u32>(record, load<u32>(rule, L.R_ID), L.X_ID);
  }
  store<u32>(record, load<u32>(rule, L.R_NAME), L.X_NAME);
  store<u32>(record, load<u32>(rule, L.R_VALUE), L.X_VALUE);
  store<u32>(record, load<u32>(rule, L.R_FLAG_ID), L.X_FLAG);
}

/** Writes a rule's conditions from `to`; a true one goes on, a false one leaves the rule. Returns the end. */
let spareResources: usize = 0;
function compileRule(record: usize, rule: usize, to: usize): usize {
  const start = to;
  const type = load<u32>(record, L.X_TYPE);
  store<u32>(record, start as u32, L.X_START);
  let conditions: u32 = 0;
  let groups: u32 = 0;
  if (!isUnconditional(type)) {
    conditions = load<u32>(rule, L.R_CONDITIONS);
    groups = load<u32>(rule, L.R_GROUPS);
  }
  for (let at = each(conditions); at; at = each(load<u32>(at))) {
    spareResources = emit(to, at, spareResources);
    store<u32>(to, (to + L.P_BYTES) as u32, L.P_TRUE);
    to += L.P_BYTES;
  }
  for (let group = each(groups); group; group = each(load<u32>(group))) {
    const list = load<u32>(group, L.G_CONDITIONS);
    const after = to + liveConditions(list) * L.P_BYTES;
    for (let at = each(list); at; at = each(load<u32>(at))) {
      if (neverTrue(at)) continue;
      spareResources = emit(to, at, spareResources);
      store<u32>(to, after as u32, L.P_TRUE);
      to += L.P_BYTES;
      if (to != after) store<u32>(to - L.P_BYTES, to as u32, L.P_FALSE);
    }
  }
  if (to == start) {
    memory.fill(to, 0, L.P_BYTES);
    store<u8>(to, L.CODE_ALWAYS as u8, L.P_CODE);
    store<u32>(to, (to + L.P_BYTES) as u32, L.P_TRUE);
    to += L.P_BYTES;
  }
  store<u32>(record, to as u32, L.X_END);
  for (let at = start; at < to; at += L.P_BYTES) {
    if (load<u32>(at, L.P_TRUE) == <u32>to) store<u32>(at, (record | 1) as u32, L.P_TRUE);
    if (!load<u32>(at, L.P_FALSE)) store<u32>(at, to as u32, L.P_FALSE);
    // An error leaves the rule even from inside a group.
    if (load<u8>(at) == L.CODE_METRIC_ERROR) store<u32>(at, to as u32, L.P_TRUE);
  }
  usageOf(record, start, conditions);
  return to;
}

/** Compiles the listed rules: records at `to`, then conditions, then resources; a flag's have `filters`. */
export function compileRules(block: usize, to: usize, list: usize, filters: usize): void {
  const kind = load<u32>(block);
  store<u32>(block, to as u32, L.K_RULES);
  store<u32>(block, ruleCount, L.K_RULE_COUNT);
  let conditions = to + ruleCount * L.X_BYTES;
  spareResources = conditions + conditionCount * L.P_BYTES;
  let run: usize = 0;
  for (let i: u32 = 0; i < ruleCount; i++) {
    const rule = arena + load<u32>(list + (i << 3));
    writeRecord(to, rule, load<u32>(list + (i << 3), 4), kind);
    conditions = compileRule(to, rule, conditions);
    if (filters) {
      const always = isUnconditional(load<u32>(to, L.X_TYPE));
      writeFilter(filters, load<u32>(to, L.X_START), always ? 0 : lengthOf(load<u32>(rule, L.R_CONDITIONS)));
      filters += L.F_BYTES;
    } else {
      const flag = load<u32>(to, L.X_FLAG);
      if (run && load<u32>(run, L.X_FLAG) == flag) store<u32>(run, load<u32>(run, L.X_RUN) + 1, L.X_RUN);
      else {
        run = to;
        refer(flag);
        put(block, flag | L.KIND_RULES, run, false);
      }
    }
    to += L.X_BYTES;
  }
}
