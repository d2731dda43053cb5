// Spend policies: a block of their own, because a patch replaces them.

import { parseTimestamp, nanos, seconds } from "../parse/date";
import { each, lengthOf } from "../memory/arena";
import { alloc, free } from "../memory/heap";
import { release, retain } from "../memory/strings";
import * as L from "../layout";

function write(to: usize, at: usize, source: u32): void {
  const credit = load<u32>(at, L.Q_CREDIT);
  const company = load<u32>(at, L.Q_COMPANY);
  retain(credit);
  if (company) retain(company);
  store<u32>(to, credit, L.L_CREDIT);
  store<u32>(to, load<u32>(at, L.Q_PLACE) | (source << L.PLACE_BITS), L.L_PLACE);
  store<u32>(to, company, L.L_COMPANY);
  store<f64>(to, load<f64>(at, L.Q_LIMIT), L.L_LIMIT);
  store<f64>(to, load<f64>(at, L.Q_CONSUMED), L.L_CONSUMED);
  let kind = load<u32>(at, L.Q_KIND);
  const resetsAt = load<u32>(at, L.Q_RESETS_AT);
  if (kind == L.WINDOW && resetsAt && parseTimestamp(resetsAt)) {
    kind = L.WINDOW_WITH_END;
    store<i64>(to, seconds, L.L_END);
    store<u32>(to, nanos, L.L_END_NANOS);
  }
  store<u32>(to, kind, L.L_KIND);
}

/** The policies of a list in the arena as a block; 0 for an empty list or when memory is short. */
export function buildPolicies(kind: u32, list: u32): usize {
  const count = lengthOf(list);
  if (!count) return 0;
  const block = alloc(L.L_HEAD + count * L.L_BYTES);
  if (!block) return 0;
  store<u32>(block, count, L.L_COUNT);
  let to = block + L.L_HEAD;
  for (let at = each(list); at; at = each(load<u32>(at))) {
    write(to, at, kind - 1);
    to += L.L_BYTES;
  }
  return block;
}

export function freePolicies(block: usize): void {
  if (!block) return;
  let at = block + L.L_HEAD;
  for (let i = load<u32>(block, L.L_COUNT); i; i--) {
    release(load<u32>(at, L.L_CREDIT));
    const company = load<u32>(at, L.L_COMPANY);
    if (company) release(company);
    at += L.L_BYTES;
  }
  free(block);
}
