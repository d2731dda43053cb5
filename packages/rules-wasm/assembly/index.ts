// The engine's exports. `src/wasm.ts` declares them for the host.

import { buildBlock } from "./compile/block";
import { initFilters } from "./compile/filter";
import { freeBlock, setCredit, setMetric, setPolicies as replacePolicies } from "./compile/patch";
import { probe } from "./compile/table";
import { initConditions } from "./evaluate/conditions";
import { setClock } from "./evaluate/credits";
import { evaluate, evaluateAll } from "./evaluate/evaluate";
import { exchange, table } from "./evaluate/exchange";
import { preflightArea as preflightAt } from "./evaluate/preflight";
import { resetAt } from "./evaluate/reset";
import * as L from "./layout";
import { arena, initArena, input, needArena, needInput, trimBuffers } from "./memory/arena";
import { initMemory, usedBytes } from "./memory/heap";
import { EMPTY, initStrings, intern, release, retain, settle as settleTexts } from "./memory/strings";

export {
  evaluate,
  evaluateAll,
  freeEntity as free,
  loadEntity as load,
  resetAt,
  setClock,
  setCredit,
  setMetricHalves as setMetric,
};

let loaded: u32 = 0;

/** To be called once, before anything else. Returns false when memory is short. */
export function init(hashSeed: u32, limitPages: i32): bool {
  initMemory(limitPages);
  if (!initStrings(hashSeed) || !initArena()) return false;
  initFilters();
  initConditions();
  return true;
}

export function exchangeArea(): usize {
  return exchange;
}

export function tableArea(): usize {
  return table;
}

export function preflightArea(): usize {
  return preflightAt;
}

export function used(): u32 {
  return usedBytes as u32;
}

export function count(): u32 {
  return loaded;
}

export function emptyText(): u32 {
  return EMPTY;
}

/** The arena's address after making room for `bytes`; 0 when memory is short. */
export function reserveArena(bytes: u32): usize {
  return needArena(0, bytes) ? arena : 0;
}

/** The input buffer's address after making room for `bytes`; 0 when memory is short. */
export function reserveInput(bytes: u32): usize {
  return needInput(bytes) ? input : 0;
}

/** The text of the first `length` bytes of the input, kept until `unpin`; 0 when memory is short. */
export function pin(length: u32): u32 {
  const text = intern(input, length);
  if (text) retain(text);
  return text;
}

/** Ends a load that failed, and follows each `pin` outside of a load. */
export function settle(): void {
  settleTexts(0);
}

/** As `pin`, but kept only by the entity that is loaded next. */
export function internForLoad(length: u32): u32 {
  return intern(input, length);
}

export function unpin(text: u32): void {
  release(text);
}

/** Loads the entity in the arena, of which `top` bytes are used; returns its handle, or 0 when memory is short. */
function loadEntity(kind: u32, top: u32): usize {
  const block = buildBlock(kind, top);
  settleTexts(0);
  trimBuffers();
  if (block) loaded++;
  return block;
}

function freeEntity(handle: usize): void {
  loaded--;
  freeBlock(handle);
}

/** Sets a metric by its period + RESET_STEP * reset, the value as two halves; returns false when memory is short. */
function setMetricHalves(company: usize, event: u32, combination: u32, low: u32, high: u32): bool {
  return setMetric(company, event, combination, <i64>low | (<i64>high << 32));
}

/** Replaces an entity's spend policies by those of the root record in the arena; returns false when memory is short. */
export function setPolicies(entity: usize): bool {
  const done = replacePolicies(entity, load<u32>(arena + L.ROOT, L.A_POLICIES));
  settleTexts(0);
  return done;
}

/** A metric's value as a double, NaN where the company has none. */
export function metric(company: usize, event: u32, combination: u32): f64 {
  const at = probe(company, event | combination);
  return at ? <f64>load<i64>(at) : NaN;
}

/** A credit's balance, NaN where the company has none. */
export function credit(company: usize, id: u32): f64 {
  const at = probe(company, id | L.KIND_CREDIT);
  return at ? load<f64>(at) : NaN;
}
