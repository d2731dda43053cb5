// Rules as chains of conditions: each condition knows its successor when it is true and when it is false.

import { arena, each, lengthOf, needArena } from "../memory/arena";
import * as L from "../layout";
import { beginSpare, bytesOf, codeOf, emit, isCredit, neverTrue, spareWords } from "./conditions";
import { addFilter, beginFilter, isFilter } from "./filter";
import { refer } from "./references";
import { put } from "./table";

export let ruleCount: u32 = 0;
let conditionBytes: u32 = 0;
let spareCount: u32 = 0;

/** Bytes of a group's conditions that may be true. */
function liveBytes(list: u32): u32 {
  let bytes: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (!neverTrue(at)) bytes += bytesOf(codeOf(at));
  }
  return bytes;
}

function listHasCredit(list: u32): bool {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (isCredit(at)) return true;
  }
  return false;
}

/** True for a rule with a credit condition. Those can note spend policies, so their conditions keep their order. */
function hasCredit(rule: usize): bool {
  if (listHasCredit(load<u32>(rule, L.R_CONDITIONS))) return true;
  for (let at = each(load<u32>(rule, L.R_GROUPS)); at; at = each(load<u32>(at))) {
    if (listHasCredit(load<u32>(at, L.G_CONDITIONS))) return true;
  }
  return false;
}

/** True if evaluating the rule could make a difference. */
function isLive(rule: usize, needsFlag: bool): bool {
  if (load<u32>(rule, L.R_NAMELESS)) return false;
  const type = load<u32>(rule, L.R_TYPE);
  if (type == L.UNKNOWN_RULE || (needsFlag && !load<u32>(rule, L.R_FLAG_ID))) return false;
  if (isUnconditional(type) || hasCredit(rule)) return true;
  for (let at = each(load<u32>(rule, L.R_CONDITIONS)); at; at = each(load<u32>(at))) {
    if (neverTrue(at)) return false;
  }
  for (let at = each(load<u32>(rule, L.R_GROUPS)); at; at = each(load<u32>(at))) {
    if (!liveBytes(load<u32>(at, L.G_CONDITIONS))) return false;
  }
  return true;
}

@inline function isUnconditional(type: u32): bool {
  return type == L.GLOBAL_OVERRIDE || type == L.DEFAULT;
}

function countSpare(list: u32): void {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (!neverTrue(at)) spareCount += spareWords(at);
  }
}

function countConditions(rule: usize): void {
  const conditions = load<u32>(rule, L.R_CONDITIONS);
  for (let at = each(conditions); at; at = each(load<u32>(at))) conditionBytes += bytesOf(codeOf(at));
  countSpare(conditions);
  for (let group = each(load<u32>(rule, L.R_GROUPS)); group; group = each(load<u32>(group))) {
    const list = load<u32>(group, L.G_CONDITIONS);
    const bytes = liveBytes(list);
    conditionBytes += bytes ? bytes : L.NARROW;
    countSpare(list);
  }
}

/** Bytes of the counted rules with what belongs to them; conditions start at a multiple of their size. */
export function rulesBytes(): u32 {
  return ruleCount * L.X_BYTES + L.NARROW + conditionBytes + spareCount * 4;
}

/** Upper bound of the texts that the counted rules refer to. */
export function ruleTexts(): u32 {
  return ruleCount + (conditionBytes / L.NARROW) * 3 + spareCount;
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
  spareCount = 0;
  let place: u32 = 0;
  const list = arena + top;
  for (let at = each(load<u32>(arena + L.ROOT, L.A_RULES)); at; at = each(load<u32>(at))) {
    place++;
    if (!isLive(at, kind != L.FLAG)) continue;
    const entry = list + (ruleCount++ << 3);
    store<u32>(entry, (at - arena) as u32);
    store<u32>(entry, place, 4);
    const before = conditionBytes;
    if (!isUnconditional(load<u32>(at, L.R_TYPE))) countConditions(at);
    if (conditionBytes == before) conditionBytes += L.NARROW;
  }
  return list;
}

