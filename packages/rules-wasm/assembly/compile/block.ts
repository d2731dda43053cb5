// From the arena to a block: sizes first, then the allocations, then nothing can fail any more.

import { arena, each, lengthOf } from "../memory/arena";
import { alloc } from "../memory/heap";
import { EMPTY } from "../memory/strings";
import { nanos, parseTimestamp, seconds } from "../parse/date";
import { prepare } from "../evaluate/value";
import * as L from "../layout";
import { addListed, addTrait, bitBytes, setBits } from "./filter";
import { buildPolicies, freePolicies } from "./policies";
import { beginReferences, endReferences, refer } from "./references";
import { compileRules, countRules, ruleCount, rulesBytes, ruleTexts, sortRules } from "./rules";
import { probe, put, setTable, tableBits, tableRoom } from "./table";

function putAll(block: usize, list: u32, kind: u32): void {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const text = load<u32>(at, L.S_TEXT);
    refer(text);
    put(block, text | kind, 1);
    addListed(block, kind, text);
  }
}

function putTraits(block: usize, list: u32, to: usize): usize {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const definition = each(load<u32>(at, L.T_DEFINITION));
    if (!definition) continue;
    const id = load<u32>(definition, L.D_ID);
    const value = load<u32>(at, L.T_VALUE);
    if (!put(block, id | L.KIND_TRAIT, to)) continue;
    refer(id);
    refer(value);
    const type = load<u32>(definition, L.D_TYPE);
    prepare(to, type, value);
    if (load<u32>(block) == L.COMPANY) addTrait(block, id | L.KIND_TRAIT, type, value);
    to += L.VALUE_BYTES;
  }
  return to;
}

function putMetrics(block: usize, list: u32, to: usize): usize {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const period = load<u32>(at, L.M_PERIOD);
    const reset = load<u32>(at, L.M_RESET);
    if (period == L.UNKNOWN || reset == L.UNKNOWN) continue;
    const event = load<u32>(at, L.M_EVENT);
    if (!put(block, event | (period + reset * L.RESET_STEP), to)) continue;
    refer(event);
    store<i64>(to, load<i64>(at, L.M_VALUE));
    to += 8;
  }
  return to;
}

/** Set when the last `creditOf` made a record. */
let madeCredit: bool = false;

/** The credit's record; a new one is made at `to`. */
function creditOf(block: usize, id: u32, to: usize): usize {
  madeCredit = false;
  const known = probe(block, id | L.KIND_CREDIT);
  if (known) return known;
  madeCredit = true;
  refer(id);
  put(block, id | L.KIND_CREDIT, to);
  memory.fill(to, 0, L.CREDIT_BYTES);
  return to;
}

function putCredits(block: usize, root: usize, to: usize): usize {
  for (let at = each(load<u32>(root, L.A_BALANCES)); at; at = each(load<u32>(at))) {
    const credit = creditOf(block, load<u32>(at, L.B_NAME), to);
    if (madeCredit) to += L.CREDIT_BYTES;
    store<f64>(credit, load<f64>(at, L.B_VALUE), L.CREDIT_BALANCE);
  }
  for (let at = each(load<u32>(root, L.A_POSTPAID)); at; at = each(load<u32>(at))) {
    const credit = creditOf(block, load<u32>(at, L.B_NAME), to);
    if (madeCredit) to += L.CREDIT_BYTES;
    store<u32>(credit, load<u32>(at, L.B_MODE), L.CREDIT_MODE);
    store<f64>(credit, load<f64>(at, L.B_VALUE), L.CREDIT_LIMIT);
  }
  return to;
}

/** Entitlements by feature key: the table holds the place from 1. */
function putEntitlements(block: usize, list: u32): void {
  let place: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const key = load<u32>(at, L.S_TEXT);
    if (put(block, key | L.KIND_ENTITLEMENT, ++place)) refer(key);
  }
}

function putSubscription(block: usize, at: usize): void {
  store<u32>(block, at ? 1 : 0, L.K_SUBSCRIPTION);
  if (!at || !parseTimestamp(load<u32>(at, L.U_START))) return;
  store<i64>(block, seconds, L.K_START);
  store<u32>(block, nanos, L.K_START_NANOS);
  if (!parseTimestamp(load<u32>(at, L.U_END))) return;
  store<i64>(block, seconds, L.K_END);
  store<u32>(block, nanos, L.K_END_NANOS);
  store<u32>(block, 2, L.K_SUBSCRIPTION);
}

function begin(kind: u32, root: usize, bytes: u32, textsAt: u32): usize {
  const block = alloc(bytes);
  if (!block) return 0;
  memory.fill(block, 0, kind == L.FLAG ? L.FLAG_HEAD : L.SUBJECT_HEAD);
  store<u32>(block, kind);
  beginReferences(block, block + textsAt);
  store<u32>(block, load<u32>(root, L.A_ID), L.K_ID);
  refer(load<u32>(root, L.A_ID));
  return block;
}

