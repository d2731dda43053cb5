// From the arena to a block: sizes first, then one allocation, then nothing can fail any more.

import { arena } from "./arena";
import { nanos, parseTimestamp, seconds } from "./date";
import { addListed, addTrait, bitBytes, setBits } from "./filter";
import * as L from "./layout";
import { alloc } from "./memory";
import { compileRules, conditionBytes, countRules, resourceCount, ruleCount, rulesBytes, sortRules } from "./rules";
import { EMPTY, retain } from "./strings";
import { prepare } from "./value";

let texts: usize = 0;
let textCount: u32 = 0;

/** Counts a reference from the block being built. */
export function refer(text: u32): void {
  if (!text) return;
  retain(text);
  store<u32>(texts + (textCount++ << 2), text);
}

@inline export function each(list: u32): usize {
  return list ? arena + list : 0;
}

export function lengthOf(list: u32): u32 {
  let count: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) count++;
  return count;
}

/** Puts a key into a look-up table; the first of equal keys stays unless `last`. Answers whether it is new. */
export function put(block: usize, key: u32, value: usize, last: bool): bool {
  const table = load<u32>(block, L.K_TABLE) as usize;
  const mask = load<u32>(block, L.K_MASK);
  let slot = (key * 0x9e3779b1 >>> load<u32>(block, L.K_SHIFT)) << 3;
  while (true) {
    const has = load<u32>(table + slot);
    if (!has || (has == key && last)) {
      store<u32>(table + slot, key);
      store<u32>(table + slot, value as u32, 4);
      return !has;
    }
    if (has == key) return false;
    slot = (slot + 8) & mask;
  }
}

/** log2 of the slots for so many entries, filled to two thirds at most. */
export function tableBits(entries: u32): u32 {
  return 32 - clz(max<u32>(4, entries + (entries >> 1)));
}

/** Entries that a table takes: three quarters of its slots. */
export function tableRoom(bits: u32): u32 {
  return <u32>3 << (bits - 2);
}

/** Makes the block's table at `at`, empty. */
export function setTable(block: usize, at: usize, bits: u32): void {
  store<u32>(block, at as u32, L.K_TABLE);
  store<u32>(block, (8 << bits) - 8, L.K_MASK);
  store<u32>(block, 32 - bits, L.K_SHIFT);
  memory.fill(at, 0, 8 << bits);
}

function putAll(block: usize, list: u32, kind: u32): void {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const text = load<u32>(at, L.S_TEXT);
    refer(text);
    put(block, text | kind, 1, false);
    addListed(block, kind, text);
  }
}

function putTraits(block: usize, list: u32, to: usize): usize {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const definition = each(load<u32>(at, L.T_DEFINITION));
    if (!definition) continue;
    const id = load<u32>(definition, L.D_ID);
    const value = load<u32>(at, L.T_VALUE);
    if (!put(block, id | L.KIND_TRAIT, to, false)) continue;
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
    if (!put(block, event | period | (reset << 2), to, false)) continue;
    refer(event);
    store<i64>(to, load<i64>(at, L.M_VALUE));
    to += 8;
  }
  return to;
}

/** The credit's record, made at `to` if need be (then `madeCredit` is set). */
let madeCredit: bool = false;
function creditOf(block: usize, id: u32, to: usize): usize {
  madeCredit = false;
  const known = probe(block, id | L.KIND_CREDIT);
  if (known) return known;
  madeCredit = true;
  refer(id);
  put(block, id | L.KIND_CREDIT, to, false);
  memory.fill(to, 0, L.CREDIT_BYTES);
  return to;
}

function putCredits(block: usize, root: usize, to: usize): usize {
  for (let at = each(load<u32>(root, L.A_BALANCES)); at; at = each(load<u32>(at))) {
    const credit = creditOf(block, load<u32>(at, L.B_CREDIT), to);
    if (madeCredit) to += L.CREDIT_BYTES;
    store<f64>(credit, load<f64>(at, L.B_VALUE), L.CREDIT_BALANCE);
  }
  for (let at = each(load<u32>(root, L.A_POSTPAID)); at; at = each(load<u32>(at))) {
    const credit = creditOf(block, load<u32>(at, L.B_CREDIT), to);
    if (madeCredit) to += L.CREDIT_BYTES;
    store<u32>(credit, load<u32>(at, L.B_MODE), L.CREDIT_MODE);
    store<f64>(credit, load<f64>(at, L.B_VALUE), L.CREDIT_LIMIT);
  }
  return to;
}