/** Within one type: standard rules by priority, overrides and entitlements with value true first. */
@inline function priorityOf(rule: usize, type: u32): i64 {
  if (type == L.STANDARD) return load<i64>(rule, L.R_PRIORITY);
  return isUnconditional(type) ? 0 : load<u32>(rule, L.R_VALUE) ? 0 : 1;
}

let byFlag: bool = false;

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

/** Merge sort, stable; company and user rules are sorted by flag first. */
export function sortRules(list: usize, kind: u32): void {
  byFlag = kind != L.FLAG;
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

function writeRecord(record: usize, rule: usize, place: u32, kind: u32): void {
  const type = load<u32>(rule, L.R_TYPE);
  store<u32>(record, place | ((kind - 1) << L.PLACE_BITS), L.X_OUTCOME);
  store<u32>(record, type, L.X_TYPE);
  store<i64>(record, priorityOf(rule, type), L.X_PRIORITY);
  store<u32>(record, load<u32>(rule, L.R_VALUE), L.X_VALUE);
  store<u32>(record, 0, L.X_USAGE);
  store<u32>(record, 1, L.X_RUN);
  store<u32>(record, load<u32>(rule, L.R_FLAG_ID), L.X_FLAG);
}

/**
 * Links the conditions that must all be true and returns the first. Without `inOrder`, those that a filter has
 * asked about come last, because they are nearly always true then.
 */
function link(start: usize, end: usize, inOrder: bool): usize {
  let first: usize = 0;
  let last: usize = 0;
  for (let filters: u32 = 0; filters < 2; filters++) {
    for (let at = start; at < end; at += bytesOf(load<u8>(at))) {
      if (<u32>(!inOrder && isFilter(at)) != filters) continue;
      if (last) store<u32>(last, at as u32, L.P_TRUE);
      else first = at;
      last = at;
    }
  }
  if (last) store<u32>(last, end as u32, L.P_TRUE);
  return first ? first : start;
}

function compileGroup(to: usize, list: u32): usize {
  const bytes = liveBytes(list);
  const after = to + (bytes ? bytes : L.NARROW);
  if (!bytes) {
    memory.fill(to, 0, L.NARROW);
    store<u8>(to, L.CODE_NEVER as u8, L.P_CODE);
  }
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (neverTrue(at)) continue;
    const next = emit(to, at);
    store<u32>(to, after as u32, L.P_TRUE);
    if (next != after) store<u32>(to, next as u32, L.P_FALSE);
    to = next;
  }
  return after;
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
  // The first metric or trait condition (not in groups) of an override or entitlement rule is its usage.
  let usage: usize = type < L.COMPANY_OVERRIDE || type > L.PLAN_USAGE_EXCEEDED ? to : 0;
  for (let at = each(conditions); at; at = each(load<u32>(at))) {
    if (!usage && load<u32>(at, L.C_TYPE) >= L.TYPE_METRIC) {
      usage = to;
      store<u32>(record, to as u32, L.X_USAGE);
    }
    to = emit(to, at);
  }
  store<u32>(record, link(start, to, hasCredit(rule)) as u32, L.X_START);
  for (let group = each(groups); group; group = each(load<u32>(group))) {
    to = compileGroup(to, load<u32>(group, L.G_CONDITIONS));
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

/** Compiles the listed rules: conditions at `to`, then records, then spare words; a flag's have `filters`. */
export function compileRules(block: usize, to: usize, list: usize, filters: usize): void {
  const kind = load<u32>(block);
  let conditions = (to + L.NARROW - 1) & ~(L.NARROW - 1);
  to = conditions + conditionBytes;
  store<u32>(block, to as u32, L.K_RULES);
  store<u32>(block, ruleCount, L.K_RULE_COUNT);
  beginSpare(to + ruleCount * L.X_BYTES);
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
        put(block, flag | L.KIND_RULES, run);
      }
    }
    to += L.X_BYTES;
  }
}
