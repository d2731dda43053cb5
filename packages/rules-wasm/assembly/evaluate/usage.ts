// The usage fields of a result: how much is allowed and how much is used.

import { isWide } from "../compile/conditions";
import { probe } from "../compile/table";
import { EMPTY } from "../memory/strings";
import { integerOk } from "../parse/number";
import * as L from "../layout";
import { strictInteger } from "./value";

/** Writes the usage fields that a condition stands for to the result at `to`. */
export function readUsage(condition: usize, company: usize, to: usize): void {
  let allocation: i64 = 0;
  let used: i64 = 0;
  const code = <u32>load<u8>(condition);
  const key = load<u32>(condition, L.P_KEY);
  if (code == L.CODE_METRIC || code == L.CODE_METRIC_TRAIT) {
    const metric = probe(company, key);
    if (metric) used = load<i64>(metric);
    allocation = load<i64>(condition, L.P_VALUE + L.V_NUMBER);
    store<u32>(to, load<u8>(condition, L.P_PERIOD), L.O_PERIOD);
  } else {
    // Where the id is empty the condition itself uses no trait.
    const trait = probe(company, key ? key : EMPTY | L.KIND_TRAIT);
    if (trait) used = strictInteger(load<u32>(trait, L.V_TEXT));
    allocation = strictInteger(load<u32>(condition, L.P_VALUE));
    store<u32>(to, 0, L.O_PERIOD);
  }
  const other = isWide(code) ? load<u32>(condition, L.P_COMPARISON) : 0;
  const comparison = other ? probe(company, other) : 0;
  if (comparison) {
    const value = strictInteger(load<u32>(comparison, L.V_TEXT));
    if (integerOk) allocation = value;
  }
  store<f64>(to, <f64>allocation, L.O_ALLOCATION);
  store<f64>(to, <f64>used, L.O_USAGE);
}
