// Conditions of a rule: no allocation, no managed object, nothing kept between calls.

import { probe, probeTable } from "../compile/table";
import { EMPTY } from "../memory/strings";
import * as L from "../layout";
import { testCredit } from "./credits";
import { extra, preflight, usageOf } from "./preflight";
import { compareIntegers, compareValues, prepare, strictInteger } from "./value";

/** The event of a condition on a metric. */
@inline function eventOf(pc: usize): u32 {
  return load<u32>(pc, L.P_KEY) & ~L.KIND_BITS;
}

const emptyValue: usize = memory.data(L.VALUE_BYTES, 8);
const leftValue: usize = memory.data(L.VALUE_BYTES, 8);
const rightValue: usize = memory.data(L.VALUE_BYTES, 8);

export function initConditions(): void {
  store<u32>(emptyValue, EMPTY, L.V_TEXT);
}

/** A value as `type`: unchanged if it was prepared so, else prepared at `to`. */
function valueAs(at: usize, type: u32, to: usize): usize {
  if (!at) return emptyValue;
  if (load<u8>(at, L.V_TYPE) == type) return at;
  prepare(to, type, load<u32>(at, L.V_TEXT));
  return to;
}

/** Compares a trait's value, to which a preflight may add, with one that was prepared as the same type. */
function testValue(pc: usize, left: usize, right: usize, type: u32): u32 {
  if (preflight && usageOf() > 0 && type == L.INT) {
    const current = load<u8>(left, L.V_FLAGS) & L.IS_FLOAT ? 0 : load<i64>(left, L.V_NUMBER);
    memory.copy(leftValue, emptyValue, L.VALUE_BYTES);
    store<i64>(leftValue, current + usageOf(), L.V_NUMBER);
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

/** Compares a trait, 0 for none, with a text by eq or ne. */
@inline function testText(pc: usize, trait: usize): u32 {
  if (!trait) return (load<u32>(pc, L.P_VALUE) == EMPTY ? 2 : 5) & load<u8>(pc, L.P_MASK);
  const type = <u32>load<u8>(trait, L.V_TYPE);
  if (type != L.STRING) return testAs(pc, trait, type);
  return (load<u32>(trait) == load<u32>(pc, L.P_VALUE) ? 2 : 5) & load<u8>(pc, L.P_MASK);
}

/** The same for a trait of another type: the text is read as that type. */
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

/** Runs a rule's conditions from `pc`. Returns the rule's address if it has matched, else 0. */
export function run(pc: usize, company: usize, user: usize): usize {
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
  if (code == L.CODE_NEVER) return 0;
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
  if (code == L.CODE_CREDIT) return testCredit(pc, company, user);
  return code == L.CODE_METRIC_TRAIT ? testMetricTrait(pc, company) : 1;
}
