// The engine's exports; README.md documents them as its ABI.

import { arena, initArena, input, needArena, needInput, trimBuffers } from "./arena";
import { buildBlock, probe } from "./build";
import { clearPreflight, evaluate, evaluateAll, exchange, initEvaluate, setPreflight, table } from "./evaluate";
import { readEntity, top as readTop } from "./json";
import * as L from "./layout";
import { initMemory, usedBytes } from "./memory";
import { freeBlock, setCredit, setMetric } from "./patch";
import { resetAt } from "./reset";
import { fault, faultAt } from "./scan";
import { ENUMERATIONS, initSchema } from "./schema";
import { EMPTY, initStrings, intern, release, retain, settle as settleTexts } from "./strings";

export { clearPreflight, evaluate, evaluateAll, freeEntity as free, loadEntity as load, preflightHalves as preflight, resetAt, setCredit, setMetricHalves as setMetric };

let loaded: u32 = 0;

/** To be called once, before anything else. Answers whether there was memory enough. */
export function init(hashSeed: u32, limitPages: i32): bool {
  initMemory(limitPages);
  if (!initStrings(hashSeed) || !initArena() || !initSchema()) return false;
  initEvaluate();
  return true;
}

export function exchangeArea(): usize {
  return exchange;
}

export function tableArea(): usize {
  return table;
}

/** Where the tables of schema.ts start. */
export function schema(): usize {
  return ENUMERATIONS;
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

/** The arena's address after making room for `bytes`, the first `keep` kept; 0 when memory is short. */
export function reserveArena(keep: u32, bytes: u32): usize {
  return needArena(keep, bytes) ? arena : 0;
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

/** Ends a load that was given up, and follows each `pin` outside of a load. */
export function settle(): void {
  settleTexts(0);
}

/** As `pin`, but kept by the entity that is loaded next alone. */
export function internForLoad(length: u32): u32 {
  return intern(input, length);
}

export function unpin(text: u32): void {
  release(text);
}

/** Loads the entity in the arena, of which `top` bytes are used; its handle, or 0 when memory is short. */
function loadEntity(kind: u32, top: u32): usize {
  const block = buildBlock(kind, top, input);
  settleTexts(0);
  trimBuffers();
  if (block) loaded++;
  return block;
}

/** Loads an entity from the first `length` bytes of the input, JSON; 0 on failure, which `parseFault` explains. */
export function parse(kind: u32, length: u32): usize {
  if (readEntity(kind, input, length)) return loadEntity(kind, readTop);
  settleTexts(0);
  trimBuffers();
  return 0;
}

/** Why `parse` failed: 0 short of memory, 1 no JSON, 2 no such entity, 3 short of memory. */
export function parseFault(): u32 {
  return fault;
}

/** At which byte it failed. */
export function parseFaultAt(): u32 {
  return faultAt;
}

function freeEntity(handle: usize): void {
  loaded--;
  freeBlock(handle);
}

/** Sets a metric; period + 4 * reset, the value as two halves. Answers whether there was memory enough. */
function setMetricHalves(company: usize, event: u32, combination: u32, low: u32, high: u32): bool {
  return setMetric(company, event, combination, <i64>low | (<i64>high << 32));
}

function preflightHalves(
  usageLow: u32,
  usageHigh: u32,
  event: u32,
  quantityLow: u32,
  quantityHigh: u32,
  costs: usize,
  costCount: u32,
): void {
  setPreflight(<i64>usageLow | (<i64>usageHigh << 32), event, <i64>quantityLow | (<i64>quantityHigh << 32), costs, costCount);
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
