// The preflight of an evaluation: what the caller is about to use. The host writes it to an area of its own; lists
// of amounts are in the arena.

import { each } from "../memory/arena";
import * as L from "../layout";

export const preflightArea: usize = memory.data(L.PREFLIGHT_BYTES, 8);
/** Address of the preflight, 0 for none. */
export let preflight: usize = 0;

@inline export function usePreflight(isGiven: u32): void {
  preflight = isGiven ? preflightArea : 0;
}

/** General usage of the preflight; only while there is one. */
@inline export function usageOf(): i64 {
  return load<i64>(preflight, L.PF_USAGE);
}

/** The quantity for a condition on this event: its own if that is positive, else the general usage; 0 for none. */
export function extra(event: u32): i64 {
  const quantity = load<i64>(preflight, L.PF_QUANTITY);
  if (event && event == load<u32>(preflight, L.PF_EVENT) && quantity > 0) return quantity;
  const usage = usageOf();
  return usage > 0 ? usage : 0;
}

/** The record of an amount by its name, or 0. */
export function amountOf(list: u32, name: u32): usize {
  for (let at = each(list); at; at = each(load<u32>(at))) {
    if (load<u32>(at, L.B_NAME) == name) return at;
  }
  return 0;
}
