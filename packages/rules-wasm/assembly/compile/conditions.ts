// Conditions from the arena to their compiled form.

import { each, lengthOf } from "../memory/arena";
import { compareText, EMPTY } from "../memory/strings";
import { maskOf, prepare } from "../evaluate/value";
import * as L from "../layout";
import { refer } from "./references";

/** True for conditions that are false whatever the entities are. An error is not false: it also ends its rule. */
export function neverTrue(at: usize): bool {
  if (load<u32>(at, L.C_NAMELESS)) return true;
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

/** True for a credit condition that is looked at: it can note a spend policy. */
export function isCredit(at: usize): bool {
  return load<u32>(at, L.C_TYPE) == L.TYPE_CREDIT && !neverTrue(at);
}

export function isWide(code: u32): bool {
  return code == L.CODE_TRAIT || code == L.CODE_METRIC_TRAIT;
}

@inline export function bytesOf(code: u32): u32 {
  return isWide(code) ? L.WIDE : L.NARROW;
}

/** The code that a condition is compiled to. */
export function codeOf(at: usize): u32 {
  if (neverTrue(at)) return L.CODE_NEVER;
  const type = load<u32>(at, L.C_TYPE);
  if (type == L.TYPE_TRAIT) {
    const definition = each(load<u32>(at, L.C_TRAIT));
    const id = load<u32>(definition, L.D_ID);
    const operator = load<u32>(at, L.C_OPERATOR);
    if (load<u32>(definition, L.D_TYPE) != L.STRING || id == EMPTY || load<u32>(at, L.C_COMPARISON)) return L.CODE_TRAIT;
    if (operator != L.OP_EQ && operator != L.OP_NE) return L.CODE_TRAIT;
    return load<u32>(definition, L.D_ENTITY) == L.TYPE_COMPANY ? L.CODE_COMPANY_TEXT : L.CODE_USER_TEXT;
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

/** Words that a condition needs beside itself: its resources, or the rates of its quantities. */
export function spareWords(at: usize): u32 {
  if (load<u32>(at, L.C_TYPE) != L.TYPE_CREDIT) return lengthOf(load<u32>(at, L.C_RESOURCES));
  const rates = lengthOf(load<u32>(at, L.C_QUANTITY_RATES));
  return rates ? (L.RATES_HEAD + rates * L.RATE_BYTES) >> 2 : 0;
}

/** Start of the words beside the conditions that are not used yet. */
let spare: usize = 0;

export function beginSpare(at: usize): void {
  spare = at;
}

function emitResources(to: usize, list: u32): void {
  const count = lengthOf(list);
  let at = to + L.NARROW - (L.RESOURCES_WITHIN << 2);
  if (count > L.RESOURCES_WITHIN) {
    at = spare;
    spare += count << 2;
  }
  store<u32>(to, at as u32, L.P_RESOURCES);
  store<u32>(to, count, L.P_RESOURCE_COUNT);
  for (let element = each(list); element; element = each(load<u32>(element))) {
    const text = load<u32>(element, L.S_TEXT);
    refer(text);
    store<u32>(at, text);
    at += 4;
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
  store<u32>(to, event | (period & 3) | ((reset & 1) * L.RESET_STEP), L.P_KEY);
  store<u8>(to, (period | (reset << 4)) as u8, L.P_PERIOD);
  store<i64>(to, load<i64>(at, L.C_VALUE), L.P_VALUE + L.V_NUMBER);
}

/** Sorts the rates of quantities by insertion, because the order in which they are added shows in the last digits. */
function emitRates(to: usize, list: u32): void {
  if (!list) return;
  const start = spare + L.RATES_HEAD;
  let end = start;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const name = load<u32>(at, L.B_NAME);
    let place = end;
    while (place > start && compareText(load<u32>(place - L.RATE_BYTES), name) > 0) {
      memory.copy(place, place - L.RATE_BYTES, L.RATE_BYTES);
      place -= L.RATE_BYTES;
    }
    refer(name);
    store<u32>(place, name);
    store<f64>(place, load<f64>(at, L.B_VALUE), L.RATE_VALUE);
    end += L.RATE_BYTES;
  }
  store<u32>(spare, (end - start) as u32 / L.RATE_BYTES);
  store<u32>(to, spare as u32, L.P_QUANTITY_RATES);
  spare = end;
}

function emitCredit(to: usize, at: usize, operator: u32): void {
  const credit = load<u32>(at, L.C_CREDIT);
  refer(credit);
  refer(load<u32>(at, L.C_EVENT));
  store<u32>(to, load<u32>(at, L.C_EVENT), L.P_EVENT);
  store<u32>(to, credit | L.KIND_CREDIT, L.P_KEY);
  store<f64>(to, load<f64>(at, L.C_RATE), L.P_RATE);
  store<u8>(to, operator == L.OP_GT || operator == L.OP_GTE ? 1 : 0, L.P_MASK);
  emitRates(to, load<u32>(at, L.C_QUANTITY_RATES));
}

function emitComparison(to: usize, at: usize): void {
  const comparison = each(load<u32>(at, L.C_COMPARISON));
  if (!comparison) return;
  const id = load<u32>(comparison, L.D_ID);
  refer(id);
  store<u32>(to, id | L.KIND_TRAIT, L.P_COMPARISON);
  store<u32>(to, id == EMPTY ? 2 : 1, L.P_COMPARISON_MODE);
}

/** Writes one condition without its targets; returns its end. */
export function emit(to: usize, at: usize): usize {
  const code = codeOf(at);
  const end = to + bytesOf(code);
  memory.fill(to, 0, end - to);
  store<u8>(to, code as u8, L.P_CODE);
  if (code == L.CODE_NEVER) return end;
  const type = load<u32>(at, L.C_TYPE);
  const operator = load<u32>(at, L.C_OPERATOR);
  store<u8>(to, maskOf(operator) as u8, L.P_MASK);
  if (isWide(code)) emitComparison(to, at);
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