/** Entitlements by feature key: the table tells the place from 1; their JSON, if they have it, is kept at `to`. */
function putEntitlements(block: usize, list: u32, input: usize, to: usize): void {
  let place: u32 = 0;
  let text = to + (lengthOf(list) << 3);
  store<u32>(block, to as u32, L.K_RAW);
  for (let at = each(list); at; at = each(load<u32>(at))) {
    const key = load<u32>(at, L.E_KEY);
    const length = load<u32>(at, L.E_RAW_LENGTH);
    const first = put(block, key | L.KIND_ENTITLEMENT, ++place, false);
    if (first) refer(key);
    if (!length) continue;
    if (first) {
      memory.copy(text, input + load<u32>(at, L.E_RAW), length);
      store<u32>(to, text as u32);
      store<u32>(to, length, 4);
      text += length;
    }
    to += 8;
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

/** The value under a key of the entity's look-up table, or 0. */
@inline export function probe(block: usize, key: u32): usize {
  const table = load<u32>(block, L.K_TABLE) as usize;
  let slot = (key * 0x9e3779b1 >>> load<u32>(block, L.K_SHIFT)) << 3;
  while (true) {
    const has = load<u32>(table + slot);
    if (has == key) return load<u32>(table + slot, 4) as usize;
    if (!has) return 0;
    slot = (slot + 8) & load<u32>(block, L.K_MASK);
  }
}

function begin(kind: u32, root: usize, bytes: u32, textsAt: u32): usize {
  const block = alloc(bytes);
  if (!block) return 0;
  memory.fill(block, 0, kind == L.FLAG ? L.FLAG_HEAD : L.SUBJECT_HEAD);
  store<u32>(block, kind);
  texts = block + textsAt;
  textCount = 0;
  store<u32>(block, load<u32>(root, L.A_ID), L.K_ID);
  refer(load<u32>(root, L.A_ID));
  store<u32>(block, texts as u32, L.K_TEXTS);
  return block;
}

/** Texts that the rules refer to at most: three of each rule and of each condition, and all resources. */
@inline function ruleTexts(): u32 {
  return ruleCount * 3 + (conditionBytes / L.NARROW) * 3 + resourceCount;
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
  // An empty id counts as "no such flag", told by 2.
  const absent: u32 = load<u32>(root, L.A_ID) == EMPTY ? 2 : 0;
  store<u32>(block, load<u32>(root, L.A_DEFAULT) | absent, L.K_DEFAULT);
  compileRules(block, block + rulesAt, scratch, block + L.FLAG_HEAD);
  store<u32>(block, textCount, L.K_TEXT_COUNT);
  return block;
}

function buildSubject(kind: u32, root: usize, scratch: usize, input: usize): usize {
  const traits = lengthOf(load<u32>(root, L.A_TRAITS));
  const metrics = lengthOf(load<u32>(root, L.A_METRICS));
  const credits = lengthOf(load<u32>(root, L.A_BALANCES)) + lengthOf(load<u32>(root, L.A_POSTPAID));
  const listed =
    lengthOf(load<u32>(root, L.A_PLANS)) +
    lengthOf(load<u32>(root, L.A_PLAN_VERSIONS)) +
    lengthOf(load<u32>(root, L.A_BILLING_PRODUCTS));
  let raw: u32 = 0;
  let entitlements: u32 = 0;
  for (let at = each(load<u32>(root, L.A_ENTITLEMENTS)); at; at = each(load<u32>(at))) {
    entitlements++;
    raw += load<u32>(at, L.E_RAW_LENGTH);
  }
  const bits = tableBits(traits + metrics + credits + listed + entitlements + ruleCount);
  const data = traits * L.VALUE_BYTES + metrics * 8 + credits * L.CREDIT_BYTES + (raw ? entitlements * 8 + ((raw + 7) & ~7) : 0);
  // First what a check reads: it is fetched as one piece.
  const bitsLength = kind == L.COMPANY ? bitBytes(traits) : 0;
  const tableAt = L.SUBJECT_HEAD + bitsLength;
  const dataAt = tableAt + (8 << bits);
  const rulesAt = dataAt + data;
  const textsAt = rulesAt + rulesBytes();
  const most =
    2 + traits * 2 + metrics + credits + listed + entitlements + ruleTexts();
  const block = begin(kind, root, textsAt + most * 4, textsAt);
  if (!block) return 0;
  setTable(block, block + tableAt, bits);
  if (kind == L.COMPANY) {
    setBits(block, block + L.SUBJECT_HEAD, bitsLength);
    addListed(block, L.KIND_COMPANY, load<u32>(root, L.A_ID));
  }
  let to = putTraits(block, load<u32>(root, L.A_TRAITS), block + dataAt);
  if (kind == L.COMPANY) {
    to = putMetrics(block, load<u32>(root, L.A_METRICS), to);
    to = putCredits(block, root, to);
    store<u32>(block, min<u32>((to - block) as u32, L.MOST_HOT), L.K_HOT);
    putEntitlements(block, load<u32>(root, L.A_ENTITLEMENTS), input, to);
    putAll(block, load<u32>(root, L.A_PLANS), L.KIND_PLAN);
    putAll(block, load<u32>(root, L.A_PLAN_VERSIONS), L.KIND_PLAN_VERSION);
    putAll(block, load<u32>(root, L.A_BILLING_PRODUCTS), L.KIND_BILLING_PRODUCT);
    refer(load<u32>(root, L.A_BASE_PLAN));
    store<u32>(block, load<u32>(root, L.A_BASE_PLAN), L.K_BASE_PLAN);
    putSubscription(block, each(load<u32>(root, L.A_SUBSCRIPTION)));
  }
  compileRules(block, block + rulesAt, scratch, 0);
  const filled = traits + metrics + credits + listed + entitlements + ruleCount;
  store<u32>(block, tableRoom(bits) - filled, L.K_FREE_SLOTS);
  store<u32>(block, textCount, L.K_TEXT_COUNT);
  return block;
}

/** The entity in the arena, of which `top` bytes are used, as a block; 0 when memory is short. */
export function buildBlock(kind: u32, top: u32, input: usize): usize {
  const scratch = countRules(kind, top);
  if (!scratch) return 0;
  sortRules(scratch);
  const root = arena + L.ROOT;
  return kind == L.FLAG ? buildFlag(root, scratch) : buildSubject(kind, root, scratch, input);
}