function buildFlag(root: usize, scratch: usize): usize {
  const rulesAt = L.FLAG_HEAD + ruleCount * L.F_BYTES;
  const textsAt = rulesAt + rulesBytes();
  const most = 2 + ruleTexts();
  const block = begin(L.FLAG, root, textsAt + most * 4, textsAt);
  if (!block) return 0;
  const key = load<u32>(root, L.A_KEY);
  refer(key);
  store<u32>(block, key, L.K_KEY);
  const absent: u32 = load<u32>(root, L.A_ID) == EMPTY ? L.NO_SUCH_FLAG : 0;
  store<u32>(block, load<u32>(root, L.A_DEFAULT) | absent, L.K_DEFAULT);
  compileRules(block, block + rulesAt, scratch, block + L.FLAG_HEAD);
  endReferences(block);
  return block;
}

function fillCompany(block: usize, root: usize, to: usize): void {
  to = putMetrics(block, load<u32>(root, L.A_METRICS), to);
  to = putCredits(block, root, to);
  store<u32>(block, min<u32>((to - block) as u32, L.MOST_HOT), L.K_HOT);
  putEntitlements(block, load<u32>(root, L.A_ENTITLEMENTS));
  putAll(block, load<u32>(root, L.A_PLANS), L.KIND_PLAN);
  putAll(block, load<u32>(root, L.A_PLAN_VERSIONS), L.KIND_PLAN_VERSION);
  putAll(block, load<u32>(root, L.A_BILLING_PRODUCTS), L.KIND_BILLING_PRODUCT);
  refer(load<u32>(root, L.A_BASE_PLAN));
  store<u32>(block, load<u32>(root, L.A_BASE_PLAN), L.K_BASE_PLAN);
  putSubscription(block, each(load<u32>(root, L.A_SUBSCRIPTION)));
}

function buildSubject(kind: u32, root: usize, scratch: usize): usize {
  const traits = lengthOf(load<u32>(root, L.A_TRAITS));
  const metrics = lengthOf(load<u32>(root, L.A_METRICS));
  const credits = lengthOf(load<u32>(root, L.A_BALANCES)) + lengthOf(load<u32>(root, L.A_POSTPAID));
  const entitlements = lengthOf(load<u32>(root, L.A_ENTITLEMENTS));
  const listed =
    lengthOf(load<u32>(root, L.A_PLANS)) +
    lengthOf(load<u32>(root, L.A_PLAN_VERSIONS)) +
    lengthOf(load<u32>(root, L.A_BILLING_PRODUCTS));
  const entries = traits + metrics + credits + listed + entitlements + ruleCount;
  const bits = tableBits(entries);
  // What a check reads comes first, so that it is fetched as one piece.
  const bitsLength = kind == L.COMPANY ? bitBytes(traits) : 0;
  const tableAt = L.SUBJECT_HEAD + bitsLength;
  const dataAt = tableAt + (8 << bits);
  const rulesAt = dataAt + traits * L.VALUE_BYTES + metrics * 8 + credits * L.CREDIT_BYTES;
  const textsAt = rulesAt + rulesBytes();
  const most = 2 + traits * 2 + metrics + credits + listed + entitlements + ruleTexts();
  const policyList = load<u32>(root, L.A_POLICIES);
  const policies = buildPolicies(kind, policyList);
  if (policyList && !policies) return 0;
  const block = begin(kind, root, textsAt + most * 4, textsAt);
  if (!block) {
    freePolicies(policies);
    return 0;
  }
  store<u32>(block, policies as u32, L.K_POLICIES);
  setTable(block, block + tableAt, bits);
  if (kind == L.COMPANY) {
    setBits(block, block + L.SUBJECT_HEAD, bitsLength);
    addListed(block, L.KIND_COMPANY, load<u32>(root, L.A_ID));
  }
  const to = putTraits(block, load<u32>(root, L.A_TRAITS), block + dataAt);
  if (kind == L.COMPANY) fillCompany(block, root, to);
  compileRules(block, block + rulesAt, scratch, 0);
  store<u32>(block, tableRoom(bits) - entries, L.K_FREE_SLOTS);
  endReferences(block);
  return block;
}

/** The entity in the arena, of which `top` bytes are used, as a block; 0 when memory is short. */
export function buildBlock(kind: u32, top: u32): usize {
  const scratch = countRules(kind, top);
  if (!scratch) return 0;
  sortRules(scratch, kind);
  const root = arena + L.ROOT;
  return kind == L.FLAG ? buildFlag(root, scratch) : buildSubject(kind, root, scratch);
}
