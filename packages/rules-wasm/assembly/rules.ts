// Rules as chains of conditions: each condition knows where to go on when it is true and when it is false.

import { arena, needArena } from "./arena";
import { each, lengthOf, put, refer } from "./build";
import { addFilter, beginFilter, isFilter } from "./filter";
import * as L from "./layout";
import { EMPTY } from "./strings";
import { maskOf, prepare } from "./value";

export let ruleCount: u32 = 0;
export let conditionBytes: u32 = 0;
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

export function isWide(code: u32): bool {
  return code == L.CODE_TRAIT || code == L.CODE_METRIC_TRAIT;
}

@inline function bytesOf(code: u32): u32 {
  return isWide(code) ? L.WIDE : L.NARROW;
}

/** What a condition that may be true is compiled to. */
function codeOf(at: usize): u32 {
  const type = load<u32>(at, L.C_TYPE);
  if (type == L.TYPE_TRAIT) {
    const definition = each(load<u32>(at, L.C_TRAIT));
    const id = load<u32>(definition, L.D_ID);
    const operator = load<u32>(at, L.C_OPERATOR);
    if (load<u32>(definition, L.D_TYPE) != L.STRING || id == EMPTY || load<u32>(at, L.C_COMPARISON)) return L.CODE_TRAIT;
    if (operator != L.OP_EQ && operator != L.OP_NE) return L.CODE_TRAIT;
    return load<u32>(definition, L.D_ENTITY) == 1 ? L.CODE_COMPANY_TEXT : L.CODE_USER_TEXT;
  }
  if (type == L.TYPE_METRIC) {
    if (!load<u32>(at, L.C_HAS_VALUE)) return L.CODE_METRIC_ERROR;
    return load<u32>(at, L.C_COMPARISON) ? L.CODE_METRIC_TRAIT : L.CODE_METRIC;
  }
  if (type == L.TYPE_CREDIT) return L.CODE_CREDIT;
  if (type == L.TYPE_COMPANY) return L.CODE_COMPANY;
  if (type == L.TYPE_USER) return L.CODE_USER;
  return type == L.TYPE_BASE_PLAN ? L.CODE_BASE_PLAN : L.CODE_LISTED;
}

/** Bytes of the conditions that may be true. */
function liveBytes(list: u32): u32 {
  let bytes: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (!neverTrue(at)) bytes += bytesOf(codeOf(at));
  }
  return bytes;
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
    if (!liveBytes(load<u32>(at, L.G_CONDITIONS))) return false;
  }
  return true;
}

@inline function isUnconditional(type: u32): bool {
  return type == 0 || type == 6;
}

function countConditions(list: u32): void {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (!neverTrue(at)) resourceCount += lengthOf(load<u32>(at, L.C_RESOURCES));
  }
  conditionBytes += liveBytes(list);
}

