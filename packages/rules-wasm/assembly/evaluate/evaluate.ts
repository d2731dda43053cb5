// Evaluation: no allocation, no managed object, nothing kept between calls except the preflight and the clock.

import { NO_BITS_MASK, noBits } from "../compile/filter";
import { probe } from "../compile/table";
import * as L from "../layout";
import { run } from "./conditions";
import { beginPolicies, beginRule, hasPolicies, reportPolicy } from "./credits";
import { exchange, table } from "./exchange";
import { usePreflight } from "./preflight";
import { readUsage } from "./usage";

@inline function rulesFor(entity: usize, flagId: u32): usize {
  return entity && load<u32>(entity, L.K_RULE_COUNT) ? probe(entity, flagId | L.KIND_RULES) : 0;
}

@inline function before(a: usize, b: usize): bool {
  const typeA = load<u32>(a, L.X_TYPE);
  const typeB = load<u32>(b, L.X_TYPE);
  return typeA < typeB || (typeA == typeB && load<i64>(a, L.X_PRIORITY) < load<i64>(b, L.X_PRIORITY));
}

/** Runs the three sorted lists merged; of equal rules the flag's come first, then the company's. */
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
    beginRule();
    if (run(load<u32>(next, L.X_START), company, user)) return next;
  }
}

/** Number of rules from which fetching the whole of a company first pays. */
const MANY_RULES: u32 = 32;
const fetched: usize = memory.data(4, 4);

/**
 * Reads one word of each cache line that conditions look at. The look-ups that follow depend on each other, so
 * each would wait for memory if the company is not in the cache. These reads do not wait for each other.
 */
function fetch(company: usize): void {
  const end = company + load<u32>(company, L.K_HOT);
  let all: u32 = 0;
  for (let at = company; at < end; at += 64) all |= load<u32>(at);
  // Keeps the compiler from removing the loop.
  store<u32>(fetched, all);
}

/** Runs the flag's own rules in their order, without those that their filters exclude. */
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

/** As `scan` with spend policies: rules that do not match count too, because their conditions note broken policies. */
function scanAll(flag: usize, company: usize, user: usize): usize {
  let filter = flag + L.FLAG_HEAD;
  const end = filter + load<u32>(flag, L.K_RULE_COUNT) * L.F_BYTES;
  for (; filter != end; filter += L.F_BYTES) {
    beginRule();
    const matched = run(load<u32>(filter, L.F_START), company, user);
    if (matched) return matched;
  }
  return 0;
}

/**
 * Evaluates a flag for a company and a user (0 = absent). Returns 0 for the default, else the place of the matched
 * rule from 1, plus the source above PLACE_BITS. The result at `to` gets the policy to report and, with `full`, the
 * entitlement's place and the usage fields.
 */
function evaluateTo(to: usize, flag: usize, company: usize, user: usize, full: u32): u32 {
  let matched: usize = 0;
  beginPolicies(company, user);
  const flagDefault = load<u32>(flag, L.K_DEFAULT);
  if (flagDefault < L.NO_SUCH_FLAG) {
    const flagId = load<u32>(flag, L.K_ID);
    const ofCompany = rulesFor(company, flagId);
    const ofUser = rulesFor(user, flagId);
    if (ofCompany | ofUser) matched = merge(flag, ofCompany, ofUser, company, user);
    else matched = hasPolicies ? scanAll(flag, company, user) : scan(flag, company, user);
    if (full) {
      store<u32>(to, company ? (probe(company, load<u32>(flag, L.K_KEY) | L.KIND_ENTITLEMENT) as u32) : 0, L.O_ENTITLEMENT);
    }
  } else store<u32>(to, 0, L.O_ENTITLEMENT);
  store<u32>(to, matched as u32, L.O_RULE);
  if (hasPolicies) {
    store<u32>(to, 0, L.O_POLICY);
    if (!(matched ? load<u32>(matched, L.X_VALUE) : flagDefault & 1)) reportPolicy(matched, to);
  }
  if (!matched) return 0;
  if (full && company) {
    const condition = load<u32>(matched, L.X_USAGE) as usize;
    if (condition) readUsage(condition, company, to);
  }
  return load<u32>(matched, L.X_OUTCOME);
}

/** Evaluates one flag into the exchange area. */
export function evaluate(flag: usize, company: usize, user: usize, mode: u32): u32 {
  usePreflight(mode & L.MODE_PREFLIGHT);
  return evaluateTo(exchange, flag, company, user, mode & L.MODE_FULL);
}

/** Evaluates the flags of the first `count` records of the table for one pair, without a preflight. */
export function evaluateAll(count: u32, company: usize, user: usize): void {
  usePreflight(0);
  const end = table + count * L.RESULT_BYTES;
  for (let at: usize = table; at != end; at += L.RESULT_BYTES) {
    store<u32>(at, evaluateTo(at, load<u32>(at, L.O_CODE), company, user, L.MODE_FULL), L.O_CODE);
  }
}
