// Changes in place, and the end of an entity.

import { alloc, free } from "../memory/heap";
import { release, retain } from "../memory/strings";
import * as L from "../layout";
import { buildPolicies, freePolicies } from "./policies";
import { releaseReferences } from "./references";
import { probe, put, setTable, tableRoom } from "./table";

/** Start of the value in a block that a patch adds, after [next, text]. */
const ADDED_VALUE: u32 = 8;

/** Makes room for one more entry: a table that is three quarters full is replaced by one of four times the size. */
function roomForOne(block: usize): bool {
  const spare = load<u32>(block, L.K_FREE_SLOTS);
  if (spare) {
    store<u32>(block, spare - 1, L.K_FREE_SLOTS);
    return true;
  }
  const old = load<u32>(block, L.K_TABLE) as usize;
  const bytes = load<u32>(block, L.K_MASK) + 8;
  const bits = 30 - clz(bytes);
  const bigger = alloc(8 << bits);
  if (!bigger) return false;
  setTable(block, bigger, bits);
  for (let at = old; at < old + bytes; at += 8) {
    const key = load<u32>(at);
    if (key) put(block, key, load<u32>(at, 4));
  }
  if (load<u32>(block, L.K_OWN_TABLE)) free(old);
  store<u32>(block, 1, L.K_OWN_TABLE);
  store<u32>(block, tableRoom(bits) - tableRoom(bits - 1) - 1, L.K_FREE_SLOTS);
  return true;
}

function add(block: usize, key: u32): usize {
  const known = probe(block, key);
  if (known) return known;
  const made = alloc(ADDED_VALUE + L.CREDIT_BYTES);
  if (!made) return 0;
  if (!roomForOne(block)) {
    free(made);
    return 0;
  }
  const text = key & ~L.KIND_BITS;
  retain(text);
  store<u32>(made, load<u32>(block, L.K_ADDED));
  store<u32>(made, text, 4);
  memory.fill(made + ADDED_VALUE, 0, L.CREDIT_BYTES);
  store<u32>(block, made as u32, L.K_ADDED);
  put(block, key, made + ADDED_VALUE);
  return made + ADDED_VALUE;
}

export function setMetric(company: usize, event: u32, combination: u32, value: i64): bool {
  const metric = add(company, event | combination);
  if (!metric) return false;
  store<i64>(metric, value);
  return true;
}

export function setCredit(company: usize, credit: u32, balance: f64): bool {
  const record = add(company, credit | L.KIND_CREDIT);
  if (!record) return false;
  store<f64>(record, balance, L.CREDIT_BALANCE);
  return true;
}

/** Replaces the spend policies by those of a list in the arena; returns false when memory is short. */
export function setPolicies(block: usize, list: u32): bool {
  const policies = buildPolicies(load<u32>(block), list);
  if (list && !policies) return false;
  freePolicies(load<u32>(block, L.K_POLICIES) as usize);
  store<u32>(block, policies as u32, L.K_POLICIES);
  return true;
}

export function freeBlock(block: usize): void {
  releaseReferences(block);
  if (load<u32>(block) != L.FLAG) {
    let added = load<u32>(block, L.K_ADDED) as usize;
    while (added) {
      const next = load<u32>(added) as usize;
      release(load<u32>(added, 4));
      free(added);
      added = next;
    }
    if (load<u32>(block, L.K_OWN_TABLE)) free(load<u32>(block, L.K_TABLE));
    freePolicies(load<u32>(block, L.K_POLICIES) as usize);
  }
  store<u32>(block, 0);
  free(block);
}