/** Bytes of the counted rules with what belongs to them; conditions start at a multiple of their size. */
export function rulesBytes(): u32 {
  return ruleCount * L.X_BYTES + L.NARROW + conditionBytes + resourceCount * 4;
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
  conditionBytes = 0;
  resourceCount = 0;
  let place: u32 = 0;
  const list = arena + top;
  for (let at = each(load<u32>(arena + L.ROOT, L.A_RULES)); at; at = each(load<u32>(at))) {
    place++;
    if (!isLive(at, kind != L.FLAG)) continue;
    const entry = list + (ruleCount++ << 3);
    store<u32>(entry, (at - arena) as u32);
    store<u32>(entry, place, 4);
    const before = conditionBytes;
    if (!isUnconditional(load<u32>(at, L.R_TYPE))) {
      countConditions(load<u32>(at, L.R_CONDITIONS));
      for (let group = each(load<u32>(at, L.R_GROUPS)); group; group = each(load<u32>(group))) {
        countConditions(load<u32>(group, L.G_CONDITIONS));
      }
    }
    if (conditionBytes == before) conditionBytes += L.NARROW;
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

function emitResources(to: usize, list: u32): void {
  const count = lengthOf(list);
  let spare = to + L.NARROW - (L.RESOURCES_WITHIN << 2);
  if (count > L.RESOURCES_WITHIN) {
    spare = spareResources;
    spareResources += count << 2;
  }
  store<u32>(to, spare as u32, L.P_RESOURCES);
  store<u32>(to, count, L.P_RESOURCE_COUNT);
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const text = load<u32>(at, L.S_TEXT);
    refer(text);
    store<u32>(spare, text);
    spare += 4;
  }
}

function emitTrait(to: usize, at: usize, code: u32): void {
  const definition = each(load<u32>(at, L.C_TRAIT));
  const id = load<u32>(definition, L.D_ID);
  const text = load<u32>(at, L.C_TRAIT_VALUE);
  refer(id);
  refer(text);
  // Where the id is empty the left side is the empty text, compared as text, whatever the entity has.
  if (code == L.CODE_TRAIT) prepare(to + L.P_VALUE, id == EMPTY ? L.STRING : load<u32>(definition, L.D_TYPE), text);
  else store<u32>(to, text, L.P_VALUE);
  store<u8>(to, load<u32>(definition, L.D_ENTITY) as u8, L.P_ENTITY);
  store<u32>(to, id == EMPTY ? 0 : id | L.KIND_TRAIT, L.P_KEY);
}

function emitMetric(to: usize, at: usize): void {
  const event = load<u32>(at, L.C_EVENT);
  const period = load<u32>(at, L.C_PERIOD);
  const reset = load<u32>(at, L.C_RESET);
  refer(event);
  store<u32>(to, event | (period & 3) | ((reset & 1) << 2), L.P_KEY);
  store<u8>(to, (period | (reset << 4)) as u8, L.P_PERIOD);
  store<i64>(to, load<i64>(at, L.C_VALUE), L.P_VALUE + L.V_NUMBER);
}

function emitCredit(to: usize, at: usize, operator: u32): void {
  const credit = load<u32>(at, L.C_CREDIT);
  refer(credit);
  refer(load<u32>(at, L.C_EVENT));
  store<u32>(to, load<u32>(at, L.C_EVENT), L.P_EVENT);
  store<u32>(to, credit | L.KIND_CREDIT, L.P_KEY);
  store<f64>(to, load<u32>(at, L.C_HAS_RATE) ? load<f64>(at, L.C_RATE) : 1, L.P_RATE);
  store<u8>(to, operator == L.OP_GT || operator == L.OP_GTE ? 1 : 0, L.P_MASK);
}

/** Writes one condition without its targets; returns its end. */
function emit(to: usize, at: usize): usize {
  const code = codeOf(at);
  const end = to + bytesOf(code);
  memory.fill(to, 0, end - to);
  const type = load<u32>(at, L.C_TYPE);
  const operator = load<u32>(at, L.C_OPERATOR);
  store<u8>(to, code as u8, L.P_CODE);
  store<u8>(to, maskOf(operator) as u8, L.P_MASK);
  if (isWide(code)) {
    const comparison = each(load<u32>(at, L.C_COMPARISON));
    if (comparison) {
      const id = load<u32>(comparison, L.D_ID);
      refer(id);
      store<u32>(to, id | L.KIND_TRAIT, L.P_COMPARISON);
      store<u32>(to, id == EMPTY ? 2 : 1, L.P_COMPARISON_MODE);
    }
  }
  if (type == L.TYPE_TRAIT) emitTrait(to, at, code);
  else if (type == L.TYPE_METRIC) emitMetric(to, at);
  else if (type == L.TYPE_CREDIT) emitCredit(to, at, operator);
  else {
    if (type == L.TYPE_BASE_PLAN) store<u8>(to, operator as u8, L.P_ENTITY);
    else store<u32>(to, type + (L.KIND_PLAN - L.TYPE_PLAN), L.P_KEY);
    store<u8>(to, operator == L.OP_NE ? 1 : 0, L.P_MASK);
    emitResources(to, load<u32>(at, L.C_RESOURCES));
  }
  return end;
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

let spareResources: usize = 0;

/**
 * Links the conditions that must all be true and answers the first. Those that a filter has asked about come
 * last: they are true nearly always then.
 */
function link(start: usize, end: usize): usize {
  let first: usize = 0;
  let last: usize = 0;
  for (let filters: u32 = 0; filters < 2; filters++) {
    for (let at = start; at < end; at += bytesOf(load<u8>(at))) {
      if (<u32>isFilter(at) != filters) continue;
      if (last) store<u32>(last, at as u32, L.P_TRUE);
      else first = at;
      last = at;
    }
  }
  if (last) store<u32>(last, end as u32, L.P_TRUE);
  return first ? first : start;
}

/** Writes a rule's conditions from `to`; a true one goes on, a false one leaves the rule. Returns the end. */
function compileRule(record: usize, rule: usize, to: usize): usize {
  const start = to;
  const type = load<u32>(record, L.X_TYPE);
  let conditions: u32 = 0;
  let groups: u32 = 0;
  if (!isUnconditional(type)) {
    conditions = load<u32>(rule, L.R_CONDITIONS);
    groups = load<u32>(rule, L.R_GROUPS);
  }
  // The first metric or trait condition (not in groups) of an override or entitlement rule gives its usage.
  let usage: usize = type < 1 || type > 4 ? to : 0;
  for (let at = each(conditions); at; at = each(load<u32>(at))) {
    if (!usage && load<u32>(at, L.C_TYPE) >= L.TYPE_METRIC) {
      usage = to;
      store<u32>(record, to as u32, L.X_USAGE);
    }
    to = emit(to, at);
  }
  store<u32>(record, link(start, to) as u32, L.X_START);
  for (let group = each(groups); group; group = each(load<u32>(group))) {
    const list = load<u32>(group, L.G_CONDITIONS);
    const after = to + liveBytes(list);
    for (let at = each(list); at; at = each(load<u32>(at))) {
      if (neverTrue(at)) continue;
      const next = emit(to, at);
      store<u32>(to, after as u32, L.P_TRUE);
      if (next != after) store<u32>(to, next as u32, L.P_FALSE);
      to = next;
    }
  }
  if (to == start) {
    to += L.NARROW;
    memory.fill(start, 0, L.NARROW);
    store<u8>(start, L.CODE_ALWAYS as u8, L.P_CODE);
    store<u32>(start, to as u32, L.P_TRUE);
  }
  for (let at = start; at < to; at += bytesOf(load<u8>(at))) {
    if (load<u32>(at, L.P_TRUE) == <u32>to) store<u32>(at, (record | 1) as u32, L.P_TRUE);
    // An error leaves the rule even from inside a group.
    if (load<u8>(at) == L.CODE_METRIC_ERROR) store<u32>(at, 0, L.P_TRUE);
  }
  return to;
}

/** The first two of a rule's conditions that can be one are its filter. */
function writeFilter(to: usize, record: usize, pc: usize, count: u32): void {
  beginFilter(to, load<u32>(record, L.X_START));
  let second: u32 = 0;
  for (; count && second < 2; count--, pc += bytesOf(load<u8>(pc))) {
    if (isFilter(pc)) addFilter(to, pc, second++);
  }
}

/** Compiles the listed rules: conditions at `to`, then records, then resources; a flag's have `filters`. */
export function compileRules(block: usize, to: usize, list: usize, filters: usize): void {
  const kind = load<u32>(block);
  let conditions = (to + L.NARROW - 1) & ~(L.NARROW - 1);
  to = conditions + conditionBytes;
  store<u32>(block, to as u32, L.K_RULES);
  store<u32>(block, ruleCount, L.K_RULE_COUNT);
  spareResources = to + ruleCount * L.X_BYTES;
  let run: usize = 0;
  for (let i: u32 = 0; i < ruleCount; i++) {
    const rule = arena + load<u32>(list + (i << 3));
    writeRecord(to, rule, load<u32>(list + (i << 3), 4), kind);
    const start = conditions;
    conditions = compileRule(to, rule, conditions);
    if (filters) {
      const always = isUnconditional(load<u32>(to, L.X_TYPE));
      writeFilter(filters, to, start, always ? 0 : lengthOf(load<u32>(rule, L.R_CONDITIONS)));
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
