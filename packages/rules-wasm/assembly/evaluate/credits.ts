// Credit conditions: the credits that a use needs, the balance, and the spend policies that refuse it.

import { probe } from "../compile/table";
import * as L from "../layout";
import { amountOf, extra, preflight } from "./preflight";
import { floorDivide, isLater } from "./reset";

/** Largest amount of one quantity that counts. */
const MOST_OF_QUANTITY: f64 = 1e9;
const NANOS_PER_MS: i64 = 1000000;

/** Set by `need`: the cost came from the caller and not from a rate. */
let isCost: bool = false;
/** Time of the evaluation. */
let nowSeconds: i64 = 0;
let nowNanos: u32 = 0;
/** True while the company or the user has spend policies. */
export let hasPolicies: bool = false;
/** The first policy noted in the evaluation and in its current rule, with its cost. */
let first: usize = 0;
let firstCost: f64 = 0;
let current: usize = 0;
let currentCost: f64 = 0;

/** Sets the time that the ends of policy windows are compared with. */
export function setClock(nowMs: f64): void {
  const ms = <i64>Math.floor(nowMs);
  nowSeconds = floorDivide(ms, 1000);
  nowNanos = ((ms - nowSeconds * 1000) * NANOS_PER_MS) as u32;
}

/** Prepares for an evaluation. */
@inline export function beginPolicies(company: usize, user: usize): void {
  hasPolicies = (load<u32>(company, L.K_POLICIES) | load<u32>(user, L.K_POLICIES)) != 0;
  first = 0;
}

/** Prepares for the next rule. */
@inline export function beginRule(): void {
  current = 0;
}

/** Credits for measured quantities, added in ascending order of their names. */
function measuredNeed(pc: usize, rate: f64): f64 {
  const measured = load<f64>(preflight, L.PF_MEASURED);
  let sum = (measured == 0 ? 1 : measured) * rate;
  const rates = load<u32>(pc, L.P_QUANTITY_RATES) as usize;
  if (!rates) return sum;
  const end = rates + L.RATES_HEAD + load<u32>(rates) * L.RATE_BYTES;
  for (let at = rates + L.RATES_HEAD; at < end; at += L.RATE_BYTES) {
    const quantity = amountOf(load<u32>(preflight, L.PF_QUANTITIES), load<u32>(at));
    if (quantity) sum += min<f64>(load<f64>(quantity, L.B_VALUE), MOST_OF_QUANTITY) * load<f64>(at, L.RATE_VALUE);
  }
  return sum;
}

/** Credits that the use needs. */
function need(pc: usize): f64 {
  const rate = load<f64>(pc, L.P_RATE);
  isCost = false;
  if (!preflight) return rate;
  const cost = amountOf(load<u32>(preflight, L.PF_COSTS), load<u32>(pc, L.P_KEY) & ~L.KIND_BITS);
  if (cost) {
    isCost = true;
    return load<f64>(cost, L.B_VALUE);
  }
  const event = load<u32>(pc, L.P_EVENT);
  if (event && event == load<u32>(preflight, L.PF_MEASURED_EVENT)) return measuredNeed(pc, rate);
  const units = extra(event);
  return units > 0 ? <f64>units * rate : rate;
}

/** True if the policy refuses the use. "Not within the limit" also refuses what is not a number. */
function isBroken(policy: usize, required: f64): bool {
  const limit = load<f64>(policy, L.L_LIMIT);
  const kind = load<u32>(policy, L.L_KIND);
  if (kind == L.PER_DRAW) return !(required <= limit);
  const isOver =
    kind == L.WINDOW_WITH_END &&
    !isLater(load<i64>(policy, L.L_END), load<u32>(policy, L.L_END_NANOS), nowSeconds, nowNanos);
  const consumed = isOver ? 0 : load<f64>(policy, L.L_CONSUMED);
  return !(consumed + required <= limit);
}

/** The first policy of an entity that refuses the use, or 0. */
function brokenOf(entity: usize, credit: u32, required: f64, company: usize): usize {
  const policies = load<u32>(entity, L.K_POLICIES) as usize;
  if (!policies) return 0;
  let at = policies + L.L_HEAD;
  for (let i = load<u32>(policies, L.L_COUNT); i; i--) {
    const only = load<u32>(at, L.L_COMPANY);
    const binds = load<u32>(at, L.L_CREDIT) == credit && (!only || only == load<u32>(company, L.K_ID));
    if (binds && isBroken(at, required)) return at;
    at += L.L_BYTES;
  }
  return 0;
}

/** Notes the first policy that refuses the use; returns true if there is one. */
function notePolicy(pc: usize, company: usize, user: usize, required: f64): bool {
  const credit = load<u32>(pc, L.P_KEY) & ~L.KIND_BITS;
  const ofCompany = brokenOf(company, credit, required, company);
  const policy = ofCompany ? ofCompany : brokenOf(user, credit, required, company);
  if (!policy) return false;
  if (!first) {
    first = policy;
    firstCost = required;
  }
  if (!current) {
    current = policy;
    currentCost = required;
  }
  return true;
}

/** True if the credits are enough; with gt and gte, if they are not. */
export function testCredit(pc: usize, company: usize, user: usize): bool {
  const required = need(pc);
  const credit = probe(company, load<u32>(pc, L.P_KEY));
  const mode = credit ? load<u32>(credit, L.CREDIT_MODE) : L.PREPAID;
  let left: f64 = credit ? load<f64>(credit, L.CREDIT_BALANCE) : 0;
  if (mode == L.POSTPAID_LIMITED) left += load<f64>(credit, L.CREDIT_LIMIT);
  let enough = mode == L.POSTPAID_UNLIMITED || (required == 0 && !isCost ? left > 0 : left >= required);
  if (hasPolicies && notePolicy(pc, company, user, required)) enough = false;
  return enough != <bool>load<u8>(pc, L.P_MASK);
}

/** Writes the policy to report, if any, for the result at `to` that is false and its rule (0 = the flag's default). */
export function reportPolicy(matched: usize, to: usize): void {
  const type: u32 = matched ? load<u32>(matched, L.X_TYPE) : L.DEFAULT;
  const ofRule = type == L.COMPANY_USAGE_EXCEEDED || type == L.PLAN_USAGE_EXCEEDED;
  if (!ofRule && type != L.DEFAULT) return;
  const policy = ofRule ? current : first;
  if (!policy) return;
  store<u32>(to, load<u32>(policy, L.L_PLACE), L.O_POLICY);
  store<f64>(to, ofRule ? currentCost : firstCost, L.O_COST);
}
